"""How an enterprise applies, for several products at once, with the consents that the institutions need for it.

Whether the caller may act for the enterprise, the caller of these functions has made sure.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.application import history
from exchange.application.chosen import Wanted, chosen, promise, still_offered
from exchange.application.model import ApplicationState, FinancingApplication
from exchange.application.procedure import Step
from exchange.application.refusal import ApplicationRefused
from exchange.application.review import ConsentAsked, lodge
from exchange.demand.declared import declared
from exchange.demand.model import EnterpriseSize, FinancingDemand
from exchange.demand.procedure import LIVE
from exchange.demand.state import now
from exchange.entity.model import Entity
from exchange.identifier import ordered
from exchange.procedure.actor import Actor
from exchange.procedure.history import begin
from exchange.procedure.wording import written

MOST = 10
"""Products that one command applies for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What an enterprise applies for, and what it says of itself."""

    uscc: str
    products: Sequence[Wanted]
    use: str
    size: EnterpriseSize
    first_loan: bool
    demand_id: str | None = None


def apply(
    session: Session, stated: Stated, actor: Actor, client_id: str, consent: ConsentAsked | None, *, submit: bool
) -> list[FinancingApplication]:
    """Make an application for each product, as one group, and submit them unless they are to stay drafts.

    Raises ApplicationRefused, ApplicationExists and ConsentRefused: then there is none of them.
    """
    _check(session, stated)
    alone(session, stated.uscc)
    if stated.first_loan and paid_before(session, stated.uscc):
        raise ApplicationRefused("first_loan", "A financing was paid out to the enterprise before: it isn't its first.")
    said = declared(session, stated.uscc, stated.size, ApplicationRefused)
    group = ordered("fag_")
    made = [_drafted(session, stated, wanted, group, said, actor) for wanted in stated.products]
    for each in made:
        if submit:
            submitted(session, each, actor, client_id, consent)
        else:
            history.told(session, each)
    return made


def submit(
    session: Session, application_id: str, actor: Actor, client_id: str, consent: ConsentAsked | None
) -> FinancingApplication:
    """Submit a draft. Raises ApplicationUnknown, TransitionRefused, ApplicationRefused and ConsentRefused."""
    application = history.locked(session, application_id)
    submitted(session, application, actor, client_id, consent)
    return application


def submitted(
    session: Session, application: FinancingApplication, actor: Actor, client_id: str, consent: ConsentAsked | None
) -> None:
    """Let the institution see a draft, and lodge with it the consent that it needs."""
    history.check(application, Step.SUBMIT)
    version = still_offered(session, application)
    application.submitted_at, application.promised_on = clock.now(), promise(version)
    if consent is not None:
        application.consent_id = lodge(session, application, consent, client_id)
    history.take(session, application, Step.SUBMIT, actor)


def alone(session: Session, uscc: str) -> None:
    """Let nobody else apply for the enterprise, or report its first loan, until the transaction ends."""
    session.execute(select(Entity.uscc).where(Entity.uscc == uscc).with_for_update(key_share=True))


def paid_before(session: Session, uscc: str) -> bool:
    """Return whether a financing was paid out to the enterprise here."""
    paid = (FinancingApplication.uscc == uscc) & (FinancingApplication.disbursed_fen > 0)
    return session.scalar(select(FinancingApplication.id).where(paid).limit(1)) is not None


def _check(session: Session, stated: Stated) -> None:
    named = [wanted.product_id for wanted in stated.products]
    if not 1 <= len(named) <= MOST or len(set(named)) < len(named):
        raise ApplicationRefused("products", f"It takes 1 to {MOST} products, each once.")
    if stated.demand_id is None:
        return
    demand = session.get(FinancingDemand, stated.demand_id) if "\0" not in stated.demand_id else None
    if demand is None or demand.uscc != stated.uscc or now(demand) not in LIVE:
        raise ApplicationRefused("demand", f"'{stated.demand_id}' is no live demand of the enterprise.")


def _drafted(
    session: Session, stated: Stated, wanted: Wanted, group: str, said: dict[str, str | None], actor: Actor
) -> FinancingApplication:
    product, version = chosen(session, stated.uscc, wanted)
    application = FinancingApplication(
        id=ordered("fap_"),
        group_id=group,
        uscc=stated.uscc,
        demand_id=stated.demand_id,
        product_id=product.id,
        version_id=version.id,
        institution_code=product.institution_code,
        kind=product.kind,
        amount_fen=wanted.amount_fen,
        term_months=wanted.term_months,
        use=written(ApplicationRefused, "use", stated.use),
        declared_first=stated.first_loan,
        first_loan=stated.first_loan,
        applied_by=actor.id,
        created_at=clock.now(),
        disbursed_fen=0,
        repaid_fen=0,
        **said,
    )
    begin(session, application, ApplicationState.DRAFT, actor)
    return application
