"""The root of all reads."""

from schema.entities import entities, entity
from schema.entity import Entity
from schema.facets import EntityConnection
from schema.fields import connection, link, of, part, rows
from schema.institution import Institution, institutions
from schema.node import Node, node, nodes
from schema.page import Connection
from schema.reasons import OWN_ACCESS, PARTICIPANTS, REGISTRATION, STANDARD, STRUCTURE
from schema.reference import Industry, Region, industries, industry, region, regions
from schema.submission import READ, Submission, submissions
from schema.viewer import Viewer, viewer


@of(None, "What can be read from the exchange.")
class Query:
    """All read operations."""

    entity: Entity | None = link(
        entity,
        "The entity with a USCC; null when the exchange knows none, or none for that day and instant.",
        REGISTRATION,
    )
    entities: EntityConnection = connection(entities, "Entities by name and filter.", REGISTRATION)
    region: Region | None = link(region, "The division with a code; null when there is none.", STANDARD)
    regions: Connection[Region] = connection(regions, "The divisions below one, or the provinces.", STANDARD)
    industry: Industry | None = link(industry, "The industry with a code; null when there is none.", STANDARD)
    industries: Connection[Industry] = connection(industries, "The categories below one, or the sections.", STANDARD)
    institutions: Connection[Institution] = connection(institutions, "Who takes part in the exchange.", PARTICIPANTS)
    submissions: Connection[Submission] = connection(
        submissions, "The submissions of the caller's institution, the latest first.", READ
    )
    node: Node | None = link(
        node, "The object with an id; null with an error when there is none that the caller may see.", STRUCTURE
    )
    nodes: list[Node | None] = rows(
        nodes,
        "The objects with these ids, in their order; null with an error for one that there is not.",
        STRUCTURE,
        cost=0,
    )
    viewer: Viewer = part(viewer, "As whom the exchange sees the caller.", OWN_ACCESS)
