"""A migrated and seeded database of either kind, made once a run, and its copy for a test."""

import json
import shutil
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from exchange.db import migration
from exchange.db.engine import connect
from exchange.reference.seed import seed
from tests.database import postgres
from tests.database.postgres import PostgresMissing, Server

NAME = "template_exchange"
TEMPLATE_FILE = "template.sqlite"


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
    def clone(self, kind: str) -> Iterator[str]:
        """Yield the address of a fresh copy; drop it at the end. `kind` is sqlite or postgresql."""
        name = f"test_{uuid.uuid4().hex}"
        with self._clone_file(name) if kind == "sqlite" else self._clone_on_server(name) as url:
            yield url

    @contextmanager
    def _clone_file(self, name: str) -> Iterator[str]:
        folder = self.folder / name
        folder.mkdir()
        shutil.copyfile(self.folder / TEMPLATE_FILE, folder / "exchange.sqlite")
        yield f"sqlite:///{folder / 'exchange.sqlite'}"
        shutil.rmtree(folder)

    @contextmanager
    def _clone_on_server(self, name: str) -> Iterator[str]:
        if self.server is None:
            raise PostgresMissing(self.missing)
        self.server.copy(NAME, name)
        try:
            yield self.server.url(name)
        finally:
            self.server.run(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def prepared(folder: Path) -> Iterator[Templates]:
    """Start PostgreSQL where that is possible, make both templates, and stop it at the end."""
    _fill(f"sqlite:///{folder / TEMPLATE_FILE}")
    with ExitStack() as stack:
        server, missing = None, None
        try:
            server = stack.enter_context(postgres.running())
        except PostgresMissing as error:
            missing = str(error)
        else:
            server.run(f"CREATE DATABASE {NAME}")
            _fill(server.url(NAME))
        yield Templates(folder, server, missing)


def _fill(url: str) -> None:
    engine = connect(url)
    migration.upgrade(engine)
    with migration.exclusive(engine) as connection:
        seed(connection)
    engine.dispose()
