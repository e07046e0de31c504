"""How an award is performed: in whole or in part, confirmed by whom it is owed to; and what is said when it isn't."""

from datetime import date

from sqlalchemy.orm import Session

from exchange import clock
from exchange.arbitration import clocks
from exchange.arbitration.history import locked, take, told
from exchange.arbitration.model import ArbitrationCase, Side
from exchange.arbitration.refusal import CaseRefused, CaseTooEarly
from exchange.arbitration.state import BEFORE_COURT, OWED, CaseState, Step
from exchange.award.making import binding, obligations
from exchange.award.model import Obligation, Performance
from exchange.identifier import ordered
from exchange.procedure import history
from exchange.procedure.actor import ITSELF, Actor
from exchange.procedure.wording import written

PERFORMED_IN = (*OWED, *BEFORE_COURT)


def state(
    session: Session,
    case_id: str,
    obligation_id: str,
    *,
    amount_fen: int | None,
    performed_on: date,
    side: Side | None,
    actor: Actor,
) -> ArbitrationCase:
    """State that an obligation was performed. Of the creditor or the centre (`side` None) it counts at once.

    Raises CaseUnknown and CaseRefused.
    """
    case, owed = locked(session, case_id), _obligation(session, case_id, obligation_id)
    if case.state not in PERFORMED_IN:
        raise CaseRefused("case", f"The case {case_id} is {case.state}; nothing is owed under an award now.")
    _check(case, owed, amount_fen, performed_on)
    made = Performance(
        id=ordered("prf_"),
        case_id=case_id,
        obligation_id=owed.id,
        amount_fen=amount_fen,
        performed_on=performed_on,
        stated_by=actor.id,
        stated_at=clock.now(),
    )
    session.add(made)
    session.flush()
    if side != owed.debtor:
        _confirmed(session, case, owed, made)
    told(session, case)
    return case


def answer(session: Session, case_id: str, performance_id: str, side: Side, *, confirms: bool) -> ArbitrationCase:
    """Confirm or deny, for the creditor, what the debtor stated. Raises CaseUnknown and CaseRefused."""
    case = locked(session, case_id)
    made = history.locked(session, Performance, performance_id) if "\0" not in performance_id else None
    if made is None or made.case_id != case_id or made.confirmed_at or made.denied_at:
        raise CaseRefused("performance", f"'{performance_id}' is nothing that waits for an answer in the case.")
    owed = session.get_one(Obligation, made.obligation_id)
    if side == owed.debtor:
        raise CaseRefused("performance", "Whom it is owed to says whether it was performed.")
    if not confirms:
        made.denied_at = clock.now()
    else:
        _check(case, owed, made.amount_fen, made.performed_on)
        _confirmed(session, case, owed, made)
    told(session, case)
    return case


def default(session: Session, case_id: str, *, actor: Actor) -> ArbitrationCase:
    """Say that what was due isn't performed. Raises CaseUnknown, TransitionRefused and CaseTooEarly."""
    case = locked(session, case_id)
    made = binding(session, case_id)
    owed = [] if made is None else [one for one in obligations(session, made.id) if one.performed_on is None]
    overdue = [one for one in owed if one.due_on < clock.today()]
    if owed and not overdue:
        raise CaseTooEarly(f"Nothing is overdue: the next is due on {min(one.due_on for one in owed)}.")
    take(session, case, Step.DEFAULT, actor)
    return case


def remind(session: Session, case_id: str, *, text: str, actor: Actor) -> ArbitrationCase:
    """Remind the parties of what is owed: an event, told to both. Raises CaseUnknown and CaseRefused."""
    case = locked(session, case_id)
    text = written(CaseRefused, "text", text)
    if case.state not in OWED:
        raise CaseRefused("case", f"The case {case_id} is {case.state}; nothing is owed that one could be reminded of.")
    history.note(session, case, Step.REMIND, actor, text)
    told(session, case)
    return case


def outstanding(session: Session, case_id: str, debtor: Side) -> int:
    """Return how much money a side still owes under the award that is overdue, in fen."""
    made = binding(session, case_id)
    owed = [] if made is None else obligations(session, made.id)
    due = (one for one in owed if one.debtor == debtor and one.due_on < clock.today())
    return sum((one.amount_fen or 0) - one.performed_fen for one in due)


def overdue(session: Session, case_id: str, debtor: Side) -> bool:
    """Tell whether a side has left something undone that was due."""
    made = binding(session, case_id)
    owed = [] if made is None else obligations(session, made.id)
    return any(one.debtor == debtor and one.performed_on is None and one.due_on < clock.today() for one in owed)


def _check(case: ArbitrationCase, owed: Obligation, amount_fen: int | None, performed_on: date) -> None:
    if owed.performed_on is not None:
        raise CaseRefused("obligation", f"It was performed in full on {owed.performed_on}.")
    if case.awarded_on is None or not case.awarded_on <= performed_on <= clock.today():
        raise CaseRefused("performedOn", f"{performed_on} is not between the award and today.")
    if owed.amount_fen is None:
        if amount_fen is not None:
            raise CaseRefused("amountFen", "The obligation isn't one of money.")
        return
    left = owed.amount_fen - owed.performed_fen
    if amount_fen is None or not 0 < amount_fen <= left:
        raise CaseRefused("amountFen", f"{amount_fen} is not of 1 to {left} fen, which is left.")


def _confirmed(session: Session, case: ArbitrationCase, owed: Obligation, made: Performance) -> None:
    made.confirmed_at = clock.now()
    owed.performed_fen += made.amount_fen or 0
    if owed.performed_fen == (owed.amount_fen or 0):
        owed.performed_on = made.performed_on
    session.flush()
    everything = all(one.performed_on for one in obligations(session, owed.award_id))
    if everything and case.state != CaseState.LISTED:
        take(session, case, Step.PERFORM, ITSELF)
        case.closed_on = clock.today()
        clocks.meet(session, case.id)
    elif case.state in OWED:
        take(session, case, Step.PERFORM_PART, ITSELF)


def _obligation(session: Session, case_id: str, obligation_id: str) -> Obligation:
    found = history.locked(session, Obligation, obligation_id) if "\0" not in obligation_id else None
    if found is None or found.case_id != case_id:
        raise CaseRefused("obligation", f"'{obligation_id}' is no obligation of the case.")
    made = binding(session, case_id)
    if made is None or made.id != found.award_id:
        raise CaseRefused("obligation", f"'{obligation_id}' binds nobody.")
    return found
