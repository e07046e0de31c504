"""Which institutions take part, and how one joins."""

import re

from sqlalchemy import Connection, Table, insert, select

from exchange.errors import ExchangeError
from exchange.institution.model import Institution, InstitutionKind

_TABLE: Table = Institution.__table__  # type: ignore[assignment]
_CODE = re.compile(r"[A-Z0-9][A-Z0-9_.-]{0,39}")
NAME_LENGTH = 200


class InstitutionRefused(ExchangeError):
    """An institution's code, name or kind can't be used."""

    code = "INSTITUTION_REFUSED"


class InstitutionExists(ExchangeError):
    """The code belongs to another institution."""

    code = "INSTITUTION_EXISTS"


def create(connection: Connection, code: str, name: str, kind: str) -> bool:
    """Enrol an institution in the caller's transaction; return whether it is new.

    Saying the same again changes nothing. Raises InstitutionRefused and InstitutionExists.
    """
    if not _CODE.fullmatch(code):
        raise InstitutionRefused(f"The code '{code}' is not of 1 to 40 capital letters, digits and . _ -")
    if not (name.isprintable() and name.strip() and len(name) <= NAME_LENGTH):
        raise InstitutionRefused(f"The name has 1 to {NAME_LENGTH} printable characters.")
    if kind not in InstitutionKind.__members__:
        raise InstitutionRefused(f"The kind '{kind}' is none of {', '.join(InstitutionKind)}.")
    known = connection.execute(select(_TABLE).where(_TABLE.c.code == code)).one_or_none()
    if known is None:
        connection.execute(insert(_TABLE).values(code=code, name=name.strip(), kind=kind))
        return True
    if (known.name, known.kind) != (name.strip(), kind):
        raise InstitutionExists(f"{code} is {known.name} ({known.kind}) already.")
    return False


def institutions(connection: Connection) -> list[tuple[str, str, str]]:
    """Return code, name and kind of every institution, in the order of their codes."""
    rows = connection.execute(select(_TABLE.c.code, _TABLE.c.name, _TABLE.c.kind).order_by(_TABLE.c.code))
    return [(code, name, kind) for code, name, kind in rows]
