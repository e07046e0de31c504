"""A condition on many USCCs at once, as one parameter."""

import json
from typing import Any

from sqlalchemy import Connection, TextClause, text

_CONDITION = {
    # A join, for the planner would weigh each element of an array; and one text is sent quicker than an array.
    "postgresql": "uscc IN (SELECT unnest(string_to_array(:codes, ',')))",
    "sqlite": "uscc IN (SELECT value FROM json_each(:codes))",
}


def among(connection: Connection) -> TextClause:
    """Return the condition that a statement's `uscc` is among the parameter `codes`."""
    return text(_CONDITION[connection.dialect.name])


def codes(connection: Connection, usccs: list[str]) -> dict[str, Any]:
    """Return the parameter that `among` takes."""
    return {"codes": ",".join(usccs) if connection.dialect.name == "postgresql" else json.dumps(usccs)}
