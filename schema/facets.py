"""How many of the entities found lie in each region, industry, kind and status."""

from typing import Any

from sqlalchemy import Select, func, select

from resolvers.binding import Part
from schema.entity import Entity, industry_of, region_of
from schema.enums import EntityKind, EntityStatus
from schema.fields import column, link, of, part, rows
from schema.page import Connection
from schema.reasons import REGISTRATION
from schema.reference import Industry, Region

MOST = 50
"""Values shown of a facet: the most frequent ones."""


def _counted(name: str) -> Any:
    def counts(self: Any) -> Select[Any]:
        found = self.rows.subquery()
        value, count = found.c[name], func.count().label("count")
        return select(value, count).where(value.is_not(None)).group_by(value).order_by(count.desc(), value).limit(MOST)

    return counts


@of(None, "Entities found in one region.")
class RegionCount:
    """A value of the region facet."""

    region: Region | None = link(region_of, "The region; null for a code that is in no edition.", REGISTRATION)
    count: int = column("How many.", REGISTRATION)


@of(None, "Entities found in one industry.")
class IndustryCount:
    """A value of the industry facet."""

    industry: Industry | None = link(industry_of, "The industry.", REGISTRATION)
    count: int = column("How many.", REGISTRATION)


@of(None, "Entities found of one kind.")
class KindCount:
    """A value of the kind facet."""

    kind: EntityKind = column("The kind.", REGISTRATION)
    count: int = column("How many.", REGISTRATION)


@of(None, "Entities found with one status.")
class StatusCount:
    """A value of the status facet."""

    status: EntityStatus = column("The status.", REGISTRATION)
    count: int = column("How many.", REGISTRATION)


@of(None, f"Counts over all entities found, unknown values left out; of each the {MOST} most frequent values.")
class EntityFacets:
    """The facets of a search."""

    regions: list[RegionCount] = rows(_counted("region_code"), "By region.", REGISTRATION)
    industries: list[IndustryCount] = rows(_counted("industry_path"), "By industry.", REGISTRATION)
    kinds: list[KindCount] = rows(_counted("kind"), "By kind.", REGISTRATION)
    statuses: list[StatusCount] = rows(_counted("status"), "By status.", REGISTRATION)


def _facets(self: Any) -> Part:
    return Part(rows=self.rows)


@of(None, "A page of entities.")
class EntityConnection(Connection[Entity]):
    """Entities found, with facets."""

    facets: EntityFacets = part(_facets, "Counts over all entities found, made only when asked for.", REGISTRATION)
