"""The commands about consents: lodged by a grantee's program, decided by the enterprise in its user centre."""

from collections.abc import Callable
from typing import Any

from auth.people.mandates import holds
from auth.people.seal import sealing
from exchange.consent import decision, lodging
from exchange.consent.model import Consent
from exchange.consent.refusal import ConsentUnknown
from exchange.consent.terms import Terms
from resolvers.command import Context, Made

PAYLOAD = "ConsentPayload"


def lodge(context: Context, input: Any) -> Made:  # noqa: A002 - the argument's name in the contract
    """Lodge a request for consent on behalf of the caller's institution."""
    terms = Terms(
        uscc=input.uscc,
        purpose=input.purpose.value,
        items=tuple(input.items),
        mode=input.mode.value,
        fetch=input.fetch.value,
        fetch_limit=input.fetch_limit,
        data_life_days=input.data_life_days,
        valid_until=input.valid_until,
        valid_from=input.valid_from,
        data_from=input.data_from,
        data_until=input.data_until,
        supersedes=input.supersedes,
    )
    grantee, client = str(context.principal.institution_code), str(context.principal.client_id)
    return _made(lodging.lodge(context.session, terms, grantee_code=grantee, client_id=client))


def approve(context: Context, input: Any) -> Made:  # noqa: A002
    """Approve a request: the exchange signs what the enterprise was shown."""
    consent_id = _of_own_enterprise(context, input.consent)

    sign = sealing(context.session, context.settings)
    return _made(
        decision.approve(
            context.session, consent_id, actor=context.principal.actor, sign=sign, shown_sha256=input.text_sha256
        )
    )


def decided(step: Callable[..., Consent]) -> Callable[..., Made]:
    """Return the command for a step of an enterprise that takes a reason: reject, pause, resume, revoke."""

    def decide(context: Context, input: Any) -> Made:  # noqa: A002
        consent_id = _of_own_enterprise(context, input.consent)
        return _made(step(context.session, consent_id, actor=context.principal.actor, reason=input.reason))

    decide.__name__ = step.__name__
    return decide


reject, pause, resume, revoke = map(decided, (decision.reject, decision.pause, decision.resume, decision.revoke))


def _of_own_enterprise(context: Context, consent_id: str) -> str:
    """Return the id where the caller acts for the consent's enterprise; unknown and not its own are one answer."""
    consent = context.session.get(Consent, consent_id)
    principal = context.principal
    if consent is None or not principal.is_self or not holds(context.session, principal.actor, consent.uscc):
        raise ConsentUnknown(consent_id)
    return consent_id


def _made(consent: Consent) -> Made:
    return Made(PAYLOAD, {"consent_id": consent.id})
