"""Which DPoP proofs were seen: each is good for one request, whichever worker it comes to."""

import asyncio
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import Engine, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from auth.insertion import inserted
from auth.oauth.model import SeenProof
from auth.oauth.proof import Proof
from auth.oauth.sweep import sweep

BATCH = 500
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
        rows = list(
            {proof.digest: {"digest": proof.digest, "expires_at": proof.expires_at} for proof in proofs}.values()
        )
        with Session(self._engine) as session, session.begin():
            dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
            if dialect is postgresql:
                # A crash may forget the last moment's proofs; their nonce and age still end them within minutes.
                session.execute(text("SET LOCAL synchronous_commit = off"))
            statement = dialect.insert(SeenProof).values(rows).on_conflict_do_nothing().returning(SeenProof.digest)
            new = set(session.scalars(statement))
            if time.monotonic() - self._swept > SWEEP_SECONDS:
                sweep(session, SeenProof)
                self._swept = time.monotonic()
        return new


def _answer_all(batch: Sequence[tuple[Proof, asyncio.Future[bool]]], error: Exception) -> None:
    for _, answer in batch:
        if not answer.done():
            answer.set_exception(error)
