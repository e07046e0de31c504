"""How the operator writes an edition down with its signatories and measures; it has no effect before publication."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from exchange.measure.model import Measure, MeasureDepartment
from exchange.memorandum.department import key
from exchange.memorandum.model import MemorandumEdition, MemorandumLead, Signatory
from exchange.memorandum.refusal import MemorandumRefused
from exchange.memorandum.rules import known

TEXT = 2_000
NAME = 100
MOST = 100
"""Measures, signatories and leads of an edition."""


class Draft(NamedTuple):
    """A measure as it is written down; null is not evidenced."""

    content: str
    departments: Sequence[str] = ()
    clause: str | None = None
    legal_basis: str | None = None
    target: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None


class Signed(NamedTuple):
    """Who signed an edition and who led."""

    signatories: Sequence[str]
    leads: Sequence[str] = ()


def draft(
    session: Session,
    memorandum_code: str,
    signed: Signed,
    measures: Sequence[Draft],
    *,
    source: str,
    in_force_from: date | None = None,
) -> MemorandumEdition:
    """Write the next edition of a memorandum down. Raises MemorandumUnknown and MemorandumRefused."""
    memorandum = known(session, memorandum_code)
    for field, some in (("measures", measures), ("signatories", signed.signatories)):
        if not 1 <= len(some) <= MOST:
            raise MemorandumRefused(field, f"An edition has 1 to {MOST} of them.")
    latest = select(func.max(MemorandumEdition.edition)).where(MemorandumEdition.memorandum_code == memorandum.code)
    number = (session.scalar(latest) or 0) + 1
    edition = MemorandumEdition(
        id=f"edn_{memorandum.code}.{number}",
        memorandum_code=memorandum.code,
        edition=number,
        in_force_from=in_force_from,
        source=_text("source", source, TEXT),
    )
    session.add(edition)
    session.flush()
    _sign(session, edition.id, signed)
    for at, one in enumerate(measures, 1):
        _measure(session, edition.id, at, one)
    session.flush()
    return edition


def _sign(session: Session, edition_id: str, signed: Signed) -> None:
    for model, names, field in (
        (Signatory, signed.signatories, "signatories"),
        (MemorandumLead, signed.leads, "leads"),
    ):
        for at, name in enumerate(names, 1):
            written = _text(field, name, NAME)
            session.add(model(edition_id=edition_id, position=at, department=written, department_key=key(written)))


def _measure(session: Session, edition_id: str, number: int, one: Draft) -> None:
    if one.valid_from and one.valid_until and one.valid_until < one.valid_from:
        raise MemorandumRefused("measures", f"Measure {number} ends on {one.valid_until}, before it begins.")
    measure = Measure(
        id=f"msr_{edition_id.removeprefix('edn_')}.{number}",
        edition_id=edition_id,
        number=number,
        content=_text("measures", one.content, TEXT),
        clause=one.clause and _text("measures", one.clause, NAME),
        legal_basis=one.legal_basis and _text("measures", one.legal_basis, TEXT),
        target=one.target and _text("measures", one.target, TEXT),
        valid_from=one.valid_from,
        valid_until=one.valid_until,
    )
    session.add(measure)
    session.flush()
    for at, name in enumerate(one.departments, 1):
        written = _text("measures", name, NAME)
        session.add(
            MeasureDepartment(measure_id=measure.id, position=at, department=written, department_key=key(written))
        )


def _text(field: str, value: str, longest: int) -> str:
    stripped = value.strip()
    if not 1 <= len(stripped) <= longest or "\0" in stripped:
        raise MemorandumRefused(field, f"Each text takes 1 to {longest:,} characters.")
    return stripped
