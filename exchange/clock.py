"""What time it is: instants in UTC, calendar days in the exchange's own time zone."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Shanghai")
"""Legal periods, publication windows and registry days are counted in Chinese standard time."""


def now() -> datetime:
    """Return this instant, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return the calendar day in Asia/Shanghai."""
    return datetime.now(LOCAL).date()


def midnight() -> datetime:
    """Return the instant at which this calendar day ends in Asia/Shanghai."""
    return datetime.combine(today() + timedelta(days=1), time(), LOCAL)
