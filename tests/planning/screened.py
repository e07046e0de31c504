"""Decisions about screened names in the small registry: replaced ones, one for a division, one withdrawn."""

from datetime import UTC, datetime

from sqlalchemy import Connection

from exchange.name.form import normal
from exchange.screening.model import ScreeningDecision, ScreeningOutcome
from tests.planning.files import Rows

DECIDED = (
    ("DEMO-A", '示例"甲"公司', "", ScreeningOutcome.ENTITY),
    ("DEMO-A", "示例甲 公司", "", ScreeningOutcome.NOBODY),
    ("DEMO-A", "示例甲公司", "441302", ScreeningOutcome.ENTITY),
    ("DEMO-B", "示例甲公司", "", ScreeningOutcome.ENTITY),
    ("DEMO-A", "示例乙公司", "", ScreeningOutcome.ENTITY),
    ("DEMO-A", "示例乙公司", "", ScreeningOutcome.WITHDRAWN),
)
DECIDED_AT = datetime(2026, 5, 1, 2, 0, tzinfo=UTC)


def decision_id(n: int) -> str:
    """Return the id of the n-th decision."""
    return f"scd_{n:032x}"


def fill_screened(connection: Connection, usccs: tuple[str, ...]) -> None:
    """Write the decisions; entities were called otherwise, and were active."""
    rows = Rows()
    for n, (maker, name, region, outcome) in enumerate(DECIDED):
        key = (maker, normal(name), region)
        found = outcome is ScreeningOutcome.ENTITY
        rows.put(
            ScreeningDecision,
            id=decision_id(n),
            institution_code=maker,
            normal=normal(name),
            region_code=region,
            version=sum((other[0], normal(other[1]), other[2]) == key for other in DECIDED[: n + 1]),
            outcome=outcome.value,
            name=name,
            uscc=usccs[n] if found else None,
            entity_name="示例旧名公司" if found else None,
            entity_status="ACTIVE" if found else None,
            reason=f'示例“{n}"',
            decided_at=DECIDED_AT,
            client_id="bureau",
            user_id="usr_1" if n else None,
        )
    rows.write(connection)
