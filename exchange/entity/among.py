"""A condition on many USCCs at once, as one parameter."""

import json
from typing import Any

from sqlalchemy import Connection, TextClause, text

_CONDITION = {
    "postgresql": "uscc = ANY(:codes)",
    "sqlite": "uscc IN (SELECT value FROM json_each(:codes))",
}


def among(connection: Connection) -> TextClause:
    """Return the condition that a statement's `uscc` is among the parameter `codes`."""
    return text(_CONDITION[connection.dialect.name])


def codes(connection: Connection, usccs: list[str]) -> dict[str, Any]:
    """Return the parameter that `among` takes."""
    return {"codes": usccs if connection.dialect.name == "postgresql" else json.dumps(usccs)}
