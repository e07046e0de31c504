"""The commands about restorations: the enterprise applies in person, the authority that made the record decides."""

from collections.abc import Callable
from typing import Any

from exchange.restoration import rules
from exchange.restoration.model import Restoration
from exchange.restoration.refusal import RestorationUnknown
from resolvers.command import Context, Made
from resolvers.party import authority, materials, of_own_enterprise, of_own_institution, own_record, subject

PAYLOAD = "RestorationPayload"


def apply(context: Context, input: Any) -> Made:  # noqa: A002 - the argument's name in the contract
    """Apply for the restoration of an adverse record of an enterprise that the caller acts for."""
    record = own_record(context, input.record)
    applied = rules.apply(
        context.session,
        record,
        text=input.text,
        materials=materials(input.materials),
        actor=subject(context),
        jurisdiction=context.settings.jurisdiction,
    )
    return _made(applied)


def accept(context: Context, input: Any) -> Made:  # noqa: A002
    """Take up an application about a record of the caller's institution."""
    restoration = _to_decide(context, input)
    return _made(rules.accept(context.session, restoration, actor=authority(context), reason=input.reason))


def extend(context: Context, input: Any) -> Made:  # noqa: A002
    """Extend the time to decide on an application about a record of the caller's institution."""
    restoration = _to_decide(context, input)
    return _made(rules.extend(context.session, restoration, actor=authority(context), reason=input.reason))


def grant(context: Context, input: Any) -> Made:  # noqa: A002
    """Restore the credit: the record of the caller's institution ends."""
    restoration, near = _to_decide(context, input), context.settings.jurisdiction
    granted = rules.grant(
        context.session, restoration, actor=authority(context), reasons=input.reasons, jurisdiction=near
    )
    return _made(granted)


def decided(step: Callable[..., Restoration]) -> Callable[..., Made]:
    """Return the command for a decision against an application: refuse, deny."""

    def decide(context: Context, input: Any) -> Made:  # noqa: A002
        restoration = _to_decide(context, input)
        return _made(step(context.session, restoration, actor=authority(context), reasons=input.reasons))

    decide.__name__ = step.__name__
    return decide


refuse, deny = map(decided, (rules.refuse, rules.deny))


def withdraw(context: Context, input: Any) -> Made:  # noqa: A002
    """Take back an application of an enterprise that the caller acts for."""
    restoration = of_own_enterprise(context, Restoration, input.restoration, RestorationUnknown)
    return _made(rules.withdraw(context.session, restoration, actor=subject(context), reason=input.reason))


def _to_decide(context: Context, input: Any) -> str:  # noqa: A002
    return of_own_institution(context, Restoration, input.restoration, RestorationUnknown)


def _made(restoration: Restoration) -> Made:
    return Made(PAYLOAD, {"restoration_id": restoration.id})
