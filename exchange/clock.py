"""What time it is: instants in UTC, calendar days in the exchange's own time zone."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Shanghai")
"""Legal periods, publication windows and registry days are counted in Chinese standard time."""


def now() -> datetime:
    """Return this instant, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return the calendar day in Asia/Shanghai."""
    return datetime.now(LOCAL).date()
