"""How something is put behind an application: proposed by a side of it, confirmed by whoever stands behind it.

That the caller acts for a side, or for the provider, the caller of these functions has made sure.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.application import history as application_history
from exchange.application.model import ApplicationState, FinancingApplication
from exchange.application.state import is_over, now
from exchange.enhancement.model import CreditEnhancement, EnhancementKind, EnhancementState
from exchange.enhancement.procedure import LIVE, Step
from exchange.enhancement.refusal import EnhancementRefused, EnhancementUnknown
from exchange.enhancement.releasing import take, told
from exchange.identifier import ordered
from exchange.institution.model import Institution, InstitutionKind
from exchange.procedure import history
from exchange.procedure.actor import ITSELF, Actor
from exchange.procedure.wording import optional
from exchange.product.kind import ProductKind
from exchange.product.licence import licensed
from exchange.receivable.model import Receivable, ReceivableState

OPEN = (
    ApplicationState.SUBMITTED,
    ApplicationState.ACCEPTED,
    ApplicationState.REVIEW,
    ApplicationState.OFFERED,
)
"""The states of an application that something can still be put behind."""
LICENCES: Mapping[EnhancementKind, ProductKind] = {
    EnhancementKind.GUARANTEE: ProductKind.GUARANTEE,
    EnhancementKind.INSURANCE: ProductKind.INSURANCE,
}
"""What a provider must be licensed for."""
POOLS = (InstitutionKind.BANK, InstitutionKind.GUARANTEE_COMPANY, InstitutionKind.INSURER)
"""Who may run a risk pool; no licence is known for that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What is to stand behind an application: of an institution, or a receivable that its payer confirmed."""

    kind: EnhancementKind
    covered_fen: int
    provider_code: str | None = None
    receivable_id: str | None = None


def propose(session: Session, application_id: str, proposed: Proposed, actor: Actor) -> CreditEnhancement:
    """Propose an enhancement; a confirmed receivable stands at once. Raises ApplicationUnknown, EnhancementRefused."""
    application = application_history.locked(session, application_id)
    state = now(application)
    if state not in OPEN:
        raise EnhancementRefused("application", f"The application {application.id} is {state}: it can't be enhanced.")
    if not 1 <= proposed.covered_fen <= application.amount_fen:
        raise EnhancementRefused(
            "covered_fen",
            f"{proposed.covered_fen} fen can't be covered: 1 to {application.amount_fen} are applied for.",
        )
    _check(session, application, proposed)
    made = CreditEnhancement(
        id=ordered("enh_"),
        application_id=application.id,
        uscc=application.uscc,
        institution_code=application.institution_code,
        kind=proposed.kind.value,
        provider_code=proposed.provider_code,
        receivable_id=proposed.receivable_id,
        covered_fen=proposed.covered_fen,
        proposed_by=actor.id,
        proposed_at=clock.now(),
    )
    history.begin(session, made, EnhancementState.PROPOSED, actor)
    told(session, made)
    if proposed.receivable_id is not None:
        take(session, made, Step.CONFIRM, ITSELF, None)
    return made


def confirm(session: Session, enhancement_id: str, actor: Actor, reason: str | None = None) -> CreditEnhancement:
    """Stand behind an application, for the provider. Raises EnhancementUnknown, TransitionRefused and …Refused."""
    return _decided(session, enhancement_id, Step.CONFIRM, actor, reason)


def decline(session: Session, enhancement_id: str, actor: Actor, reason: str | None = None) -> CreditEnhancement:
    """Not stand behind it. Raises as `confirm` does."""
    return _decided(session, enhancement_id, Step.DECLINE, actor, reason)


def release(session: Session, enhancement_id: str, actor: Actor, reason: str | None = None) -> CreditEnhancement:
    """Take an enhancement back, while the application can still be enhanced. Raises as `confirm` does."""
    return _decided(session, enhancement_id, Step.RELEASE, actor, reason)


def _decided(session: Session, enhancement_id: str, step: Step, actor: Actor, reason: str | None) -> CreditEnhancement:
    """Take a step: the application is locked first, as its own end does it."""
    known = select(CreditEnhancement.application_id).where(CreditEnhancement.id == enhancement_id)
    application_id = session.scalar(known) if "\0" not in enhancement_id else None
    if application_id is None:
        raise EnhancementUnknown(enhancement_id)
    state = now(application_history.locked(session, application_id))
    enhancement = history.locked(session, CreditEnhancement, enhancement_id)
    assert enhancement is not None  # noqa: S101 - it was there, and nothing deletes it
    if state not in OPEN and enhancement.state in LIVE:
        raise EnhancementRefused("enhancement", f"Its application is {state}: what stands behind it stays as it is.")
    take(session, enhancement, step, actor, optional(EnhancementRefused, "reason", reason))
    return enhancement


def _check(session: Session, application: FinancingApplication, proposed: Proposed) -> None:
    if proposed.kind is EnhancementKind.RECEIVABLE_CONFIRMATION:
        _check_receivable(session, application, proposed)
        return
    if proposed.receivable_id is not None:
        raise EnhancementRefused("receivable", f"A {proposed.kind} takes a provider, not a receivable.")
    code = proposed.provider_code
    provider = session.get(Institution, code) if code is not None and "\0" not in code else None
    licence = LICENCES.get(proposed.kind)
    able = provider is not None and (
        provider.kind in POOLS if licence is None else licensed(session, provider.code, licence, clock.today())
    )
    if not able:
        raise EnhancementRefused("provider", f"'{code}' is no institution that may provide a {proposed.kind}.")
    if code == application.institution_code:
        raise EnhancementRefused("provider", f"{code} was applied to: it can't stand behind the application itself.")


def _check_receivable(session: Session, application: FinancingApplication, proposed: Proposed) -> None:
    """Raise EnhancementRefused unless enough of a confirmed receivable of the enterprise is free; lock it."""
    id_ = proposed.receivable_id
    if proposed.provider_code is not None:
        raise EnhancementRefused("provider", "Behind a receivable its payer stands: leave the provider out.")
    found = history.locked(session, Receivable, id_) if id_ is not None and "\0" not in id_ else None
    if found is None or found.creditor_uscc != application.uscc or found.state != ReceivableState.CONFIRMED:
        raise EnhancementRefused("receivable", f"'{id_}' is no confirmed receivable of the enterprise.")
    free = found.amount_fen - _pledged(session, found.id)
    if proposed.covered_fen > free:
        raise EnhancementRefused("covered_fen", f"{proposed.covered_fen} fen are more than the {free} that are free.")


def _pledged(session: Session, receivable_id: str) -> int:
    live = or_(*(CreditEnhancement.state == state.value for state in LIVE))
    sums = select(func.coalesce(func.sum(CreditEnhancement.covered_fen), 0)).join(
        FinancingApplication, FinancingApplication.id == CreditEnhancement.application_id
    )
    standing = live & ~is_over(FinancingApplication, clock.today())
    return int(session.scalars(sums.where(CreditEnhancement.receivable_id == receivable_id, standing)).one())
