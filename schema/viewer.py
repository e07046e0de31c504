"""As whom the exchange sees the caller."""

from enum import StrEnum
from typing import Any

from sqlalchemy import Select, Text, bindparam, literal, select

from auth.door import USER
from auth.people.model import MandateState
from resolvers.binding import Part
from schema.entity import ENTITY, Entity
from schema.enums import described
from schema.fields import column, link, of, referred, rows
from schema.institution import INSTITUTION, Institution
from schema.mandate import MANDATE, Mandate
from schema.mandate import READ as MANDATES
from schema.reasons import OWN_ACCESS
from schema.scalars import Code


class CallerKind(StrEnum):
    """What a caller is: of which kind of institution, or a person."""

    PERSON = "PERSON"
    BUREAU = "BUREAU"
    BANK = "BANK"
    SECURITIES_FIRM = "SECURITIES_FIRM"
    INSURER = "INSURER"
    GUARANTEE_COMPANY = "GUARANTEE_COMPANY"
    CREDIT_SERVICE = "CREDIT_SERVICE"
    ARBITRATION_CENTRE = "ARBITRATION_CENTRE"
    COURT = "COURT"
    REGULATOR = "REGULATOR"
    OPERATOR = "OPERATOR"


described(
    CallerKind,
    "What a caller is: a person, or a program or the staff of an institution of the kind.",
    {
        "PERSON": "Somebody who signed in and is nobody's staff.",
        "BUREAU": "Government bureau.",
        "BANK": "Bank.",
        "SECURITIES_FIRM": "Securities firm.",
        "INSURER": "Insurer.",
        "GUARANTEE_COMPANY": "Financing guarantee company.",
        "CREDIT_SERVICE": "Rating or credit-reporting agency.",
        "ARBITRATION_CENTRE": "Credit arbitration centre.",
        "COURT": "Court.",
        "REGULATOR": "Financial regulator.",
        "OPERATOR": "The operator of the exchange.",
    },
)


def _mandates(self: Any) -> Select[Any]:
    return select(MANDATE).where(MANDATE.c.user_id == USER).order_by(MANDATE.c.id.desc())


def _enterprises(self: Any) -> Select[Any]:
    confirmed = MANDATE.c.state == literal(MandateState.CONFIRMED.value)
    # That it has not ended goes without saying; the condition lets the index of living mandates be used.
    own = (MANDATE.c.user_id == USER) & MANDATE.c.ended_at.is_(None)
    return select(ENTITY).join(MANDATE, MANDATE.c.uscc == ENTITY.c.uscc).where(own, confirmed).order_by(ENTITY.c.uscc)


@of(None, "The caller as the exchange sees it: the public when no access token came with the request.")
class Viewer:
    """The caller."""

    client_id: Code | None = column("The client's id; null for the public.", OWN_ACCESS)
    user_id: Code | None = column(
        "The user's id; null where a program asks for itself, and for the public.", OWN_ACCESS
    )
    kind: CallerKind | None = column("What the caller is; null for the public.", OWN_ACCESS)
    institution: Institution | None = link(
        referred(INSTITUTION.c.code, "institution_code"),
        "The caller's institution; null for the public, and for a person who is nobody's staff.",
        OWN_ACCESS,
    )
    scopes: list[str] = column("The scopes in force for the caller, sorted.", OWN_ACCESS)
    mandates: list[Mandate] = rows(
        _mandates, "What the person asked for, the latest first; empty for a program.", MANDATES
    )
    enterprises: list[Entity] = rows(
        _enterprises, "The enterprises that the person may act for now, by USCC; empty for a program.", MANDATES
    )


def viewer(self: Any) -> Part:
    """Return the caller: parameters that are bound with every request."""
    return Part(
        client_id=bindparam("@client", None, type_=Text),
        user_id=bindparam("@user", None, type_=Text),
        kind=bindparam("@kind", None, type_=Text),
        institution_code=bindparam("@institution", None, type_=Text),
        scopes=bindparam("@scopes", None, type_=Text),
    )
