"""A made-up enterprise of the registry."""

from datetime import date
from typing import Any

from exchange import clock


def enterprise(uscc: str, **more: Any) -> dict[str, Any]:
    """Return its row, with no more than a row must have and what is given."""
    least = {
        "uscc": uscc,
        "name": f"示例{uscc[-2:]}有限公司",
        "kind": "ENTERPRISE",
        "status": "ACTIVE",
        "industry_inferred": False,
        "fictitious": True,
        "submission_id": 1,
        "line": 1,
        "valid_from": date(2020, 1, 1),
        **dict.fromkeys(("known_from", "first_seen_at", "last_seen_at"), clock.now()),
    }
    return least | more
