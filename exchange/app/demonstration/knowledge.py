"""What the made-up bureaux' files can't carry: who owns whom, and the industries inferred from business scopes."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from exchange.app.demonstration.group import EDGES, Edge
from exchange.app.demonstration.population import population
from exchange.entity.model import Entity, Ownership
from exchange.reference.model import Industry

_ENTITY: Any = Entity.__table__
_EDGE: Any = Ownership.__table__
_INDUSTRY: Any = Industry.__table__


def connect_owners(connection: Connection) -> None:
    """Write the edges of ownership that are missing, in the caller's transaction."""
    columns = (_EDGE.c.kind, _EDGE.c.owner_uscc, _EDGE.c.owned_uscc)
    known = {tuple(row) for row in connection.execute(select(*columns))}
    missing = [_values(edge) for edge in EDGES if edge[:3] not in known]
    if missing:
        connection.execute(insert(_EDGE), missing)


def _values(edge: Edge) -> dict[str, Any]:
    return {
        "kind": edge.kind,
        "owner_uscc": edge.owner,
        "owned_uscc": edge.owned,
        "share_basis_points": edge.share,
        "valid_from": edge.valid_from and date.fromisoformat(edge.valid_from),
        "valid_to": edge.valid_to and date.fromisoformat(edge.valid_to),
    }


def infer_industries(connection: Connection) -> None:
    """Note the industries that no bureau stated, marked as inferred, in the caller's transaction."""
    paths: dict[str, str] = dict(connection.execute(select(_INDUSTRY.c.code, _INDUSTRY.c.path)).all())
    found = [{"key": made.line.uscc, "path": paths[made.inferred]} for made in population() if made.inferred]
    unknown = (_ENTITY.c.uscc == bindparam("key")) & _ENTITY.c.industry_path.is_(None)
    statement = update(_ENTITY).where(unknown).values(industry_path=bindparam("path"), industry_inferred=True)
    connection.execute(statement, found)
