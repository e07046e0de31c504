"""Who was given a record that no longer holds, by the access log; each of them is told, in the same transaction."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.agreement.model import AgreementItem
from exchange.audit.model import AccessEntry
from exchange.catalogue.model import Publicity
from exchange.consent.model import ConsentItem
from exchange.correction.model import Correction, CorrectionCause
from exchange.deadline.due import start
from exchange.deadline.matter import Matter
from exchange.deadline.rule import COUNTRY, found
from exchange.feed.model import EventType
from exchange.feed.publishing import Event
from exchange.feed.telling import tell
from exchange.identifier import ordered
from exchange.institution.model import Institution

CHUNK = 500
"""Records whose recipients are looked for at once."""


class Former(NamedTuple):
    """A record that was given to others, and since when anybody could have read it."""

    record_id: str
    uscc: str
    supplier_code: str
    item_code: str
    publicity: str
    since: datetime


class Reading(NamedTuple):
    """On what basis an institution read a subject's data, and when it did so last."""

    uscc: str
    institution_code: str
    basis: str
    consent_id: str | None
    agreement_id: str | None
    last_at: datetime


def propagate(session: Session, records: Sequence[Former], cause: CorrectionCause, jurisdiction: str = COUNTRY) -> None:
    """Write a correction for every past recipient of each record, and tell it."""
    tell(session, *written(session, records, cause, jurisdiction))


def written(
    session: Session, records: Sequence[Former], cause: CorrectionCause, jurisdiction: str = COUNTRY
) -> list[Event]:
    """Write the corrections and return what is to be published: a few statements for each 500 records.

    For whoever has a connection and publishes by itself: Session(connection) leaves its transaction open.
    """
    events: list[Event] = []
    for first in range(0, len(records), CHUNK):
        for made in _chunk(session, records[first : first + CHUNK], cause, jurisdiction):
            events.append(Event(EventType.CORRECTION, made.id, made.uscc, False, made.institution_code))
    return events


def _chunk(session: Session, records: Sequence[Former], cause: CorrectionCause, jurisdiction: str) -> list[Correction]:
    read: dict[str, list[Reading]] = {}
    for each in readings(session, {record.uscc for record in records}):
        read.setdefault(each.uscc, []).append(each)
    covered = _covered(session, [each for found_ in read.values() for each in found_])
    now, today = clock.now(), clock.today()
    rule = found(session, Matter.CORRECTION, today, jurisdiction)
    made = []
    for record in records:
        told = (each for each in read.get(record.uscc, ()) if _received(record, each, covered))
        for institution in dict.fromkeys(each.institution_code for each in told):
            made.append(_correction(record, institution, cause, now))
            start(made[-1], rule, today)
    session.add_all(made)
    session.flush()
    return made


def _received(record: Former, reading: Reading, covered: set[tuple[str, str]]) -> bool:
    """Return whether a reading could have delivered the record; who couldn't have it learns nothing of it now.

    Through the door come records that its consent or agreement covers, to a court all; what is public everybody saw.
    """
    if reading.institution_code == record.supplier_code or reading.last_at < record.since:
        return False
    if record.publicity == Publicity.PUBLIC or reading.basis == "COURT":
        return True
    basis = {Publicity.CONSENT: "CONSENT", Publicity.GOVERNMENT: "AGREEMENT"}[Publicity(record.publicity)]
    by = str(reading.consent_id if basis == "CONSENT" else reading.agreement_id)
    return reading.basis == basis and (by, record.item_code) in covered


def _covered(session: Session, readings: Sequence[Reading]) -> set[tuple[str, str]]:
    """Return which items the readings' consents and agreements cover: (id, item)."""
    consents = sorted({each.consent_id for each in readings if each.consent_id})
    agreements = sorted({each.agreement_id for each in readings if each.agreement_id})
    of_consents = select(ConsentItem.consent_id, ConsentItem.item_code).where(ConsentItem.consent_id.in_(consents))
    item = AgreementItem
    of_agreements = select(item.agreement_id, item.item_code).where(item.agreement_id.in_(agreements))
    return {(row[0], row[1]) for each in (of_consents, of_agreements) for row in session.execute(each)}


def _correction(record: Former, institution: str, cause: CorrectionCause, now: datetime) -> Correction:
    return Correction(
        id=ordered("cor_"),
        record_id=record.record_id,
        uscc=record.uscc,
        supplier_code=record.supplier_code,
        institution_code=institution,
        cause=cause.value,
        made_at=now,
    )


def readings(session: Session, usccs: Iterable[str]) -> list[Reading]:
    """Return who passed the doors of subjects; a person who acts for the enterprise itself is no institution."""
    entry = AccessEntry
    by = (entry.uscc, entry.institution_code, entry.basis, entry.consent_id, entry.agreement_id)
    of = entry.uscc.in_(sorted(usccs))
    known = Institution.code == entry.institution_code
    read = (
        select(*by, func.max(entry.at))
        .join(Institution, known)
        .where(of)
        .group_by(*by)
        .order_by(entry.uscc, entry.institution_code)
    )
    return [Reading(*row) for row in session.execute(read)]
