"""What everybody may know of arbitration: published outcomes, numbers without names, fees."""

from datetime import date
from typing import Annotated, Any

from sqlalchemy import (
    Integer,
    Select,
    Subquery,
    and_,
    case,
    cast,
    func,
    literal,
    literal_column,
    null,
    or_,
    select,
    union_all,
)

from auth.door import TODAY
from auth.outcome import OUTCOME
from exchange.arbitration.model import ArbitrationCase, DisputeKind
from exchange.arbitration.state import BEFORE_COURT, CaseState
from resolvers import fee
from resolvers.binding import Order, Page, Paging
from resolvers.computed import Computing
from resolvers.functions import month_start
from schema.arbitration_enums import AwardKind
from schema.arbitration_enums import DisputeKind as Kind
from schema.arguments import argument
from schema.entity import ENTITY, Entity
from schema.fields import column, link, of, referred
from schema.institution import INSTITUTION, Institution
from schema.reasons import CENTRES, OUTCOMES
from schema.scalars import USCC, BigInt, Code

SMALLEST = 5
"""Fewer cases aren't counted out."""
CASE = ArbitrationCase.__table__


@of(OUTCOME, "How a case ended, where both parties agreed that it is published, or a court has listed the debtor.")
class ArbitrationOutcomeNotice:
    """An outcome."""

    case_number: str = column("The case's number.", OUTCOMES, lambda self: self.case_number)
    centre: Institution | None = link(referred(INSTITUTION.c.code, "centre_code"), "The centre.", OUTCOMES)
    disclosure: Code = column(
        "Why it is published: PARTIES_AGREED or COURT_LISTED.", OUTCOMES, lambda self: self.disclosure
    )
    kind: AwardKind = column("What it ended with.", OUTCOMES)
    awarded_on: date = column("The day of it.", OUTCOMES, lambda self: self.awarded_on)
    claimant_uscc: USCC | None = column(
        "Who claimed; null where only the court's list discloses it.", OUTCOMES, lambda self: self.claimant_uscc
    )
    respondent_uscc: USCC = column(
        "From whom it was claimed; who was listed, where a court did.", OUTCOMES, lambda self: self.respondent_uscc
    )
    respondent: Entity | None = link(
        referred(ENTITY.c.uscc, "respondent_uscc"), "The same as registered; null where it isn't.", OUTCOMES
    )
    amount_fen: BigInt = column(
        "What the respondent was to pay, or was overdue when referred, in fen.", OUTCOMES, lambda self: self.amount_fen
    )
    performed: bool = column("Whether all of it was performed.", OUTCOMES, lambda self: self.performed)


def outcomes(
    self: Any,
    uscc: Annotated[USCC | None, argument("Only those that name this enterprise.")] = None,
    *,
    paging: Paging,
) -> Page:
    """Return the published outcomes."""
    found = select(OUTCOME)
    if uscc is not None:
        found = found.where(or_(OUTCOME.c.claimant_uscc == uscc, OUTCOME.c.respondent_uscc == uscc))
    order = Order("LATEST", [(OUTCOME.c.awarded_on, date), (OUTCOME.c.id, str)], descending=True)
    return Page(rows=found, order=order, paging=paging)


@of(None, "Numbers of the cases of a kind that were lodged in a year, as of the end of last month. Null where they "
    "would be of too few cases, and where they could be worked out from the others.")  # fmt: skip
class ArbitrationCount:
    """Numbers."""

    dispute: Kind = column("What the disputes were about.", OUTCOMES)
    cases: int | None = column("How many cases; never fewer than 5.", OUTCOMES)
    median_days: int | None = column("The median number of days from the lodging to the award.", OUTCOMES)
    performed_percent: int | None = column("Of the awards that were due: how many of 100 were performed.", OUTCOMES)


def counts(self: Any, year: Annotated[int, argument("The year in which the cases were lodged.")]) -> Select[Any]:
    """Return the numbers of a year, a row for each kind of dispute."""
    counted = _counted(year)
    kinds = union_all(*(select(literal_column(f"'{kind.value}'").label("dispute")) for kind in DisputeKind)).subquery()
    cases = func.coalesce(counted.c.cases, 0)
    few = cases < SMALLEST
    joined = (
        select(
            kinds.c.dispute,
            cases.label("cases"),
            *(counted.c[name] for name in ("due", "performed", "decided", "days")),
            few.label("few"),
            func.sum(case((few, cases), else_=0)).over().label("hidden"),
            func.row_number().over(partition_by=few, order_by=(cases, kinds.c.dispute)).label("place"),
        )
        .select_from(kinds)
        .outerjoin(counted, counted.c.dispute == kinds.c.dispute)
        .subquery("joined")
    )
    # The smallest of the others goes too, where what is left out would be fewer than that together.
    hidden = or_(joined.c.few, and_(joined.c.hidden.between(1, SMALLEST - 1), joined.c.place == 1))
    percent = 100 * joined.c.performed // joined.c.due
    return select(
        joined.c.dispute,
        case((~hidden, joined.c.cases), else_=null()).label("cases"),
        case((and_(~hidden, joined.c.decided >= SMALLEST), joined.c.days)).label("median_days"),
        case((and_(~hidden, joined.c.due >= SMALLEST), percent)).label("performed_percent"),
    ).order_by(joined.c.dispute)


def _counted(year: Any) -> Subquery:
    """Return what is counted of each kind in one pass over the year; the lower one of two middle days is the median.

    What happened this month isn't counted yet: the difference between two days' numbers would tell of a single case.
    """
    month = select(month_start(TODAY)).scalar_subquery()
    awarded, closed = CASE.c.awarded_on < month, CASE.c.closed_on < month
    due = and_(awarded, CASE.c.state.in_([literal(state.value) for state in (*_DUE, CaseState.PERFORMED)]))
    kind, days = CASE.c.dispute, case((awarded, CASE.c.decided_days))
    by_days = (
        select(
            kind,
            days.label("days"),
            func.count().label("cases"),
            func.count().filter(due).label("due"),
            func.count().filter(and_(due, closed, CASE.c.state == CaseState.PERFORMED.value)).label("performed"),
        )
        .where(CASE.c.year == year, CASE.c.lodged_at < month)
        .group_by(kind, days)
        .subquery("by_days")
    )
    each, decided = by_days.c, case((by_days.c.days.is_not(None), by_days.c.cases), else_=0)
    so_far = func.sum(decided).over(partition_by=each.dispute, order_by=each.days).label("so_far")
    all_of = func.sum(decided).over(partition_by=each.dispute).label("decided")
    ranked = select(by_days, so_far, all_of).subquery("ranked").c
    middle = and_(ranked.days.is_not(None), 2 * ranked.so_far >= ranked.decided)
    return (
        select(
            ranked.dispute,
            func.sum(ranked.cases).label("cases"),
            # PostgreSQL's sums of whole numbers aren't: their quotient would have decimals.
            cast(func.sum(ranked.due), Integer).label("due"),
            cast(func.sum(ranked.performed), Integer).label("performed"),
            func.max(ranked.decided).label("decided"),
            func.min(ranked.days).filter(middle).label("days"),
        )
        .group_by(ranked.dispute)
        .subquery("counted")
    )


_DUE = (CaseState.PART_PERFORMED, CaseState.DEFAULTED, *BEFORE_COURT)


@of(None, "What a case would cost, by the rules in force on a day.")
class ArbitrationFee:
    """A fee."""

    fen: BigInt = column("The fee, in fen.", CENTRES)
    least_fen: BigInt = column("The least that the fee table allows, in fen.", CENTRES)
    most_fen: BigInt = column("The most that it allows, in fen.", CENTRES)
    procedure: Code = column("The procedure that the rules give such a claim.", CENTRES)
    rules: Code = column("The edition of the centre's rules.", CENTRES)
    source: str = column("Where those rules were found.", CENTRES)
    verified: bool = column("Whether they were compared with their source.", CENTRES)
    table_source: str = column("The fee table.", CENTRES)


def arbitration_fee(
    self: Computing,
    centre: Annotated[Code, argument("The centre's code.")],
    claim_fen: Annotated[BigInt, argument("How much is claimed, in fen.")],
    on: Annotated[date | None, argument("The day of the acceptance; today when left out.")] = None,
) -> Any:
    """Compute a fee."""
    return fee.fee_of(self, centre, claim_fen, on)
