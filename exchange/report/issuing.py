"""Issuing a report: the same facts of the same enterprise for the same reader are the same report, byte for byte."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from exchange import clock
from exchange.report import name
from exchange.report.audience import Audience
from exchange.report.canonical import canonical, digest
from exchange.report.facts import Facts, sections
from exchange.report.model import CreditReport

Sign = Callable[[Session, dict[str, Any]], str]
"""Signs the claims about a report; returns a compact JWS."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What is to be issued: the facts, for whom, and the feed's position in the snapshot that they are from."""

    audience: Audience
    recipient: str
    facts: Facts
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A report as it is handed out."""

    id: str
    audience: Audience
    uscc: str
    made_at: datetime
    facts: Facts
    content: bytes
    """The report as JSON: what its SHA-256 is of."""
    sha256: str
    jws: str


def issue(engine: Engine, made: Made, issuer: str, sign: Sign) -> Issued:
    """Issue a report, or find the one that says the same."""
    with Session(engine.execution_options(read_only=True)) as session:
        row = _found(session, made)
        if row is not None and (made.audience is Audience.PUBLIC or row.held_position >= made.position):
            return issued(row, made.facts)
    try:
        return _written(engine, made, issuer, sign)
    except IntegrityError:
        # Another request was faster with the same report: now it is there.
        return _written(engine, made, issuer, sign)


def _written(engine: Engine, made: Made, issuer: str, sign: Sign) -> Issued:
    with Session(engine) as session, session.begin():
        return issue_in(session, made, issuer, sign)


def issue_in(session: Session, made: Made, issuer: str, sign: Sign) -> Issued:
    """Issue a report within a transaction."""
    row = _found(session, made)
    if row is None:
        row = _new(made)
        content = _content(row.id, row.made_at, made.facts)
        row.sha256 = digest(content)
        row.jws = sign(session, _claims(row, issuer))
        session.add(row)
        session.flush()
    elif row.held_position < made.position:
        row.held_position, row.held_at = made.position, clock.now()
    return issued(row, made.facts)


def issued(row: CreditReport, facts: Facts) -> Issued:
    """Return a report of these facts as it is handed out."""
    return Issued(
        id=row.id,
        audience=Audience(row.audience),
        uscc=row.uscc,
        made_at=row.made_at,
        facts=facts,
        content=_content(row.id, row.made_at, facts),
        sha256=row.sha256,
        jws=row.jws,
    )


def _found(session: Session, made: Made) -> CreditReport | None:
    return session.scalars(
        select(CreditReport).where(
            CreditReport.uscc == made.facts["entity"]["uscc"],
            CreditReport.audience == made.audience.value,
            CreditReport.recipient == made.recipient,
            CreditReport.facts_sha256 == digest(canonical(made.facts)),
        )
    ).one_or_none()


def _new(made: Made) -> CreditReport:
    now = clock.now()
    hashes = sections(made.facts)
    public = made.audience is Audience.PUBLIC
    # Of what isn't public not even a hash is kept: short facts could be guessed from it.
    kept: Any = hashes if public else dict.fromkeys(made.facts["covered"], "")
    return CreditReport(
        id=name.new(),
        audience=made.audience.value,
        uscc=made.facts["entity"]["uscc"],
        recipient=made.recipient,
        facts_sha256=digest(canonical(made.facts)),
        sections=orjson.dumps(kept, option=orjson.OPT_SORT_KEYS).decode(),
        made_at=now.replace(microsecond=0),
        held_position=made.position,
        held_at=now,
    )


def _content(id_: str, made_at: datetime, facts: Mapping[str, Any]) -> bytes:
    return canonical({"id": id_, "madeAt": made_at.strftime("%Y-%m-%dT%H:%M:%SZ"), "facts": facts})


def _claims(row: CreditReport, issuer: str) -> dict[str, Any]:
    at = int(row.made_at.timestamp())
    return {"iss": issuer, "jti": row.id, "sub": row.uscc, "iat": at, "audience": row.audience, "sha256": row.sha256}
