"""The root of all reads."""

from schema.access_log import AccessRecord, accesses, my_accesses
from schema.agreement import READ as AGREEMENTS
from schema.agreement import Agreement, agreements
from schema.catalogue import CatalogueItem, catalogue
from schema.client import READ as REGISTRATIONS
from schema.client import Client, clients
from schema.consent import READ as CONSENTS
from schema.consent import Consent, consents
from schema.credit_file import PASS, CreditFile, credit_file_of
from schema.dispute import AUDIT, AccessDispute, disputes
from schema.dispute import READ as ACCESSES
from schema.entities import entities, entity
from schema.entity import Entity
from schema.explanation import AccessExplanation, explain_access
from schema.facets import EntityConnection
from schema.fields import computed, connection, door, link, of, part, rows
from schema.institution import Institution, institutions
from schema.mandate import READ as MANDATES
from schema.mandate import Mandate, mandates
from schema.node import Node, node, nodes
from schema.page import Connection
from schema.proof import ConsistencyProof, InclusionProof, TreeHead, consistency_proof, inclusion_proof, tree_head
from schema.reasons import CATALOGUE, OWN_ACCESS, PARTICIPANTS, PROOF, REGISTRATION, STANDARD, STRUCTURE
from schema.reference import Industry, Region, industries, industry, region, regions
from schema.submission import READ, Submission, submissions
from schema.user import User, users
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
    credit_file: CreditFile = door(
        credit_file_of,
        "The non-public data of the entity with a USCC, as far as the caller may see them for the purpose. The same "
        "door as Entity.creditFile; an unknown enterprise is answered like one that gave no consent.",
        PASS,
    )
    region: Region | None = link(region, "The division with a code; null when there is none.", STANDARD)
    regions: Connection[Region] = connection(regions, "The divisions below one, or the provinces.", STANDARD)
    industry: Industry | None = link(industry, "The industry with a code; null when there is none.", STANDARD)
    industries: Connection[Industry] = connection(industries, "The categories below one, or the sections.", STANDARD)
    institutions: Connection[Institution] = connection(institutions, "Who takes part in the exchange.", PARTICIPANTS)
    catalogue: Connection[CatalogueItem] = connection(catalogue, "What may be held, and who may see it.", CATALOGUE)
    agreements: Connection[Agreement] = connection(
        agreements,
        "The agreements that the caller's institution is a party of, to the operator all, the latest first.",
        AGREEMENTS,
    )
    mandates: Connection[Mandate] = connection(
        mandates, "A person's own mandates, to the operator everybody's, the latest first.", MANDATES
    )
    clients: Connection[Client] = connection(clients, "To the operator all clients, by id.", REGISTRATIONS)
    users: Connection[User] = connection(users, "To the operator all users, by login.", REGISTRATIONS)
    consents: Connection[Consent] = connection(
        consents,
        "The consents that the caller's enterprises gave or its institution was given, the latest first.",
        CONSENTS,
    )
    access_log: Connection[AccessRecord] = connection(
        accesses, "The whole log of accesses to non-public data, the latest first.", AUDIT
    )
    my_access_log: Connection[AccessRecord] = connection(
        my_accesses,
        "The accesses to data of the caller's enterprises, and those that its institution made, the latest first.",
        ACCESSES,
    )
    access_disputes: Connection[AccessDispute] = connection(
        disputes,
        "The disputes of accesses to data of the caller's enterprises or by its institution, the latest first.",
        ACCESSES,
    )
    tree_head: TreeHead = computed(tree_head, "A signed head of the access log's tree.", PROOF)
    inclusion_proof: InclusionProof = computed(
        inclusion_proof, "The proof that an access is in the log; refused for one that the caller may not see.", PROOF
    )
    consistency_proof: ConsistencyProof = computed(
        consistency_proof, "The proof that the access log only grew from one size to another.", PROOF
    )
    explain_access: AccessExplanation = computed(
        explain_access,
        "What the caller may do with a document, by which rules, and what it costs: it is read and planned, not run.",
        OWN_ACCESS,
        cost=200,
    )
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
