"""Matters: what is decided on with the lists in view, and by which rules."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any

import strawberry
from sqlalchemy import Select, or_, select

from auth.door import NOW, TODAY
from exchange.matter import model
from resolvers.binding import Order, Page, Paging
from schema.arguments import argument
from schema.enums import CheckConsequence, ListColour, ListState
from schema.fields import column, link, of, referred, rows
from schema.listing import LIST, ListDefinition
from schema.memorandum import MEASURE, Measure
from schema.node import Node, identity
from schema.reasons import MATTERS
from schema.scalars import Code

MATTER = model.Matter.__table__
EDITION = model.MatterEdition.__table__
RULE = model.MatterRule.__table__


@of(RULE, "Which entries count in a matter, and what follows. It names one list, or a colour for all lists of it.")
class MatterRule:
    """A rule."""

    number: int = column("Its number in the edition, from 1.", MATTERS)
    list: ListDefinition | None = link(
        referred(LIST.c.code, "list_code"), "The list whose entries count; null where it names a colour.", MATTERS
    )
    colour: ListColour | None = column("The colour whose lists count; null where it names a list.", MATTERS)
    from_state: ListState = column("From which state an entry counts: LISTED, or EXTENDED.", MATTERS)
    consequence: CheckConsequence = column("What follows.", MATTERS)
    precedence: int = column("Of the rules that hit, the one with the greatest number counts.", MATTERS)
    legal_basis: str = column("Title and document number of what it rests on.", MATTERS)
    article: str | None = column("The article there; null where it isn't known.", MATTERS)
    verified: bool = column("Whether it was compared with the text of its legal basis.", MATTERS)
    measure: Measure | None = link(
        referred(MEASURE.c.id, "measure_id"),
        "The measure that it carries out: it counts only while that is in force. Null where it rests on a law.",
        MATTERS,
    )
    valid_from: date | None = column("The first day it counts; null for its edition's.", MATTERS)
    valid_until: date | None = column("The last such day; null where none is set.", MATTERS)


def _rules(self: Any) -> Select[Any]:
    return select(RULE).where(RULE.c.edition_id == self.id).order_by(RULE.c.precedence.desc())


@of(EDITION, "An edition of a matter's rules; it never changes. Of those that count, the latest does.")
class MatterEdition:
    """An edition."""

    edition: int = column("Its number, from 1.", MATTERS)
    valid_from: date = column("The first day it counts.", MATTERS)
    source: str = column("Who made it, or what it was made from.", MATTERS)
    entered_at: datetime | None = column("When it was entered; null for the exchange's reference data.", MATTERS)
    rules: Sequence[MatterRule] = rows(_rules, "Its rules, the one with the greatest precedence first.", MATTERS)


def _editions(self: Any) -> Select[Any]:
    return select(EDITION).where(EDITION.c.matter_code == self.code).order_by(EDITION.c.edition.desc())


def _counting(self: Any) -> Select[Any]:
    entered = or_(EDITION.c.entered_at.is_(None), EDITION.c.entered_at <= NOW)
    return _editions(self).where(entered, EDITION.c.valid_from <= TODAY).limit(1)


@of(MATTER, "Something that is decided on with the lists in view, such as public procurement.")
class Matter(Node):
    """A matter."""

    id: strawberry.ID = identity("mat_", "Matter", MATTER.c.code)
    code: Code = column("Its code in this exchange.", MATTERS)
    name: str = column("Its name.", MATTERS)
    description: str = column("What is decided.", MATTERS)
    source: str = column("Why the lists are looked at.", MATTERS)
    edition: MatterEdition | None = link(
        _counting, "The edition of its rules that counts today; null before the first one does.", MATTERS
    )
    editions: Sequence[MatterEdition] = rows(_editions, "The editions of its rules, the latest first.", MATTERS)


def matter(self: Any, code: Annotated[Code, argument("The matter's code.")]) -> Select[Any]:
    """Return one matter."""
    return select(MATTER).where(MATTER.c.code == code)


def matters(self: Any, *, paging: Paging) -> Page:
    """Return the matters by their codes."""
    return Page(rows=select(MATTER), order=Order("CODE", [(MATTER.c.code, str)]), paging=paging)
