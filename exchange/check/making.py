"""Makes a check: one statement answers for everybody given; what it answered is kept and signed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from exchange import clock
from exchange.check import subject
from exchange.check.answer import Answer, digest, document, shaped, written
from exchange.check.model import CreditCheck, CreditCheckHit, CreditCheckResult
from exchange.check.refusal import CheckInFuture, CheckRefused
from exchange.check.statement import answers
from exchange.check.subject import Subject
from exchange.identifier import ordered
from exchange.matter.model import MatterEdition
from exchange.matter.rules import counting

Sign = Callable[[dict[str, Any]], str]
"""Signs claims with the exchange's own key; returns a compact JWS."""
SKEW = timedelta(minutes=1)
"""How far a caller's clock may be ahead."""
LONGEST_PURPOSE = 200
_ANSWERS = answers()
_RESULT: Any = CreditCheckResult.__table__
_HIT: Any = CreditCheckHit.__table__


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who asks what, about whom and for what."""

    matter_code: str
    subjects: Sequence[Subject]
    purpose: str
    institution_code: str
    client_id: str
    user_id: str | None = None
    as_of: datetime | None = None
    """This instant where it is null."""


def make(session: Session, asked: Asked, sign: Sign) -> CreditCheck:
    """Check enterprises for a matter, as the exchange knew them at the instant; keep and sign the answer.

    Raises CheckRefused, SubjectRefused, CheckInFuture, MatterUnknown and MatterWithoutRules.
    """
    purpose = asked.purpose.strip()
    if not 1 <= len(purpose) <= LONGEST_PURPOSE or "\0" in purpose:
        raise CheckRefused("purpose", f"Say in 1 to {LONGEST_PURPOSE} characters what the check is for.")
    subject.check(asked.subjects)
    made_at = clock.now()
    as_of = _past(asked.as_of or made_at, made_at)
    edition = counting(session, asked.matter_code, as_of)
    found = found_for(session, asked.subjects, edition.id, as_of)
    check = CreditCheck(
        id=ordered("chk_"),
        matter_code=asked.matter_code,
        edition_id=edition.id,
        as_of=as_of,
        made_at=made_at,
        client_id=asked.client_id,
        user_id=asked.user_id,
        institution_code=asked.institution_code,
        purpose=purpose,
        subjects=len(found),
        hits=sum(answer.adverse for answer in found),
    )
    _sealed(check, edition, found, sign)
    session.add(check)
    session.flush()
    _kept(session, check, found)
    return check


def found_for(session: Session, subjects: Sequence[Subject], edition_id: str, as_of: datetime) -> list[Answer]:
    """Return what is to answer for each that is given, by one statement."""
    day = as_of.astimezone(clock.LOCAL).date()
    given = {"subjects": subject.parameter(subjects), "edition": edition_id, "instant": as_of, "day": day}
    return shaped(session.execute(_ANSWERS, given), subjects)


def _past(instant: datetime, now: datetime) -> datetime:
    if instant > now + SKEW:
        raise CheckInFuture(instant.isoformat())
    return min(instant, now)


def _sealed(check: CreditCheck, edition: MatterEdition, found: Sequence[Answer], sign: Sign) -> None:
    """Write the answer down and sign its digest with what it was made for."""
    check.document = document(check, edition.edition, found)
    check.sha256 = digest(check.document)
    claims = {
        "jti": check.id,
        "iat": int(check.made_at.timestamp()),
        "matter": check.matter_code,
        "edition": edition.edition,
        "as_of": written(check.as_of),
        "made_at": written(check.made_at),
        "institution": check.institution_code,
        "purpose": check.purpose,
        "subjects": check.subjects,
        "sha256": check.sha256,
    }
    check.jws = sign(dict(sorted(claims.items())))


def _kept(session: Session, check: CreditCheck, found: Sequence[Answer]) -> None:
    # On the tables: the ORM's insert would make a statement of every run of rows with the same nulls.
    session.execute(insert(_RESULT), [_result(check, answer) for answer in found])
    hits = [row for answer in found for row in _hits(check, answer)]
    if hits:
        session.execute(insert(_HIT), hits)


def _result(check: CreditCheck, answer: Answer) -> dict[str, Any]:
    first = answer.first
    return {
        "check_id": check.id,
        "position": answer.position,
        "institution_code": check.institution_code,
        "given_uscc": answer.subject.uscc,
        "given_name": answer.subject.name,
        "status": first.status,
        "uscc": first.uscc,
        "name": first.name,
        "candidates": first.candidates,
        "repeated": answer.repeated,
        "consequence": first.follows,
        "rule_number": first.number,
    }


def _hits(check: CreditCheck, answer: Answer) -> Iterator[dict[str, Any]]:
    for row in answer.hits:
        yield {
            "check_id": check.id,
            "position": answer.position,
            "entry_id": row.entry_id,
            "edition_id": check.edition_id,
            "rule_number": row.number,
            "colour": row.colour,
            "valid_until": row.valid_until,
            "counts": row.number == answer.first.number,
        }
