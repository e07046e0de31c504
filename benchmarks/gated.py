"""The credit file's door: the rate with its log against the rate without, and whether a shut door tells by its time."""

import base64
import http.client
import json
import os
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, func, insert, select, text
from sqlalchemy.orm import Session

from auth.oauth import clients
from benchmarks.bank import BANK, enter
from benchmarks.server import BIN, await_, stop
from exchange import clock
from exchange.catalogue.items import ANNUAL_REPORT, REGISTERED_CONTACT
from exchange.consent.model import Consent, ConsentBalance, ConsentEvent, ConsentItem
from exchange.db.engine import connect
from exchange.entity.model import Entity
from exchange.filing.model import AnnualReport, RegisteredContact
from exchange.settings import Settings

COUNT = 1000
PORT = 9321
CONNECTIONS = (8, 32)
TIMINGS = 500
SCOPES = ("creditfile:read", "creditfile.contact:read", "creditfile.annual:read")
QUERY = """query File($uscc: USCC!, $consent: ID) { creditFile(uscc: $uscc, purpose: LOAN_REVIEW, consent: $consent) {
  access { granted } registeredContact { phone email } annualReports { year employees revenueFen profitFen } } }"""
ROOT = Path(__file__).parents[1]


def prepared(url: str) -> tuple[list[str], str]:
    """Put filings and live consents of a bank into a database with the registry; return codes and the bank's secret."""
    engine = connect(url)
    with Session(engine) as session, session.begin():
        enter(session)
        wanted = clients.Wanted(name="Benchmark", institution_code=BANK, scopes=SCOPES, client_id="bank")
        _client, secret = clients.create_demonstration(session, Settings(database_url=url, demo=True), wanted)
    usccs = _filed(engine)
    engine.dispose()
    return usccs, secret


def _filed(engine: Engine) -> list[str]:
    now = clock.now()
    stated = {"supplier_code": "BANK", "stated_at": now}
    with engine.begin() as connection:
        usccs = list(connection.scalars(select(Entity.uscc).order_by(func.md5(Entity.uscc)).limit(COUNT)))
        years = [{"uscc": uscc, "year": year, "employees": 7, **stated} for uscc in usccs for year in (2024, 2025)]
        connection.execute(insert(AnnualReport), years)
        connection.execute(insert(RegisteredContact), [{"uscc": uscc, "phone": "0752-1", **stated} for uscc in usccs])
        connection.execute(insert(Consent), [_consent(uscc, now, expired=uscc == usccs[0]) for uscc in usccs])
        items = (ANNUAL_REPORT, REGISTERED_CONTACT)
        connection.execute(
            insert(ConsentItem), [{"consent_id": f"cns_{u}", "item_code": item} for u in usccs for item in items]
        )
        event = {"state": "ACTIVE", "at": now, "actor": "usr_1", "reason": None}
        connection.execute(insert(ConsentEvent), [{"consent_id": f"cns_{uscc}", **event} for uscc in usccs])
        balances = [{"consent_id": f"cns_{uscc}", "remaining": 10**9} for uscc in usccs]
        connection.execute(insert(ConsentBalance), balances)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))
    return usccs


def _consent(uscc: str, now: Any, *, expired: bool) -> dict[str, Any]:
    terms = {"purpose": "LOAN_REVIEW", "mode": "VIEW", "fetch": "PERIODIC", "fetch_limit": 10**9, "data_life_days": 0}
    until = now - timedelta(seconds=1) if expired else now + timedelta(days=30)
    lodged = {"valid_from": now - timedelta(days=1), "valid_until": until, "lodged_by": "bank", "lodged_at": now}
    return {"id": f"cns_{uscc}", "uscc": uscc, "grantee_code": "BANK", **terms, **lodged}


@contextmanager
def running(url: str) -> Iterator[dict[str, int]]:
    """Start the exchange with its log and without; yield their ports."""
    base = os.environ | {"EXCHANGE_DATABASE_URL": url, "EXCHANGE_DEMO": "1"}
    ports = {"without the log": PORT, "with the log": PORT + 1}
    commands = {
        "without the log": [sys.executable, "-m", "benchmarks.unlogged", "serve", "--port"],
        "with the log": [str(BIN / "exchange"), "serve", "--port"],
    }
    with ExitStack() as stack, Path(os.devnull).open("w") as nowhere:
        for name, port in ports.items():
            environment = base | {"EXCHANGE_ISSUER": f"http://127.0.0.1:{port}"}
            process = subprocess.Popen([*commands[name], str(port)], env=environment, stderr=nowhere, cwd=ROOT)
            stack.callback(stop, process)
        for port in ports.values():
            await_(port)
        yield ports


def token(port: int, secret: str) -> str:
    """Return the bank's access token from the server on a port."""
    basic = base64.b64encode(f"bank:{secret}".encode()).decode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/oauth/token",
        b"grant_type=client_credentials",
        {"authorization": f"Basic {basic}", "content-type": "application/x-www-form-urlencoded"},
    )
    with urllib.request.urlopen(request, timeout=10) as response:  # noqa: S310 - the address is ours
        return str(json.load(response)["access_token"])


def loaded(port: int, connections: int, seconds: float, secret: str, usccs: list[str]) -> dict[str, Any]:
    """Load a server with the gated query."""
    asked = [{"query": QUERY, "variables": {"uscc": uscc, "consent": f"cns_{uscc}"}} for uscc in usccs]
    command = [sys.executable, "-m", "benchmarks.load", str(port), str(connections), str(seconds), token(port, secret)]
    bodies = "\n".join(map(json.dumps, asked)).encode()
    done = subprocess.run(command, input=bodies, capture_output=True, check=True, cwd=ROOT)
    result: dict[str, Any] = json.loads(done.stdout)
    if result["failed"]:
        raise RuntimeError(f"{result['failed']} requests failed, the first: {result['first_failure']}")
    return result


def measured(url: str, seconds: float, rounds: int) -> Iterator[str]:
    """Yield the lines of both tables: medians over the rounds, the servers in turn within each."""
    usccs, secret = prepared(url)
    with running(url) as ports:
        yield "| the door | connections | requests/s | p50 ms | p95 ms | of the rate without |"
        yield "|---|---|---|---|---|---|"
        for connections in CONNECTIONS:
            found = [
                {n: loaded(p, connections, seconds, secret, usccs[1:]) for n, p in ports.items()} for _ in range(rounds)
            ]
            median = {n: {k: statistics.median(f[n][k] for f in found) for k in ("rate", "p50", "p95")} for n in ports}
            for name, m in median.items():
                share = m["rate"] / median["without the log"]["rate"]
                yield f"| {name} | {connections} | {m['rate']:,.0f} | {m['p50']:.2f} | {m['p95']:.2f} | {share:.2f} |"
        yield ""
        yield from shut(ports["with the log"], secret, usccs)


def shut(port: int, secret: str, usccs: list[str]) -> Iterator[str]:
    """Yield what the shut door takes, the three cases in turn."""
    yield "| the door is shut | median ms of 500 | of the first |"
    yield "|---|---|---|"
    cases = {
        "unknown enterprise": {"uscc": "91990000MA00000008", "consent": "cns_none"},
        "no consent": {"uscc": usccs[1], "consent": "cns_none"},
        "expired consent": {"uscc": usccs[0], "consent": f"cns_{usccs[0]}"},
    }
    connection = http.client.HTTPConnection("127.0.0.1", port)
    headers = {"content-type": "application/json", "authorization": f"Bearer {token(port, secret)}"}
    times: dict[str, list[float]] = {name: [] for name in cases}
    answers: set[str] = set()
    for _ in range(TIMINGS):
        for name, variables in cases.items():
            body = json.dumps({"query": QUERY, "variables": variables})
            started = time.perf_counter()
            connection.request("POST", "/graphql", body, headers)
            answers.add(json.dumps(json.loads(connection.getresponse().read())["data"]))
            times[name].append((time.perf_counter() - started) * 1000)
    assert len(answers) == 1, answers
    first = statistics.median(times["unknown enterprise"])
    for name, taken in times.items():
        median = statistics.median(taken)
        yield f"| {name} | {median:.3f} | {median / first:.3f} |"
