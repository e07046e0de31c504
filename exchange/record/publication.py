"""How grave a record of an item is and when it is published, from what its supplier states."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from exchange.record.kind import RecordKind, Severity
from exchange.record.severity import severity
from exchange.record.standard import Standard
from exchange.record.statement import UNTIL
from exchange.record.window import window

Published = tuple[str | None, str | None, str | None]
"""The severity, and the first and the last day of publication."""
Publication = Callable[[str | None, str | None, Mapping[str, Any]], Published]
"""(day of the decision, severity stated, facts) → Published; days in ISO 8601."""


def publication(standard: Standard) -> Publication:
    """Return what says so for the records of an item."""
    kind, months = RecordKind(str(standard.kind)), standard.retention_months

    def published(decided_on: str | None, stated: str | None, facts: Mapping[str, Any]) -> Published:
        grave = severity(kind, stated, facts)
        until = facts.get(UNTIL)
        found = window(
            kind,
            Severity(grave) if grave else None,
            _day(decided_on),
            facts,
            stated_until=_day(until),
            retention_months=months,
        )
        return grave and grave.value, _text(found.published_from), _text(found.published_until)

    return published


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
