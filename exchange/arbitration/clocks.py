"""The clocks that run in a case: each is counted by the dated rule for its matter, and stopped when it is met."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.arbitration.model import ArbitrationCase, CaseDeadline, Duty
from exchange.deadline import due
from exchange.deadline.matter import Matter
from exchange.deadline.rule import found
from exchange.identifier import ordered


class Clock(NamedTuple):
    """What a clock is for, and whose it is."""

    matter: Matter
    duty: Duty


ACCEPTANCE = Clock(Matter.ARBITRATION_ACCEPTANCE, Duty.CENTRE)
FEE = Clock(Matter.ARBITRATION_FEE, Duty.CLAIMANT)
DECLARATION = Clock(Matter.ARBITRATOR_DECLARATION, Duty.TRIBUNAL)
HEARING_DATE = Clock(Matter.ARBITRATION_HEARING_DATE, Duty.TRIBUNAL)
HEARING = Clock(Matter.ARBITRATION_HEARING, Duty.TRIBUNAL)
HEARING_EXPEDITED = Clock(Matter.ARBITRATION_HEARING_EXPEDITED, Duty.TRIBUNAL)
DELIBERATION = Clock(Matter.ARBITRATION_DELIBERATION, Duty.TRIBUNAL)
AWARD_EXPEDITED = Clock(Matter.ARBITRATION_AWARD_EXPEDITED, Duty.TRIBUNAL)
AWARD_ON_DOCUMENTS = Clock(Matter.ARBITRATION_AWARD_ON_DOCUMENTS, Duty.TRIBUNAL)
SET_ASIDE_DECISION = Clock(Matter.SET_ASIDE_DECISION, Duty.COURT)


def of_party(matter: Matter, side: str) -> Clock:
    """Return a clock that runs for a side."""
    return Clock(matter, Duty(side))


def start(
    session: Session,
    case: ArbitrationCase,
    wanted: Clock,
    from_day: date,
    jurisdiction: str,
    *,
    by_rule_of: date | None = None,
) -> CaseDeadline | None:
    """Let a clock run from a day, which isn't counted; none where no rule sets a period.

    The rule is the one in force on that day, or on another where the law says so (`by_rule_of`).
    """
    rule = found(session, wanted.matter, by_rule_of or from_day, jurisdiction)
    if rule is None:
        return None
    row = CaseDeadline(
        id=ordered("cdl_"),
        case_id=case.id,
        centre_code=case.centre_code,
        matter=wanted.matter.value,
        duty=wanted.duty.value,
    )
    due.start(row, rule, from_day)
    session.add(row)
    session.flush()
    return row


def meet(session: Session, case_id: str, *wanted: Clock) -> None:
    """Stop the clocks of these kinds that run; all of the case where none is named."""
    for row in running(session, case_id):
        if not wanted or Clock(Matter(row.matter), Duty(row.duty)) in wanted:
            row.met_on = clock.today()
    session.flush()


def running(session: Session, case_id: str) -> list[CaseDeadline]:
    """Return the clocks that run in a case."""
    open_ = (CaseDeadline.case_id == case_id) & CaseDeadline.met_on.is_(None)
    return list(session.scalars(select(CaseDeadline).where(open_).order_by(CaseDeadline.id)))


def last(session: Session, case_id: str, wanted: Clock) -> CaseDeadline | None:
    """Return the clock of a kind that was started last, whether it runs or not."""
    same = (CaseDeadline.matter == wanted.matter.value) & (CaseDeadline.duty == wanted.duty.value)
    rows = select(CaseDeadline).where(CaseDeadline.case_id == case_id, same).order_by(CaseDeadline.id.desc()).limit(1)
    return session.scalars(rows).one_or_none()
