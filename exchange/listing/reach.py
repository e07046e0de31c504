"""What comes into force or goes out of it reaches the entries on lists in the same transaction.

Editions are published, repealed and superseded, departments assigned: by the operator, who puts nobody on a list by it.
"""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from exchange import clock
from exchange.deadline.rule import COUNTRY
from exchange.feed.model import EventType
from exchange.feed.publishing import Event
from exchange.feed.telling import tell
from exchange.listing.force import in_force
from exchange.listing.history import locked_list
from exchange.listing.model import ListEntry
from exchange.measure.lifting import lift_of_edition
from exchange.measure.model import Measure, MeasureDepartment
from exchange.measure.trigger import trigger
from exchange.memorandum.model import DepartmentAssignment, Memorandum, MemorandumEdition, Signatory
from exchange.memorandum.refusal import EditionStepRefused, EditionUnknown
from exchange.memorandum.rules import assign, known, superseded_by

REASON = 2_000


class Caller(NamedTuple):
    """Who puts an edition in force, for which institution, and where the exchange is: its rules of deadlines count."""

    by: str
    institution_code: str | None
    jurisdiction: str


def publish_edition(
    session: Session,
    edition_id: str,
    by: str,
    institution_code: str | None,
    numbers: Collection[int] | None = None,
    *,
    jurisdiction: str = COUNTRY,
) -> MemorandumEdition:
    """Put an edition in force, with all of its measures or those of the numbers; others can follow later.

    What it asks for is triggered for everybody on its list at once. Raises EditionUnknown and EditionStepRefused.
    """
    edition, memorandum = _locked(session, edition_id)
    _refuse_unpublishable(session, edition, memorandum)
    events = _published(session, edition, memorandum, Caller(by, institution_code, jurisdiction), numbers)
    tell(session, *events, _told(edition))
    return edition


def repeal(session: Session, edition_id: str, by: str, institution_code: str | None, reason: str) -> MemorandumEdition:
    """End an edition in force: its measures lapse and are lifted. Raises EditionUnknown and EditionStepRefused."""
    edition, _memorandum = _locked(session, edition_id)
    events = _ended(session, edition, by, institution_code, _reason(reason))
    tell(session, *events, _told(edition))
    return edition


def supersede(
    session: Session,
    edition_id: str,
    successor_id: str,
    by: str,
    institution_code: str | None,
    reason: str,
    *,
    jurisdiction: str = COUNTRY,
) -> MemorandumEdition:
    """End an edition in force and publish another of the same memorandum in its place, in one transaction.

    Raises EditionUnknown and EditionStepRefused.
    """
    edition, memorandum = _locked(session, edition_id)
    successor = session.get(MemorandumEdition, successor_id) if "\0" not in successor_id else None
    if successor is None:
        raise EditionUnknown(successor_id, "successor")
    if successor.memorandum_code != edition.memorandum_code or successor.edition <= edition.edition:
        raise EditionStepRefused(f"{successor_id} is no later edition of {memorandum.code}.", "successor")
    events = _ended(session, edition, by, institution_code, _reason(reason))
    _refuse_unpublishable(session, successor, memorandum)
    edition.superseded_by_id = successor.id
    events += _published(session, successor, memorandum, Caller(by, institution_code, jurisdiction), None)
    tell(session, *events, _told(edition), _told(successor))
    return edition


def assign_department(
    session: Session,
    department: str,
    institution: str,
    by: str,
    institution_code: str | None,
    *,
    jurisdiction: str = COUNTRY,
) -> DepartmentAssignment:
    """Let an institution stand for a department; what waited for it is triggered. Raises DepartmentRefused."""
    row = assign(session, department, institution, by)
    concerned = _lists_of(session, row.department_key)
    for list_code in sorted(concerned):
        locked_list(session, list_code)
    events = trigger(session, _on(session, concerned), by, institution_code, jurisdiction=jurisdiction)
    tell(session, *events)
    return row


def _published(
    session: Session,
    edition: MemorandumEdition,
    memorandum: Memorandum,
    who: Caller,
    numbers: Collection[int] | None,
) -> list[Event]:
    now = clock.now()
    waiting = _waiting(session, edition, numbers)
    if edition.published_at is None:
        edition.published_at, edition.published_by = now, who.by
    session.flush()
    own = Measure.id.in_([measure.id for measure in waiting])
    session.execute(update(Measure).where(own).values(published_at=now).execution_options(synchronize_session="fetch"))
    concerned = _on(session, {memorandum.list_code} - {None})
    return trigger(session, concerned, who.by, who.institution_code, jurisdiction=who.jurisdiction)


def _waiting(session: Session, edition: MemorandumEdition, numbers: Collection[int] | None) -> list[Measure]:
    own = select(Measure).where(Measure.edition_id == edition.id).order_by(Measure.number)
    unpublished = {measure.number: measure for measure in session.scalars(own) if measure.published_at is None}
    wanted = set(unpublished) if numbers is None else set(numbers)
    for number in sorted(wanted - set(unpublished)):
        raise EditionStepRefused(f"{edition.id} has no unpublished measure {number}.", "measures")
    if not wanted:
        raise EditionStepRefused(f"{edition.id} has no measure that is unpublished.")
    return [unpublished[number] for number in sorted(wanted)]


def _refuse_unpublishable(session: Session, edition: MemorandumEdition, memorandum: Memorandum) -> None:
    if edition.repealed_at is not None:
        raise EditionStepRefused(f"{edition.id} was repealed; draft another edition.")
    later = superseded_by(session, memorandum)
    if later is not None:
        raise EditionStepRefused(f"{memorandum.code} was superseded by {later}: publish that one's edition.")
    another = select(MemorandumEdition.id).where(
        MemorandumEdition.memorandum_code == memorandum.code,
        MemorandumEdition.id != edition.id,
        MemorandumEdition.published_at.is_not(None),
        MemorandumEdition.repealed_at.is_(None),
    )
    standing = session.scalar(another)
    if standing is not None:
        raise EditionStepRefused(f"{standing} is in force: supersede it by {edition.id}.")


def _ended(
    session: Session, edition: MemorandumEdition, by: str, institution_code: str | None, reason: str
) -> list[Event]:
    if edition.published_at is None or edition.repealed_at is not None:
        raise EditionStepRefused(f"{edition.id} is not in force: there is nothing to repeal.")
    edition.repealed_at, edition.repealed_by, edition.repeal_reason = clock.now(), by, reason
    session.flush()
    return lift_of_edition(session, edition.id, edition.repealed_at, by, institution_code, reason)


def _locked(session: Session, edition_id: str) -> tuple[MemorandumEdition, Memorandum]:
    one = select(MemorandumEdition).where(MemorandumEdition.id == edition_id).with_for_update(key_share=True)
    written = "\0" not in edition_id
    edition = session.scalars(one, execution_options={"populate_existing": True}).one_or_none() if written else None
    if edition is None:
        raise EditionUnknown(edition_id)
    # The memorandum too: of two of its editions only one comes into force.
    memorandum = known(session, edition.memorandum_code)
    if memorandum.list_code is not None:
        locked_list(session, memorandum.list_code)
    return edition, memorandum


def _on(session: Session, list_codes: Collection[str | None]) -> list[ListEntry]:
    """Return who is on the lists now, or will be from a later day."""
    now: datetime = clock.now()
    listed = in_force(ListEntry, now, clock.today()) | (ListEntry.valid_from > clock.today())
    standing = ListEntry.listed_at.is_not(None) & ListEntry.delisted_at.is_(None)
    found = select(ListEntry).where(ListEntry.list_code.in_(list(list_codes)), standing, listed)
    return list(session.scalars(found.order_by(ListEntry.id).with_for_update(key_share=True)))


def _lists_of(session: Session, department_key: str) -> set[str]:
    """Return the lists whose memoranda the department signed or that name it in a measure."""
    of = select(Memorandum.list_code).join(MemorandumEdition, MemorandumEdition.memorandum_code == Memorandum.code)
    signed = of.join(Signatory, Signatory.edition_id == MemorandumEdition.id)
    named = of.join(Measure, Measure.edition_id == MemorandumEdition.id).join(
        MeasureDepartment, MeasureDepartment.measure_id == Measure.id
    )
    found = [
        *session.scalars(signed.where(Signatory.department_key == department_key)),
        *session.scalars(named.where(MeasureDepartment.department_key == department_key)),
    ]
    return {code for code in found if code is not None}


def _reason(reason: str) -> str:
    stripped = reason.strip()
    if not 1 <= len(stripped) <= REASON or "\0" in stripped:
        raise EditionStepRefused(f"reason: It takes 1 to {REASON:,} characters.", "reason")
    return stripped


def _told(edition: MemorandumEdition) -> Event:
    return Event(EventType.MEMORANDUM_CHANGED, f"mem_{edition.memorandum_code}", is_public=True)
