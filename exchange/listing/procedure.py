"""What comes before a listing: the notice and the plea, or a red list's publicity, and the decision."""

from sqlalchemy.orm import Session

from exchange import clock
from exchange.deadline.due import due
from exchange.deadline.matter import Matter
from exchange.deadline.rule import COUNTRY, in_force
from exchange.listing.actor import Actor
from exchange.listing.history import kept, locked, now, published, step
from exchange.listing.model import ListEntry, ListPlea
from exchange.listing.refusal import EntryRefused, PleaUnanswered, TooEarly, TooLate
from exchange.listing.state import ListColour, ListState, check
from exchange.listing.wording import written

MATTERS = {ListState.NOTIFIED: Matter.LIST_PLEA, ListState.PUBLICISED: Matter.LIST_PUBLICITY}
"""Which period begins with a state."""


def notify(session: Session, entry_id: str, actor: Actor, notice: str, *, jurisdiction: str = COUNTRY) -> ListEntry:
    """Tell the subject of a blacklist or a watch list what is intended and why; its time to plead begins.

    The notice comes first: 行政处罚法 (2021), articles 44 and 62. Raises EntryUnknown, EntryRefused, StepRefused.
    """
    return _told(session, entry_id, actor, written("notice", notice), ListState.NOTIFIED, jurisdiction)


def publicise(session: Session, entry_id: str, actor: Actor, notice: str, *, jurisdiction: str = COUNTRY) -> ListEntry:
    """Show everybody who is a candidate of a red list. Raises EntryUnknown, EntryRefused and StepRefused."""
    return _told(session, entry_id, actor, written("notice", notice), ListState.PUBLICISED, jurisdiction)


def plead(session: Session, entry_id: str, actor: Actor, plea: str | None, *, waives: bool) -> ListEntry:
    """Write down what the subject says, or that it waives its right to. Its user's mandate the caller has checked.

    Raises EntryUnknown, EntryRefused, StepRefused and TooLate.
    """
    entry, definition = locked(session, entry_id)
    if waives and plea is not None:
        raise EntryRefused("plea", "A subject that waives its plea says nothing: leave it out.")
    said = None if waives else written("plea", plea)
    check(ListColour(definition.colour), now(entry), ListState.PLEA)
    if entry.due_on is not None and entry.due_on < clock.today():
        raise TooLate(entry.due_on)
    session.add(
        ListPlea(
            entry_id=entry.id,
            uscc=entry.uscc,
            waived=waives,
            plea=said,
            stated_by=actor.by,
            stated_at=clock.now(),
        )
    )
    # What was said is in the plea, which fewer may read than the events.
    published(session, *step(session, entry, definition, ListState.PLEA, actor))
    return entry


def decide(session: Session, entry_id: str, actor: Actor, reasons: str, plea_answer: str | None) -> ListEntry:
    """Decide to list, with reasons: after the plea, which is answered, or when the time for it is over.

    Every plea is heard and examined: 行政处罚法 (2021), article 45. Raises EntryUnknown, EntryRefused, StepRefused,
    TooEarly and PleaUnanswered.
    """
    entry, definition = kept(session, entry_id, actor)
    reasons = written("reasons", reasons)
    check(ListColour(definition.colour), now(entry), ListState.DECIDED)
    if entry.state != ListState.PLEA and entry.due_on is not None and entry.due_on >= clock.today():
        raise TooEarly("The publicity" if entry.state == ListState.PUBLICISED else "The time to plead", entry.due_on)
    _answer(session.get(ListPlea, entry.id), plea_answer)
    entry.decision, entry.decided_at = reasons, clock.now()
    published(session, *step(session, entry, definition, ListState.DECIDED, actor, reason=reasons))
    return entry


def drop(session: Session, entry_id: str, actor: Actor, reason: str) -> ListEntry:
    """End a proposal without an entry. Raises EntryUnknown, EntryRefused and StepRefused."""
    entry, definition = kept(session, entry_id, actor)
    published(session, *step(session, entry, definition, ListState.DROPPED, actor, reason=written("reason", reason)))
    return entry


def _told(session: Session, entry_id: str, actor: Actor, notice: str, state: ListState, jurisdiction: str) -> ListEntry:
    entry, definition = kept(session, entry_id, actor)
    today = clock.today()
    deadline = due(in_force(session, MATTERS[state], today, jurisdiction), today)
    events = step(session, entry, definition, state, actor, reason=notice, due=deadline)
    entry.noticed_at = clock.now()
    published(session, *events)
    return entry


def _answer(plea: ListPlea | None, answer: str | None) -> None:
    """Write the answer to a plea. Raises PleaUnanswered, and EntryRefused for an answer to nothing."""
    if plea is None or plea.waived:
        if answer is not None:
            raise EntryRefused("pleaAnswer", "Nothing was pleaded: leave it out.")
        return
    if not (answer or "").strip():
        raise PleaUnanswered
    plea.answer, plea.answered_at = written("pleaAnswer", answer), clock.now()
