"""What a department does about its measures: it receives each, carries it out or says why not, and feeds back."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.feed.telling import tell
from exchange.measure.history import Changed, Why, noted
from exchange.measure.model import MeasureAction, MeasureState
from exchange.measure.refusal import ActionRefused, ActionUnknown
from exchange.measure.state import check

LONGEST = 2_000


def receive(session: Session, action_id: str, by: str, institution_code: str | None) -> MeasureAction:
    """Take note of an action. Raises ActionUnknown and ActionStepRefused, as all steps do."""
    return _step(session, action_id, MeasureState.RECEIVED, by, institution_code, None)


def execute(session: Session, action_id: str, by: str, institution_code: str | None, note: str) -> MeasureAction:
    """Say how the measure was carried out. Raises ActionRefused too."""
    return _step(session, action_id, MeasureState.EXECUTED, by, institution_code, _written("note", note))


def not_applicable(
    session: Session, action_id: str, by: str, institution_code: str | None, reason: str
) -> MeasureAction:
    """Say why the measure can't be applied to the subject. Raises ActionRefused too."""
    return _step(session, action_id, MeasureState.NOT_APPLICABLE, by, institution_code, _written("reason", reason))


def feed_back(session: Session, action_id: str, by: str, institution_code: str | None, text: str) -> MeasureAction:
    """Report what came of it. Raises ActionRefused too."""
    written = _written("feedback", text)
    action = _step(session, action_id, MeasureState.FED_BACK, by, institution_code, written)
    action.feedback = written
    session.flush()
    return action


def _step(
    session: Session, action_id: str, wanted: MeasureState, by: str, institution_code: str | None, reason: str | None
) -> MeasureAction:
    one = select(MeasureAction).where(MeasureAction.id == action_id).with_for_update()
    known = institution_code is not None and "\0" not in action_id
    action = session.scalars(one, execution_options={"populate_existing": True}).one_or_none() if known else None
    if action is None or action.institution_code != institution_code:
        raise ActionUnknown(action_id)
    check(_now(action), wanted)
    action.state = wanted.value
    changed = Changed(action.id, action.uscc, institution_code, wanted)
    session.flush()
    events = noted(session, [changed], Why(clock.now(), by, institution_code, reason))
    tell(session, *events)
    return action


def _now(action: MeasureAction) -> MeasureState:
    over = action.valid_until is not None and action.valid_until < clock.today()
    return MeasureState.LIFTED if over else MeasureState(action.state)


def _written(field: str, text: str) -> str:
    stripped = text.strip()
    if not 1 <= len(stripped) <= LONGEST or "\0" in stripped:
        raise ActionRefused(field, f"It takes 1 to {LONGEST:,} characters.")
    return stripped
