"""How a demand is lodged, claimed, matched and closed, each step in the caller's transaction.

Whether the caller may act for the enterprise, the caller of these functions has made sure.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.demand.declared import declared
from exchange.demand.model import DemandState, EnterpriseSize, FinancingDemand
from exchange.demand.procedure import DEMAND, LIVE, Step
from exchange.demand.refusal import DemandRefused, DemandUnknown
from exchange.demand.state import now
from exchange.feed.model import EventType
from exchange.feed.publishing import Event
from exchange.feed.telling import tell
from exchange.identifier import ordered
from exchange.procedure import history
from exchange.procedure.actor import Actor
from exchange.procedure.wording import optional, written
from exchange.product.kind import ProductKind
from exchange.product.licence import licensed
from exchange.product.model import FinancingProduct, ProductState

LONGEST = timedelta(days=366)
"""How far ahead a demand's last day may lie."""
LARGEST_FEN = 10**15
"""Ten million million yuan: a mistake in the unit."""
LONGEST_TERM = 600
"""Months."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What an enterprise looks for."""

    uscc: str
    kind: ProductKind
    amount_fen: int
    term_months: int
    use: str
    size: EnterpriseSize
    open_until: date


def lodge(session: Session, stated: Stated, actor: Actor) -> FinancingDemand:
    """Lodge a demand: institutions licensed for its kind see it at once. Raises DemandRefused."""
    _check(stated)
    demand = FinancingDemand(
        id=ordered("dmd_"),
        uscc=stated.uscc,
        kind=stated.kind.value,
        amount_fen=stated.amount_fen,
        term_months=stated.term_months,
        use=written(DemandRefused, "use", stated.use),
        open_until=stated.open_until,
        lodged_by=actor.id,
        lodged_at=clock.now(),
        **declared(session, stated.uscc, stated.size, DemandRefused),
    )
    history.begin(session, demand, DemandState.OPEN, actor)
    return _told(session, demand)


def claim(session: Session, demand_id: str, actor: Actor) -> FinancingDemand:
    """Take an open demand for an institution: no other may from then on.

    Raises DemandUnknown where the institution isn't licensed for its kind, and TransitionRefused.
    """
    demand = locked(session, demand_id)
    institution = str(actor.institution_code)
    if not licensed(session, institution, demand.kind, clock.today()):
        raise DemandUnknown(demand_id)
    _take(session, demand, Step.CLAIM, actor, None)
    demand.claimed_by = institution
    return _told(session, demand)


def release(session: Session, demand_id: str, actor: Actor, reason: str | None) -> FinancingDemand:
    """Give a claimed demand back. Raises DemandUnknown, TransitionRefused and DemandRefused."""
    return _opened(session, _claimed(session, demand_id, actor), Step.RELEASE, actor, reason)


def reopen(session: Session, demand_id: str, actor: Actor, reason: str | None) -> FinancingDemand:
    """Let others claim a demand again. Raises DemandUnknown, TransitionRefused and DemandRefused."""
    return _opened(session, locked(session, demand_id), Step.REOPEN, actor, reason)


def match(session: Session, demand_id: str, product_id: str, actor: Actor) -> FinancingDemand:
    """Name a listed product of the claimer's for the demand. Raises DemandUnknown, TransitionRefused, DemandRefused."""
    demand = _claimed(session, demand_id, actor)
    _take(session, demand, Step.MATCH, actor, None)
    own = (FinancingProduct.id == product_id) & (FinancingProduct.institution_code == actor.institution_code)
    fits = own & (FinancingProduct.state == ProductState.LISTED.value) & (FinancingProduct.kind == demand.kind)
    if "\0" in product_id or session.scalar(select(FinancingProduct.id).where(fits)) is None:
        raise DemandRefused("product", f"'{product_id}' is no listed {demand.kind} product of the institution.")
    demand.product_id = product_id
    return _told(session, demand)


def close(session: Session, demand_id: str, actor: Actor, reason: str | None = None) -> FinancingDemand:
    """End a demand, for its enterprise. Raises DemandUnknown, TransitionRefused and DemandRefused."""
    demand = locked(session, demand_id)
    _take(session, demand, Step.CLOSE, actor, optional(DemandRefused, "reason", reason))
    demand.closed_at = clock.now()
    return _told(session, demand)


def fulfil(session: Session, demand_id: str, actor: Actor) -> None:
    """Close a demand for which an offer was accepted, where it is still live."""
    demand = locked(session, demand_id)
    if now(demand) in LIVE:
        close(session, demand_id, actor)


def locked(session: Session, demand_id: str) -> FinancingDemand:
    """Return a demand; nobody else leads it on until the transaction ends. Raises DemandUnknown."""
    found = history.locked(session, FinancingDemand, demand_id) if "\0" not in demand_id else None
    if found is None:
        raise DemandUnknown(demand_id)
    return found


def _check(stated: Stated) -> None:
    if not 1 <= stated.amount_fen <= LARGEST_FEN:
        raise DemandRefused("amount_fen", f"{stated.amount_fen} fen is no amount: it takes 1 to {LARGEST_FEN}.")
    if not 1 <= stated.term_months <= LONGEST_TERM:
        raise DemandRefused("term_months", f"{stated.term_months} months is no term: it takes 1 to {LONGEST_TERM}.")
    today = clock.today()
    if stated.open_until < today:
        raise DemandRefused("open_until", f"{stated.open_until} is past: today is {today}.")
    if stated.open_until > today + LONGEST:
        raise DemandRefused("open_until", f"{stated.open_until} is more than {LONGEST.days} days ahead.")


def _claimed(session: Session, demand_id: str, actor: Actor) -> FinancingDemand:
    demand = locked(session, demand_id)
    if actor.institution_code is None or demand.claimed_by != actor.institution_code:
        raise DemandUnknown(demand_id)
    return demand


def _opened(session: Session, demand: FinancingDemand, step: Step, actor: Actor, reason: str | None) -> FinancingDemand:
    _take(session, demand, step, actor, optional(DemandRefused, "reason", reason))
    before = demand.claimed_by
    demand.claimed_by = demand.product_id = None
    tell(session, Event(EventType.DEMAND_CHANGED, demand.id, institution_code=before))
    return _told(session, demand)


def _take(session: Session, demand: FinancingDemand, step: Step, actor: Actor, reason: str | None) -> None:
    DEMAND.after(demand.id, now(demand), step)
    history.take(session, DEMAND, demand, step, actor, reason)


def _told(session: Session, demand: FinancingDemand) -> FinancingDemand:
    """Tell the enterprise, and the institution that has claimed it."""
    session.flush()
    tell(session, Event(EventType.DEMAND_CHANGED, demand.id, demand.uscc, institution_code=demand.claimed_by))
    return demand
