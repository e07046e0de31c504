"""Operations as any caller sends them: registered for real, with the rights in force, answered as over HTTP."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session

from auth import granted
from auth.oauth import clients, public_keys
from auth.people import mandates, users, web_client
from auth.principal import Principal
from auth.scopes import SCOPES
from auth.standing import version
from exchange.app.http import planner
from exchange.app.operation import Operations
from exchange.app.request import Asked
from exchange.audit.writer import access_log
from exchange.db.base import Base
from exchange.db.reader import Load, Reader
from exchange.db.reading import open_reader
from exchange.institution import roll
from exchange.settings import Settings
from resolvers.mutation import Mutations
from schema.build import schema
from tests.api import purse

PASSWORD = "correct horse battery"


class Noting(Reader):
    """A reader that writes down what it runs."""

    def __init__(self, inner: Reader, noted: list[str]) -> None:
        self.inner, self.noted = inner, noted

    async def fetch(self, sql: str, *given: Any, **more: Any) -> bytes | None:
        self.noted.append(sql)
        return await self.inner.fetch(sql, *given, **more)

    def load(self) -> Load:
        return self.inner.load()

    async def close(self) -> None:
        await self.inner.close()


@dataclass
class Office:
    """What answers operations, and who may send them."""

    engine: Engine
    settings: Settings
    loop: asyncio.AbstractEventLoop
    operations: Operations
    statements: list[str]
    """Everything that was run on the database, by reads and commands."""

    def program(self, kind: str, client_id: str | None = None) -> Principal:
        """Register a program of an institution of the kind, with every scope that the kind may have."""
        client_id = client_id or kind.lower()
        scopes = tuple(name for name, scope in SCOPES.items() if kind in scope.kinds)
        wanted = clients.Wanted(name=client_id, institution_code=f"T-{kind}", scopes=scopes, client_id=client_id)
        with Session(self.engine) as session, session.begin():
            roll.create(session.connection(), f"T-{kind}", f"示例{kind}", kind)
            clients.create(session, wanted, public_keys.pair()[1])
        return self.now(client_id)

    def person(self, login: str, *usccs: str, **more: Any) -> Principal:
        """Register a person with confirmed mandates, who signs in at the web front end."""
        with Session(self.engine) as session, session.begin():
            user = users.create(session, login=login, name="张三", password=PASSWORD, **more)
            for uscc in usccs:
                mandate = mandates.request(session, user.id, uscc)
                mandates.confirm(session, mandate.id, decided_by="command-line")
            web = web_client.ensure(session, self.settings).client_id
            return self.now(web, user.id, session=session)

    def now(self, client_id: str, user_id: str | None = None, session: Session | None = None) -> Principal:
        """Return the caller with the rights in force now."""
        found = self.verified(client_id, user_id, session)
        assert found is not None
        return found

    def verified(self, client_id: str, user_id: str | None = None, session: Session | None = None) -> Principal | None:
        """Return the caller, or None where it is let in no more."""
        if session is not None:
            return granted.principal(session.connection(), self.settings, client_id, list(SCOPES), user_id)
        with self.engine.connect().execution_options(read_only=True) as connection:
            return granted.principal(connection, self.settings, client_id, list(SCOPES), user_id)

    def ask(self, caller: Principal, query: str, variables: Any = None) -> Any:
        """Answer an operation; return its `data`."""
        return self.answer(caller, query, variables)["data"]

    def answer(self, caller: Principal, query: str, variables: Any = None) -> Any:
        """Answer an operation for the caller at the standing of now."""
        with self.engine.connect().execution_options(read_only=True) as connection:
            standing = version(connection)
        return self.exactly(replace(caller, standing=standing), query, variables)

    def exactly(self, caller: Principal, query: str, variables: Any = None) -> Any:
        """Answer an operation for the caller as given."""
        asked = Asked(query, None, variables, by_get=False)
        account = purse.accounts(self.settings).known(caller)
        return purse.answered(self.loop.run_until_complete(self.operations.answer(asked, caller, "test", account)))

    def rows(self, *tables: type[Base]) -> dict[str, list[Any]]:
        """Return every row of the tables."""
        with self.engine.connect().execution_options(read_only=True) as connection:
            found = {one.__tablename__: connection.execute(select(one.__table__)) for one in tables}
            return {name: sorted(map(tuple, rows), key=str) for name, rows in found.items()}


@contextmanager
def opened(engine: Engine, settings: Settings) -> Iterator[Office]:
    """Open the office on a database."""
    loop = asyncio.new_event_loop()
    noted: list[str] = []

    async def made() -> Operations:
        reader, plans = Noting(await open_reader(settings), noted), planner(settings)
        mutations = Mutations(schema(), engine, reader, settings, plans.dialect)
        return Operations(plans, reader, mutations, access_log(settings), purse.purses(settings))

    operations = loop.run_until_complete(made())
    event.listen(engine, "before_cursor_execute", lambda _c, _r, sql, *_: noted.append(sql))
    yield Office(engine, settings, loop, operations, noted)
    loop.run_until_complete(operations.reader.close())
    loop.run_until_complete(operations.access_log.close())
    loop.run_until_complete(operations.purses.close())
    loop.close()
