"""Two workers of the exchange before a primary and its streaming replica, and who comes to them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import update
from starlette.testclient import TestClient

from exchange.app.http import Exchange
from exchange.db.lag import State
from exchange.db.replica import ReplicaReader
from exchange.entity.model import Entity
from tests.api.counter import Counter, Headers
from tests.api.purse import answered
from tests.database.replica import Pair, until
from tests.planning.data import USCCS

ONE = USCCS[1]
NAME = "query($uscc: USCC!) { entity(uscc: $uscc) { name } }"
NEW = "示例改名有限公司"
FAR = 600.0
"""A bound that no test reaches: the workers look only when they are told to."""
NEAR = 0.4


@dataclass
class Worker:
    """One worker's application over HTTP."""

    http: TestClient
    exchange: Exchange

    @property
    def replica(self) -> ReplicaReader:
        assert self.exchange.replica is not None
        return self.exchange.replica

    def ask(self, document: str, headers: Headers | None = None, /, **variables: Any) -> Any:
        answer = self.http.post("/graphql", json={"query": document, "variables": variables}, headers=headers)
        return answered(answer.content)

    def name(self, headers: Headers | None = None) -> str:
        """Return what the enterprise is called."""
        return str(self.ask(NAME, headers, uscc=ONE)["data"]["entity"]["name"])

    def look(self) -> None:
        """Let it look at both servers now."""
        assert self.http.portal is not None
        self.http.portal.call(self.replica.look)

    def is_told(self) -> bool:
        """Let it look; tell whether the replica, as it is now, is what may answer the public."""
        self.look()
        return self.replica.state is State.CURRENT

    def is_served(self) -> bool:
        """Ask as the public; tell whether the replica answered."""
        before = self.replica.answered
        self.name()
        return self.replica.answered > before


@dataclass
class Branch:
    """Two workers, the database that they share, its replica, and who comes to them."""

    pair: Pair
    database: str
    counter: Counter
    workers: tuple[Worker, Worker]

    def rename(self) -> None:
        """Let the registry say another name."""
        with self.counter.desk.engine.begin() as connection:
            connection.execute(update(Entity).where(Entity.uscc == ONE).values(name=NEW))

    def pause(self) -> None:
        """Let the replica stand still, holding everything until now, of which every worker knows."""
        for worker in self.workers:
            until(worker.is_told)
        self.pair.pause(self.database)

    def replica_says(self, statement: str) -> object:
        """Return what the replica answers in the workers' database."""
        return self.pair.says(self.database, statement)

    def resume(self) -> None:
        self.pair.resume(self.database)
        self.pair.catch_up(self.database)
