"""The root of all reads."""

from collections.abc import Sequence

from schema.access_log import AccessRecord, accesses, my_accesses
from schema.agreement import READ as AGREEMENTS
from schema.agreement import Agreement, agreements
from schema.arbitration import READ as ARBITRATION
from schema.arbitration import ArbitrationCase, CaseDeadline, IntakePoint, cases, deadlines, intake_points
from schema.catalogue import CatalogueItem, catalogue
from schema.change import ChangeConnection, changes
from schema.check import READ as CHECKS
from schema.check import CreditCheck, OwnCheck, check, checks, my_checks
from schema.check_verification import CheckVerification, verify_check
from schema.client import READ as REGISTRATIONS
from schema.client import Client, clients
from schema.commitment import Commitment, commitments
from schema.consent import READ as CONSENTS
from schema.consent import Consent, consents
from schema.correction import READ as CORRECTIONS
from schema.correction import Correction, corrections
from schema.credit_file import PASS, CreditFile, credit_file_of
from schema.deadline import DeadlineRule, deadline_rules
from schema.dispute import AUDIT, AccessDispute, disputes
from schema.dispute import READ as ACCESSES
from schema.due import READ as DEADLINES
from schema.due import DueItem, due_items
from schema.entities import entities, entity
from schema.entity import Entity
from schema.explanation import AccessExplanation, explain_access
from schema.export import READ as EXPORTS
from schema.export import Export, exports
from schema.facets import EntityConnection
from schema.fields import computed, connection, door, link, of, part, rows
from schema.financing_query import FinancingQueries
from schema.institution import Institution, institutions
from schema.listing import ListDefinition, ListEntry
from schema.listings import list_, listings, lists
from schema.mandate import READ as MANDATES
from schema.mandate import Mandate, mandates
from schema.matter import Matter, matter, matters
from schema.measure import READ as MEASURES
from schema.measure import MeasureAction, MeasureWork, measure_actions, measure_work
from schema.memorandum import DepartmentAssignment, Memorandum, department_assignments, memoranda, memorandum
from schema.node import Node, node, nodes
from schema.objection import READ as OBJECTIONS
from schema.objection import Objection, objections
from schema.outcome import ArbitrationCount, ArbitrationFee, ArbitrationOutcomeNotice, arbitration_fee, counts, outcomes
from schema.page import Connection
from schema.proof import ConsistencyProof, InclusionProof, TreeHead, consistency_proof, inclusion_proof, tree_head
from schema.rate_limit import RateLimit, rate_limit
from schema.reasons import (
    CATALOGUE,
    CENTRES,
    COMMITTED,
    FEED,
    LAW,
    LISTS,
    MATTERS,
    MEMORANDA,
    OUTCOMES,
    OWN_ACCESS,
    PARTICIPANTS,
    PROOF,
    REFERRED,
    REGISTRATION,
    SNAPSHOT,
    STANDARD,
    STRUCTURE,
)
from schema.record import CreditRecord
from schema.records import READ_OWN as RECORDS
from schema.records import records
from schema.reference import Industry, Region, industries, industry, region, regions
from schema.referral import Referral, referrals
from schema.report import READ as REPORTS
from schema.report import CreditReport, reports
from schema.restoration import READ as RESTORATIONS
from schema.restoration import Restoration, restorations
from schema.screening import READ as SCREENING
from schema.screening import ScreenedName, ScreeningDecision, screen_names, screening_decisions
from schema.submission import READ, Submission, submissions
from schema.user import User, users
from schema.viewer import Viewer, viewer
from schema.watch import READ as WATCHES
from schema.watch import Watch, watch_list


@of(None, "What can be read from the exchange.")
class Query(FinancingQueries):
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
    changes: ChangeConnection = connection(
        changes, "What happened, in the order in which it was committed: a feed to follow by its cursors.", FEED
    )
    watch_list: Connection[Watch] = connection(
        watch_list, "The entities that the caller's institution watches, or a person for its enterprises.", WATCHES
    )
    reports: Connection[CreditReport] = connection(
        reports,
        "The credit reports that were made for the caller: which there are, not what they say.",
        REPORTS,
    )
    exports: Connection[Export] = connection(
        exports, "The exports that the caller asked for, the latest first.", EXPORTS
    )
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
    objections: Connection[Objection] = connection(
        objections,
        "The objections of the caller's enterprises, or to records of its institution, to the operator all, the latest "
        "first.",
        OBJECTIONS,
    )
    restorations: Connection[Restoration] = connection(
        restorations,
        "The applications for restoration of the caller's enterprises, or about records of its institution, to the "
        "operator all, the latest first.",
        RESTORATIONS,
    )
    commitments: Connection[Commitment] = connection(
        commitments,
        "Commitments that their enterprises chose to publish, and those that the caller gave or was given, the latest "
        "first.",
        COMMITTED,
    )
    corrections: Connection[Correction] = connection(
        corrections,
        "Corrections for the caller's institution, those of its own records, and those about the caller's enterprises, "
        "the latest first.",
        CORRECTIONS,
    )
    due_items: Connection[DueItem] = connection(
        due_items,
        "What the caller's institution must do, or its enterprises wait for, to the operator everything, the earliest "
        "day first.",
        DEADLINES,
    )
    deadline_rules: Connection[DeadlineRule] = connection(
        deadline_rules, "The rules that deadlines are counted by, by code.", LAW
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
    memorandum: Memorandum | None = link(memorandum, "The memorandum with a code; null when there is none.", MEMORANDA)
    memoranda: Connection[Memorandum] = connection(
        memoranda, "Memoranda of joint discipline and incentives, by code.", MEMORANDA
    )
    department_assignments: Connection[DepartmentAssignment] = connection(
        department_assignments, "Which institution stands for which department.", MEMORANDA
    )
    list: ListDefinition | None = link(list_, "The list with a code; null when there is none.", LISTS)
    lists: Connection[ListDefinition] = connection(lists, "Red lists, blacklists and watch lists, by code.", LISTS)
    listings: Connection[ListEntry] = connection(
        listings,
        "Who is on lists, as of now, of a past day or of a past instant, the latest first. Everybody finds those still "
        "in force on published lists; whoever was listed and isn't any more, only those whom it concerns find.",
        LISTS,
    )
    measure_actions: Connection[MeasureAction] = connection(
        measure_actions, "The measure actions that the caller may see, the latest first.", MEASURES
    )
    measure_work: MeasureWork = link(
        measure_work, "How much work the caller's institution has with measures.", MEASURES, cost=20
    )
    submissions: Connection[Submission] = connection(
        submissions, "The submissions of the caller's institution, the latest first.", READ
    )
    records: Connection[CreditRecord] = connection(
        records, "The records that the caller's institution supplied, in any state, the latest first.", RECORDS
    )
    matter: Matter | None = link(matter, "The matter with a code; null when there is none.", MATTERS)
    matters: Connection[Matter] = connection(
        matters, "In which matters the lists count, and by which rules, by code.", MATTERS
    )
    check: CreditCheck | None = link(
        check, "The check with an id; null when there is none that the caller may see.", CHECKS
    )
    checks: Connection[CreditCheck] = connection(
        checks, "The checks that the caller's institution made, to the operator all, the latest first.", CHECKS
    )
    my_checks: Connection[OwnCheck] = connection(
        my_checks, "Who checked the caller's enterprises, when and for what, the latest first.", CHECKS
    )
    verify_check: CheckVerification = computed(
        verify_check, "Whether a check that somebody shows is what the exchange answered.", SNAPSHOT
    )
    screen_names: Sequence[ScreenedName] = computed(
        screen_names,
        "Whom names may mean: for each the entities of the registry whose names are like it, each with its score and "
        "why. Nothing of it is recorded. One operation has one screening.",
        SCREENING,
        cost=3_000,
    )
    screening_decisions: Connection[ScreeningDecision] = connection(
        screening_decisions,
        "What the caller's institution decided about names that it screened, the latest first.",
        SCREENING,
    )
    node: Node | None = link(
        node, "The object with an id; null with an error when there is none that the caller may see.", STRUCTURE
    )
    nodes: Sequence[Node | None] = rows(
        nodes,
        "The objects with these ids, in their order; null with an error for one that there is not.",
        STRUCTURE,
        cost=0,
    )
    viewer: Viewer = part(viewer, "As whom the exchange sees the caller.", OWN_ACCESS)
    rate_limit: RateLimit = part(
        rate_limit, "What is left of the caller's points: the same as `extensions.cost` of every answer.", OWN_ACCESS
    )
    arbitration_cases: Connection[ArbitrationCase] = connection(
        cases, "The cases that the caller has a part in, to a centre its own, the latest first.", ARBITRATION
    )
    case_deadlines: Connection[CaseDeadline] = connection(
        deadlines, "What must be done in those cases, the most urgent first.", ARBITRATION
    )
    referrals: Connection[Referral] = connection(
        referrals,
        "Referrals to the caller's court, by its centre, or of its enterprises, the first first.",
        REFERRED,
    )
    intake_points: Connection[IntakePoint] = connection(intake_points, "Where cases may be lodged.", CENTRES)
    arbitration_outcomes: Connection[ArbitrationOutcomeNotice] = connection(
        outcomes,
        "How cases ended, where the parties agreed to publish it or a court listed, the latest first.",
        OUTCOMES,
    )
    arbitration_statistics: Sequence[ArbitrationCount] = rows(
        counts, "Numbers of a year's cases by kind of dispute, without small ones.", OUTCOMES, cost=50
    )
    arbitration_fee: ArbitrationFee = computed(arbitration_fee, "What a case would cost at a centre.", CENTRES)
