"""Regions and industries: the two trees that entities are ordered by."""

from enum import StrEnum
from typing import Annotated, Any

import strawberry
from sqlalchemy import Select, select

from exchange.reference import model
from resolvers.binding import Order, Page, Paging
from schema.arguments import argument
from schema.enums import described
from schema.fields import column, connection, link, of, referred
from schema.node import Node, identity
from schema.page import Connection
from schema.reasons import STANDARD
from schema.scalars import Code

REGION = model.Region.__table__
INDUSTRY = model.Industry.__table__


class RegionLevel(StrEnum):
    """Levels of GB/T 2260 and below."""

    PROVINCE = "PROVINCE"
    PREFECTURE = "PREFECTURE"
    COUNTY = "COUNTY"
    TOWN = "TOWN"


class IndustryLevel(StrEnum):
    """Levels of GB/T 4754-2017."""

    SECTION = "SECTION"
    DIVISION = "DIVISION"
    GROUP = "GROUP"
    CLASS = "CLASS"


described(
    RegionLevel,
    "The level of a division (GB/T 2260).",
    {
        "PROVINCE": "Province, autonomous region, municipality or special administrative region.",
        "PREFECTURE": "Prefecture-level city, prefecture or league.",
        "COUNTY": "County, district or county-level city.",
        "TOWN": "Town, township or subdistrict.",
    },
)
described(
    IndustryLevel,
    "The level of an industry (GB/T 4754-2017).",
    {
        "SECTION": "门类, a letter.",
        "DIVISION": "大类, two digits.",
        "GROUP": "中类, three digits.",
        "CLASS": "小类, four digits.",
    },
)


def _below(table: Any, parent: Any, paging: Paging) -> Page:
    rows = select(table).where(table.c.parent_code.is_(None) if parent is None else table.c.parent_code == parent)
    order = Order("CODE", [(table.c.code, str)])
    return Page(rows=rows, order=order, paging=paging)


def _region_children(self: Any, *, paging: Paging) -> Page:
    return _below(REGION, self.code, paging)


def _industry_children(self: Any, *, paging: Paging) -> Page:
    return _below(INDUSTRY, self.code, paging)


@of(REGION, "A division of China (GB/T 2260), or a town below one. Abolished ones stay, with their last year.")
class Region(Node):
    """A node of the region tree."""

    id: strawberry.ID = identity("reg_", "Region", REGION.c.code)
    code: Code = column("Its code: 441302 for a county, 441302001 for a town.", STANDARD)
    name: str = column("Its Chinese name.", STANDARD)
    level: RegionLevel = column("Its level.", STANDARD)
    valid_from: int | None = column("The year it came to be; null when it isn't recorded.", STANDARD)
    valid_to: int | None = column("The last year it was in force; null while it is.", STANDARD)
    parent: "Region | None" = link(
        referred(REGION.c.code, "parent_code"), "The division above; null for a province.", STANDARD
    )
    children: Connection["Region"] = connection(_region_children, "The divisions below, by code.", STANDARD)


@of(INDUSTRY, "A category of economic activity (GB/T 4754-2017).")
class Industry(Node):
    """A node of the industry tree."""

    id: strawberry.ID = identity("ind_", "Industry", INDUSTRY.c.code)
    code: Code = column("Its code: A, 01, 011 or 0111.", STANDARD)
    name: str = column("Its Chinese name.", STANDARD)
    level: IndustryLevel = column("Its level.", STANDARD)
    parent: "Industry | None" = link(
        referred(INDUSTRY.c.code, "parent_code"), "The category above; null for a section.", STANDARD
    )
    children: Connection["Industry"] = connection(_industry_children, "The categories below, by code.", STANDARD)


def region(self: Any, code: Annotated[Code, argument("The division's code.")]) -> Select[Any]:
    """Return one division."""
    return select(REGION).where(REGION.c.code == code)


def regions(
    self: Any,
    parent: Annotated[Code | None, argument("Show the divisions below this one; the provinces when left out.")] = None,
    *,
    paging: Paging,
) -> Page:
    """Return the divisions below one, or the provinces."""
    return _below(REGION, parent, paging)


def industry(self: Any, code: Annotated[Code, argument("The category's code.")]) -> Select[Any]:
    """Return one category."""
    return select(INDUSTRY).where(INDUSTRY.c.code == code)


def industries(
    self: Any,
    parent: Annotated[Code | None, argument("Show the categories below this one; the sections when left out.")] = None,
    *,
    paging: Paging,
) -> Page:
    """Return the categories below one, or the sections."""
    return _below(INDUSTRY, parent, paging)
