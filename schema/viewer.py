"""As whom the exchange sees the caller."""

from typing import Any

from sqlalchemy import Select, Text, bindparam, select

from resolvers.binding import Part
from schema.enums import InstitutionKind
from schema.fields import column, link, of
from schema.institution import INSTITUTION, Institution
from schema.reasons import OWN_ACCESS
from schema.scalars import Code


def _institution(self: Any) -> Select[Any]:
    return select(INSTITUTION).where(INSTITUTION.c.code == self.institution_code)


@of(None, "The caller as the exchange sees it: the public when no access token came with the request.")
class Viewer:
    """The caller."""

    client_id: Code | None = column("The client's id; null for the public.", OWN_ACCESS)
    kind: InstitutionKind | None = column("What the caller's institution is; null for the public.", OWN_ACCESS)
    institution: Institution | None = link(_institution, "The caller's institution; null for the public.", OWN_ACCESS)
    scopes: list[str] = column("The scopes in force for the caller, sorted.", OWN_ACCESS)


def viewer(self: Any) -> Part:
    """Return the caller: parameters that are bound with every request."""
    return Part(
        client_id=bindparam("@client", None, type_=Text),
        kind=bindparam("@kind", None, type_=Text),
        institution_code=bindparam("@institution", None, type_=Text),
        scopes=bindparam("@scopes", None, type_=Text),
    )
