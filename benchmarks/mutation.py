"""Mutations: how long a bank's request for consent takes, from the request to the payload that is read back."""

import statistics
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from benchmarks import caller, fictitious
from benchmarks.bank import BANK, ITEMS, enter
from benchmarks.peers.compare import loaded
from benchmarks.peers.contestant import running
from exchange import clock
from exchange.db.engine import connect

ENTITIES = 1000
CONNECTIONS = (1, 8)
MOST_A_SECOND = 1000
SCOPES = ("consents:read", "consents:write")
LODGE = """mutation Lodge($input: LodgeConsentInput!) { lodgeConsent(input: $input) {
  ... on ConsentPayload { consent { id uscc purpose validUntil } } ... on CommandError { code message } } }"""
HEAD = "| database | connections | mutations/s | p50 ms | p95 ms | p99 ms |\n|---|---|---|---|---|---|"


def lines(url: str, port: int, seconds: float, rounds: int) -> Iterator[str]:
    """Yield the rows of one database: medians over the rounds."""
    fictitious.prepared(url, ENTITIES)
    engine = connect(url)
    with Session(engine) as session, session.begin():
        enter(session)
    with running(url, port, ("exchange",)) as servers:
        exchange = servers["exchange"]
        token = caller.bearer(engine, BANK, SCOPES, "bench", exchange.issuer)
        for connections in CONNECTIONS:
            found = []
            for number in range(-1, rounds):
                bodies = [lodging(f"{connections}.{number}.{n}", n) for n in range(int(MOST_A_SECOND * seconds))]
                result = loaded(exchange, connections, seconds, bodies, token=token, once=True)
                found += [result] if number >= 0 else []
            rate, *times = (statistics.median(one[key] for one in found) for key in ("rate", "p50", "p95", "p99"))
            shown = " | ".join(f"{each:.2f}" for each in times)
            yield f"| {engine.dialect.name} | {connections} | {rate:,.0f} | {shown} |"
    engine.dispose()


def lodging(key: str, n: int) -> dict[str, Any]:
    """Return the request that lodges a request for consent."""
    terms = {"uscc": fictitious.uscc(n % ENTITIES), "purpose": "LOAN_REVIEW", "items": list(ITEMS)}
    until = (clock.now() + timedelta(days=20)).isoformat()
    more = {"mode": "VIEW", "fetch": "ONE_TIME", "validUntil": until, "idempotencyKey": key}
    return {"query": LODGE, "variables": {"input": terms | more}}
