"""What sample queries name and each set-up makes anew: ids, and an instant in the future."""

from datetime import timedelta

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from auth.people.users import UserUnknown
from exchange import clock
from exchange.app.demonstration import access, consent
from exchange.app.demonstration.group import BUILDER
from exchange.app.demonstration.people import person_id, requested
from exchange.dispute.model import AccessDispute
from exchange.entity.model import Entity
from exchange.settings import Settings

REPORTED = "91000000DEM000022E"
"""Whose credit report the front page leads to."""
HALF_A_YEAR = timedelta(days=180)


def placeholders(engine: Engine, settings: Settings) -> dict[str, str]:
    """Return what stands for each `$name` in a sample's variables; nothing outside a demonstration."""
    if not settings.demo:
        return {}
    with Session(engine.execution_options(read_only=True)) as session:
        found = {
            "access": _access(session),
            "dispute": session.scalar(_OPEN),
            "mandate": _mandate(session),
            "report": session.scalar(select(Entity.uscc).where(Entity.uscc == REPORTED)),
            "debtor": session.scalar(select(Entity.uscc).where(Entity.uscc == BUILDER)),
            "half_a_year_on": (clock.now() + HALF_A_YEAR).isoformat(timespec="seconds"),
        }
        return consent.find(session) | {name: value for name, value in found.items() if value}


_OPEN = select(AccessDispute.id).where(AccessDispute.answered_at.is_(None)).order_by(AccessDispute.id).limit(1)


def _access(session: Session) -> str | None:
    first = session.scalars(access.undisputed().limit(1)).one_or_none()
    return f"acc_{first.id}" if first else None


def _mandate(session: Session) -> str | None:
    try:
        return requested(session, person_id(session, "citizen"))
    except UserUnknown:
        return None
