"""How the operator records a memorandum, and says which institution stands for a department that signed it."""

import re
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.institution.model import Institution, InstitutionKind
from exchange.memorandum.department import LONGEST, key
from exchange.memorandum.model import DepartmentAssignment, Memorandum, MemorandumKind
from exchange.memorandum.refusal import DepartmentRefused, MemorandumRefused, MemorandumUnknown

CODE = re.compile(r"[A-Z0-9][A-Z0-9_-]{0,39}")
TEXT = 500
STANDS = (InstitutionKind.BUREAU, InstitutionKind.COURT, InstitutionKind.REGULATOR)
"""The kinds of institution that can stand for a department."""


class Recorded(NamedTuple):
    """A memorandum as the operator states it; null is not evidenced."""

    code: str
    title: str
    kind: MemorandumKind
    source: str
    document_number: str | None = None
    year: int | None = None
    subject: str | None = None
    list_code: str | None = None


def record(session: Session, stated: Recorded) -> Memorandum:
    """Record a memorandum of the exchange's own; it has no edition yet. Raises MemorandumRefused."""
    if not CODE.fullmatch(stated.code):
        raise MemorandumRefused("code", f"'{stated.code}' is not of 1 to 40 capital letters, digits, '_' and '-'.")
    if session.get(Memorandum, stated.code) is not None:
        raise MemorandumRefused("code", f"{stated.code} is another memorandum's code already.")
    texts = {name: getattr(stated, name) for name in ("title", "source", "document_number", "subject")}
    cleaned = {name: _text(name, value) for name, value in texts.items() if value is not None}
    made = Memorandum(code=stated.code, kind=stated.kind.value, year=stated.year, list_code=stated.list_code, **cleaned)
    session.add(made)
    session.flush()
    return made


def known(session: Session, code: str) -> Memorandum:
    """Return a memorandum, locked. Raises MemorandumUnknown."""
    one = select(Memorandum).where(Memorandum.code == code).with_for_update(key_share=True)
    found = session.scalars(one).one_or_none() if "\0" not in code else None
    if found is None:
        raise MemorandumUnknown(code)
    return found


def superseded_by(session: Session, memorandum: Memorandum) -> str | None:
    """Return the code of the memorandum that took the place of another."""
    return session.scalar(select(Memorandum.code).where(Memorandum.supersedes_code == memorandum.code))


def assign(session: Session, department: str, institution_code: str, by: str) -> DepartmentAssignment:
    """Let an institution stand for a department from now on. Raises DepartmentRefused.

    What another institution was triggered to do before stays with it.
    """
    if not 1 <= len(key(department)) <= LONGEST or "\0" in department:
        raise DepartmentRefused("department", f"It takes 1 to {LONGEST} characters.")
    institution = session.get(Institution, institution_code)
    if institution is None or institution.kind not in STANDS:
        kinds = " or ".join(kind.value for kind in STANDS)
        raise DepartmentRefused("institution", f"'{institution_code}' is no institution of kind {kinds}.")
    row = session.get(DepartmentAssignment, key(department)) or DepartmentAssignment(department_key=key(department))
    row.department, row.institution_code = department.strip(), institution_code
    row.assigned_by, row.assigned_at = by, clock.now()
    session.add(row)
    session.flush()
    return row


def _text(field: str, value: str) -> str:
    stripped = value.strip()
    if not 1 <= len(stripped) <= TEXT or "\0" in stripped:
        raise MemorandumRefused(field, f"It takes 1 to {TEXT} characters.")
    return stripped
