"""Databases of either kind, made once a run: migrated and seeded, one also filled; and their copies for a test."""

import json
import shutil
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from exchange.app.demonstration import database as demonstration
from exchange.db import migration
from exchange.db.engine import connect
from exchange.reference.seed import seed
from tests.database import postgres
from tests.database.postgres import PostgresMissing, Server
from tests.planning.data import fill

EMPTY, FILLED, DEMONSTRATION = "template_exchange", "template_filled", "template_demonstration"
"""Without entities, with the small registry of tests.planning.data, and with the demonstration's made-up one."""


@dataclass(frozen=True, slots=True)
class Templates:
    """Where the templates are. Without `server` there is no PostgreSQL, and `missing` says why."""

    folder: Path
    server: Server | None
    missing: str | None

    def dumps(self) -> str:
        """Write it for another process of the same run."""
        return json.dumps(asdict(self), default=str)

    @classmethod
    def loads(cls, text: str) -> Self:
        """Read what `dumps` wrote."""
        values = json.loads(text)
        server = values["server"]
        return cls(Path(values["folder"]), Server(**server) if server else None, values["missing"])

    @contextmanager
    def clone(self, kind: str, template: str = EMPTY) -> Iterator[str]:
        """Yield the address of a fresh copy; drop it at the end. `kind` is sqlite or postgresql."""
        name = f"test_{uuid.uuid4().hex}"
        with (self._clone_file if kind == "sqlite" else self._clone_on_server)(name, template) as url:
            yield url

    @contextmanager
    def _clone_file(self, name: str, template: str) -> Iterator[str]:
        folder = self.folder / name
        folder.mkdir()
        shutil.copyfile(self.folder / f"{template}.sqlite", folder / "exchange.sqlite")
        yield f"sqlite:///{folder / 'exchange.sqlite'}"
        shutil.rmtree(folder)

    @contextmanager
    def _clone_on_server(self, name: str, template: str) -> Iterator[str]:
        if self.server is None:
            raise PostgresMissing(self.missing)
        self.server.copy(template, name)
        try:
            yield self.server.url(name)
        finally:
            self.server.run(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def prepared(folder: Path) -> Iterator[Templates]:
    """Start PostgreSQL where that is possible, make the templates, and stop it at the end."""
    make(f"sqlite:///{folder / EMPTY}.sqlite")
    for name in (FILLED, DEMONSTRATION):
        shutil.copyfile(folder / f"{EMPTY}.sqlite", folder / f"{name}.sqlite")
        _fill(f"sqlite:///{folder / name}.sqlite", name)
    with ExitStack() as stack:
        server, missing = None, None
        try:
            server = stack.enter_context(postgres.running())
        except PostgresMissing as error:
            missing = str(error)
        else:
            server.run(f"CREATE DATABASE {EMPTY}")
            make(server.url(EMPTY))
            for name in (FILLED, DEMONSTRATION):
                server.copy(EMPTY, name)
                _fill(server.url(name), name)
        yield Templates(folder, server, missing)


def make(url: str) -> None:
    """Migrate and seed a database."""
    engine = connect(url)
    migration.upgrade(engine)
    with migration.exclusive(engine) as connection:
        seed(connection)
    engine.dispose()


def _fill(url: str, name: str) -> None:
    engine = connect(url)
    if name == DEMONSTRATION:
        demonstration.prepare(engine)
    else:
        with engine.begin() as connection:
            fill(connection)
    engine.dispose()
