"""What a court does about an award, as the centre writes it down with the court's document: stay, resume, set aside."""

from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from exchange import clock
from exchange.arbitration import clocks
from exchange.arbitration.history import locked, take, told
from exchange.arbitration.model import ArbitrationCase, Side
from exchange.arbitration.refusal import CaseRefused, CaseTooEarly, CaseTooLate
from exchange.arbitration.state import Step
from exchange.award.making import binding
from exchange.deadline.matter import Matter
from exchange.procedure.actor import Actor
from exchange.procedure.wording import written


class CourtAct(StrEnum):
    """What a court did."""

    APPLIED = "APPLIED"
    """It took up a party's application to set the award aside."""
    STAYED = "STAYED"
    """It stayed the enforcement."""
    RESUMED = "RESUMED"
    """It lets the enforcement go on."""
    DISMISSED = "DISMISSED"
    """It dismissed the application; a stay ends."""
    SET_ASIDE = "SET_ASIDE"


def write_down(
    session: Session,
    case_id: str,
    act: CourtAct,
    *,
    document: str,
    acted_on: date,
    side: Side | None,
    actor: Actor,
    jurisdiction: str,
) -> ArbitrationCase:
    """Write down what a court did about the award. `side` is who applied, where APPLIED.

    Raises CaseUnknown, CaseRefused, CaseTooEarly, CaseTooLate and TransitionRefused.
    """
    case, made = locked(session, case_id), binding(session, case_id)
    document = written(CaseRefused, "document", document)
    if made is None or case.awarded_on is None:
        raise CaseTooEarly("There is no award that a court could look at.")
    if not case.awarded_on <= acted_on <= clock.today():
        raise CaseRefused("actedOn", f"{acted_on} is not between the award and today.")
    if made.set_aside_on is not None:
        raise CaseRefused("case", f"The award was set aside on {made.set_aside_on}.")
    match act:
        case CourtAct.APPLIED:
            _applied(session, case, side, acted_on, jurisdiction)
        case CourtAct.STAYED:
            _stayed(case, acted_on)
        case CourtAct.RESUMED:
            _resumed(case)
        case CourtAct.DISMISSED:
            clocks.meet(session, case_id, clocks.SET_ASIDE_DECISION)
            case.stayed_on = None
        case CourtAct.SET_ASIDE:
            take(session, case, Step.SET_ASIDE, actor, document)
            made.set_aside_on, case.closed_on = acted_on, clock.today()
            clocks.meet(session, case_id)
    told(session, case)
    return case


def _applied(session: Session, case: ArbitrationCase, side: Side | None, day: date, jurisdiction: str) -> None:
    if side is None:
        raise CaseRefused("side", "Name who applied.")
    window = clocks.last(session, case.id, clocks.of_party(Matter.SET_ASIDE_APPLICATION, side))
    if window is not None and window.due_on is not None and day > window.due_on:
        raise CaseTooLate("An application to set the award aside", window.due_on)
    clocks.meet(session, case.id, clocks.SET_ASIDE_DECISION)
    clocks.start(session, case, clocks.SET_ASIDE_DECISION, day, jurisdiction)


def _stayed(case: ArbitrationCase, day: date) -> None:
    if case.stayed_on is not None:
        raise CaseRefused("case", f"The award is stayed since {case.stayed_on}.")
    case.stayed_on = day


def _resumed(case: ArbitrationCase) -> None:
    if case.stayed_on is None:
        raise CaseRefused("case", "The award isn't stayed.")
    case.stayed_on = None
