"""A golden operation: its document and variables, and what is kept of it beside them."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Dialect
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.dialects.sqlite import dialect as sqlite

from auth.visibility import announced
from exchange.db.reader import Reader
from exchange.settings import Settings
from resolvers.passage import delivered
from resolvers.planner import Planned, Planner
from schema.access import matrix
from schema.build import schema, sdl
from tests.planning.caller import BUREAU

ROOT = Path(__file__).parents[2]
OPERATIONS = Path(__file__).parent / "operations"
DIALECTS: dict[str, Dialect] = {
    "sqlite": sqlite(),
    "postgresql": PGDialect_asyncpg(),  # type: ignore[no-untyped-call]
}
SETTINGS = Settings(plan_cache=10, cost_public=10_000, cost_client=10_000)


@dataclass(frozen=True)
class Case:
    """One golden operation."""

    name: str

    def path(self, ending: str) -> Path:
        """Return the file of one kind."""
        return OPERATIONS / f"{self.name}.{ending}"

    @property
    def document(self) -> str:
        """The GraphQL document."""
        return self.path("graphql").read_text(encoding="utf-8")

    @property
    def variables(self) -> dict[str, Any]:
        """The variables; none when there is no file of them."""
        path = self.path("variables.json")
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}

    def planned(self, dialect: str) -> Planned:
        """Plan it."""
        planner = Planner(schema(), DIALECTS[dialect], SETTINGS)
        return planner.plan(self.document, None, self.variables, BUREAU)

    async def answer(self, reader: Reader, dialect: str, standing: int) -> str:
        """Return its answer, indented, as it would leave."""
        planned = self.planned(dialect)
        values = planned.plan.values({**planned.binds, "@standing": standing})
        data = await reader.fetch(planned.plan.sql, values, announced(BUREAU) if planned.plan.names_caller else None)
        assert data is not None, self.name
        clean, _passed = delivered(planned.plan.doors, data)
        return json.dumps(json.loads(clean), ensure_ascii=False, indent=2) + "\n"

    def sql(self, dialect: str) -> str:
        """Return its statement, a line for each FROM, so that a change shows where it is."""
        plan = self.planned(dialect).plan
        return "\n".join(line.rstrip() for line in plan.sql.splitlines()) + f"\n-- cost {plan.cost}\n"

    def access(self) -> str:
        """Return the scopes it asks for, and the fields that want them."""
        wanted = self.planned("sqlite").operation.requirements
        return "".join(f"{scope}: {', '.join(fields)}\n" for scope, fields in wanted.items()) or "public:read\n"


def cases() -> list[Case]:
    """Return all golden operations."""
    return [Case(path.name.removesuffix(".graphql")) for path in sorted(OPERATIONS.glob("*.graphql"))]


def snapshots() -> dict[Path, Callable[[], str]]:
    """Return for each committed snapshot, answers aside, what works out what it must hold."""
    made = {ROOT / "schema" / "schema.graphql": lambda: sdl() + "\n", ROOT / "docs" / "access.md": _access}
    for case in cases():
        made |= {case.path(f"{dialect}.sql"): partial(case.sql, dialect) for dialect in DIALECTS}
        made[case.path("access")] = case.access
    return made


def _access() -> str:
    return matrix(schema())
