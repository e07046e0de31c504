"""Which DPoP proofs were seen: each is good for one request, whichever worker it comes to."""

import asyncio
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from sqlalchemy import Engine
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

from auth.insertion import inserted
from auth.oauth.model import SeenProof
from auth.oauth.proof import Proof
from auth.oauth.sweep import sweep

BATCH = 500
# Written by hand: SQLAlchemy takes longer to write a batch than the database does. A crash may forget the last moment's
# proofs; their nonce and age still end them within minutes.
POSTGRESQL = """
INSERT INTO seen_proof (digest, expires_at)
SELECT row.* FROM set_config('synchronous_commit', 'off', true), unnest(%s::text[], %s::timestamptz[]) AS row
ON CONFLICT DO NOTHING RETURNING digest"""
SQLITE = sqlite.insert(SeenProof).on_conflict_do_nothing()
SWEEP_SECONDS = 1.0
"""A worker forgets some expired proofs at most this often."""


def first(session: Session, proof: Proof) -> bool:
    """Remember a proof in the session's transaction; return False where it was seen before."""
    return inserted(session, SeenProof, digest=proof.digest, expires_at=proof.expires_at)


class SeenProofs:
    """Remembers proofs for one worker's event loop: those that come together are written together.

    The first request writes at once; those that come while it does wait for one common transaction after it. So a
    lone request waits for one commit only, and many share theirs.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._waiting: list[tuple[Proof, asyncio.Future[bool]]] = []
        self._writer: asyncio.Task[None] | None = None
        self._threads = ThreadPoolExecutor(1, thread_name_prefix="seen-proof")
        self._swept = float("-inf")
        self._remember = self._postgresql if engine.dialect.name == "postgresql" else self._sqlite

    async def first(self, proof: Proof) -> bool:
        """Remember a proof; return False where it was seen before, on whatever worker.

        Raises what the database raises: a proof that can't be remembered is not accepted.
        """
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[bool] = loop.create_future()
        self._waiting.append((proof, answer))
        if self._writer is None or self._writer.done():
            self._writer = loop.create_task(self._write())
        return await answer

    async def _write(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            batch, self._waiting = self._waiting[:BATCH], self._waiting[BATCH:]
            try:
                new = await loop.run_in_executor(self._threads, self._insert, [proof for proof, _ in batch])
            except Exception as error:
                _answer_all(batch, error)
                continue
            for proof, answer in batch:
                fresh = proof.digest in new
                # Twice in one batch: the first of them was first.
                new.discard(proof.digest)
                if not answer.done():
                    answer.set_result(fresh)

    def _insert(self, proofs: Sequence[Proof]) -> set[str]:
        """Return the digests of those that are new."""
        new = self._remember({proof.digest: proof.expires_at for proof in proofs})
        if time.monotonic() - self._swept > SWEEP_SECONDS:
            with Session(self._engine) as session, session.begin():
                sweep(session, SeenProof)
            self._swept = time.monotonic()
        return new

    def _postgresql(self, rows: Mapping[str, datetime]) -> set[str]:
        """Insert by one statement, which is a transaction of its own: one round trip."""
        with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            return set(connection.exec_driver_sql(POSTGRESQL, (list(rows), list(rows.values()))).scalars())

    def _sqlite(self, rows: Mapping[str, datetime]) -> set[str]:
        with self._engine.begin() as connection:
            return {
                digest
                for digest, until in rows.items()
                if connection.execute(SQLITE, {"digest": digest, "expires_at": until}).rowcount
            }


def _answer_all(batch: Sequence[tuple[Proof, asyncio.Future[bool]]], error: Exception) -> None:
    for _, answer in batch:
        if not answer.done():
            answer.set_exception(error)
