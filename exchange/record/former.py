"""Since when anybody could have read records that no longer hold: what past recipients are found by."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from exchange import clock
from exchange.correction.propagation import Former
from exchange.record.model import CreditRecordVersion

_VERSION = CreditRecordVersion.__table__.c
CHUNK = 500
"""Records that one statement asks about."""


def formers(connection: Connection, records: Sequence[Any]) -> list[Former]:
    """Return those of the records that somebody may have got, with the instant of their first word.

    One without a subject, and one whose days have never begun, were given to nobody.
    """
    today = clock.today()
    given = [each for each in records if each.uscc is not None and each.published_from and each.published_from <= today]
    found = []
    for first in range(0, len(given), CHUNK):
        chunk = given[first : first + CHUNK]
        ids = [record.id for record in chunk]
        earliest = select(_VERSION.record_id, func.min(_VERSION.known_from)).where(_VERSION.record_id.in_(ids))
        since: dict[str, Any] = {row[0]: row[1] for row in connection.execute(earliest.group_by(_VERSION.record_id))}
        found += [_former(record, since.get(record.id, record.known_from)) for record in chunk]
    return found


def _former(record: Any, since: Any) -> Former:
    return Former(record.id, record.uscc, record.supplier_code, record.item_code, record.publicity, since)
