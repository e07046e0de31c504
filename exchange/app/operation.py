"""How an operation is answered once its caller is known: planned, read, logged where it passes the door, or written."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

import orjson
from graphql import OperationType

from auth.oauth.documents import digest
from auth.principal import Principal
from auth.visibility import announced
from exchange.app.account import Account
from exchange.app.purse import Purses
from exchange.app.request import Asked, not_allowed
from exchange.app.trusted import TrustedDocuments
from exchange.app.unseen import Unseen, UnseenBusy
from exchange.audit.entry import Entry, entry
from exchange.audit.refusal import Exhausted, LogUnavailable
from exchange.audit.writer import AccessLog
from exchange.db.reader import Reader, ReadUnavailable
from exchange.errors import ExchangeError
from resolvers.answer import Finished, finished
from resolvers.command import Question, StandingChanged
from resolvers.computed import Computing
from resolvers.mutation import Mutations
from resolvers.passage import Passed
from resolvers.planner import Planned, Planner
from resolvers.rate import COST, LIMIT, REMAINING, RESET_AT
from resolvers.refusal import refusal, worded

UNAVAILABLE = (ReadUnavailable, LogUnavailable, UnseenBusy)


@dataclass
class Operations:
    """What one worker answers operations with."""

    planner: Planner
    reader: Reader
    mutations: Mutations
    access_log: AccessLog
    purses: Purses
    replica: Reader | None = None
    """What reads of the public go to, where there is one: see Plan.may_lag."""

    def __post_init__(self) -> None:
        """Make what plans operations that were never seen, and what finds documents by their hashes."""
        self.unseen = Unseen(self.planner)
        self.trusted = TrustedDocuments(self.reader, self.planner.dialect.name)

    async def answer(self, asked: Asked, principal: Principal, request_id: str, account: Account) -> bytes:
        """Return the response's body, once its cost is paid.

        Raises Refused, and StandingChanged where the caller must be verified anew.
        """
        try:
            if asked.sha256 is not None or principal.trusted_documents:
                asked = asked._replace(query=await self.trusted.text(asked.query, asked.sha256, principal))
            planned = await self._planned(asked, principal, account.key)
            if planned.operation.kind is OperationType.SUBSCRIPTION:
                raise refusal("SUBSCRIPTION_OVER_HTTP", "Subscribe over a WebSocket, by graphql-transport-ws.")
            if planned.operation.kind is OperationType.MUTATION and asked.by_get:
                raise not_allowed("A mutation takes a POST.", "POST")
            await self._pay(planned, account)
            if planned.operation.kind is OperationType.MUTATION:
                ask = partial(self.ask, principal=principal, request_id=request_id)
                data = await self.mutations.data(planned, principal, ask)
                return b'{"data":%b,"extensions":%b}' % (data, _extension(account))
            return _response(await self._read(planned, principal, asked, request_id), account)
        except UNAVAILABLE as error:
            raise refusal(error.code, error.message, status=503, transport=True) from None
        except ExchangeError as error:
            raise worded(error) from None

    async def read(self, asked: Asked, principal: Principal, request_id: str, account: Account) -> Finished:
        """Answer a query for who takes its answer apart: what passed the door is in the log when this returns.

        Raises Refused and StandingChanged.
        """
        try:
            planned = await self._planned(asked, principal, account.key)
            await self._pay(planned, account)
            return await self._read(planned, principal, asked, request_id)
        except UNAVAILABLE as error:
            raise refusal(error.code, error.message, status=503, transport=True) from None
        except ExchangeError as error:
            raise worded(error) from None

    async def _planned(self, asked: Asked, principal: Principal, caller: str) -> Planned:
        planned = self.planner.known(asked.query, asked.operation, asked.variables, principal)
        if planned is None:
            return await self.unseen.plan(asked, principal, caller)
        self.unseen.pass_by(caller)
        return planned

    async def _pay(self, planned: Planned, account: Account) -> None:
        """Pay for a query, and bind what it tells of that."""
        if account.bill is None and not self.purses.spend(account, planned.plan.cost or 1):
            await self.purses.pay(account, planned.plan.cost)
        if planned.plan.tells_rate and account.bill is not None:
            cost, limit, remaining, resets = account.bill
            planned.binds[RESET_AT] = datetime.fromtimestamp(resets, UTC)
            planned.binds.update({COST: cost, LIMIT: limit, REMAINING: remaining})

    async def ask(self, question: Question, principal: Principal, request_id: str) -> Any:
        """Answer a document of the exchange's own as a caller would be answered, at no cost; return its `data`.

        Raises Refused, ExchangeError and StandingChanged.
        """
        # Beside the event loop: the first plan of such a document takes a good part of a second.
        planned = await asyncio.to_thread(self.planner.committed, question.document, question.variables, principal)
        asked = Asked(question.document, None, question.variables, by_get=False)
        return orjson.loads((await self._read(planned, principal, asked, request_id)).data)

    async def _read(self, planned: Planned, principal: Principal, asked: Asked, request_id: str) -> Finished:
        done = await self._finished(planned, principal)
        if not done.passed:
            return done
        try:
            await self.access_log.write(_entries(done.passed, planned, principal, asked, request_id))
        except Exhausted:
            # Another request took the consent's last fetch meanwhile: now the same question is answered without data.
            return await self._read(planned, principal, asked, request_id)
        return done

    async def _finished(self, planned: Planned, principal: Principal) -> Finished:
        plan = planned.plan
        caller = announced(principal) if plan.names_caller else None
        reader = self.replica if plan.may_lag and self.replica is not None else self.reader
        data = await reader.fetch(plan.sql, plan.values(planned.binds), caller, small=plan.small)
        if data is None and not principal.is_anonymous:
            raise StandingChanged
        if data is None:
            raise RuntimeError("A non-null value is missing in the database.")
        if plan.computed is None:
            return finished(planned, data)
        context = Computing(self.mutations.engine, self.mutations.settings, principal, self.planner)
        return await asyncio.to_thread(finished, planned, data, context)


def _response(done: Finished, account: Account) -> bytes:
    if done.errors:
        errors = orjson.dumps([error.formatted for error in done.errors])
        return b'{"data":%b,"errors":%b,"extensions":%b}' % (done.data, errors, _extension(account))
    return b'{"data":%b,"extensions":%b}' % (done.data, _extension(account))


def _extension(account: Account) -> bytes:
    assert account.bill is not None  # noqa: S101 - nothing is read or written before it is paid
    return account.bill.extension


def _entries(
    passed: Sequence[Passed], planned: Planned, principal: Principal, asked: Asked, request_id: str
) -> list[Entry]:
    """Return an entry for each subject and passage; the document itself isn't kept, only its hash."""
    sha256, name = digest(asked.query), planned.operation.name
    return [
        entry(
            request_id=request_id,
            client_id=principal.client_id,
            institution_code=principal.institution_code or "",
            user_id=principal.user_id,
            uscc=one.uscc,
            purpose=one.passage.purpose,
            basis=one.passage.basis.value,
            consent_id=one.consent_id,
            agreement_id=one.agreement_id,
            operation=f"{name} {sha256}".strip(),
            policies=" ".join(one.passage.policies),
            row_count=one.rows,
        )
        for one in passed
    ]
