"""Which rows a caller sees: one rule for every exposed table, ANDed to every read of it by the planner."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Text, and_, bindparam, false, literal, or_, true

from auth import feed, recorded
from auth.arbitrated import RULES as ARBITRATION
from auth.arbitrated import sees_file
from auth.concern import Concern, Undated, assessment, decision, year
from auth.disciplined import RULES as DISCIPLINE
from auth.door import INSTITUTION, ON_BEHALF_OF, USER, is_operator, own_enterprise, there
from auth.due import DUE, FINANCING
from auth.financed import RULES as FINANCED
from auth.listed import party_of_application, shown
from auth.oauth.model import OAuthClient
from auth.offered import RULES as OFFERED
from auth.people.model import Mandate, User
from auth.principal import Principal
from auth.recorded import published
from auth.row_rule import RowRule, Who
from exchange import clock
from exchange.agreement.model import Agreement, AgreementParty
from exchange.audit.model import AccessEntry
from exchange.catalogue.items import ANNUAL_REPORT, REGISTERED_CONTACT, RISK_CLASS
from exchange.catalogue.model import CatalogueField, CatalogueItem, CatalogueSupplier
from exchange.commitment.model import Commitment, CommitmentState
from exchange.consent.model import Consent, ConsentEvent
from exchange.correction.model import Correction
from exchange.deadline.model import DeadlineRule
from exchange.dispute.model import AccessDispute
from exchange.entity.model import Entity, Ownership
from exchange.evidence.model import Evidence
from exchange.export.model import Export
from exchange.feed.model import FeedEvent
from exchange.filing.model import AnnualReport, RegisteredContact, RiskClass
from exchange.institution.model import Institution
from exchange.listing.model import ListEntry
from exchange.objection.model import Objection
from exchange.procedure.model import ProcedureEvent
from exchange.record.model import CreditRecord, CreditRecordVersion, RecordEvent
from exchange.reference.model import Industry, Region
from exchange.report.audience import Audience
from exchange.report.model import CreditReport
from exchange.restoration.model import Restoration
from exchange.submission.model import Submission, SubmissionEvent, SubmissionRemark
from exchange.watch.model import Watch

ACTOR: ColumnElement[str] = bindparam("@actor", None, type_=Text)


@lru_cache(maxsize=4096)
def _fixed(principal: Principal) -> Mapping[str, Any]:
    return {
        "@client": principal.client_id,
        "@institution": principal.institution_code,
        "@kind": principal.kind,
        "@user": principal.user_id,
        "@self": principal.user_id if principal.is_self else None,
        "@actor": None if principal.is_anonymous else principal.actor,
        "@scopes": json.dumps(sorted(principal.scopes), separators=(",", ":")),
        "@standing": principal.standing,
    }


def binds(principal: Principal) -> Mapping[str, Any]:
    """Return the values of the parameters that rules, doors and `viewer` use; "@" can't start a variable's name."""
    return {**_fixed(principal), "@now": clock.now(), "@today": clock.today()}


@lru_cache(maxsize=4096)
def announced(principal: Principal) -> str:
    """Return what the database is told of the caller before it passes the door: see exchange.db.row_security."""
    fixed = _fixed(principal)
    return json.dumps({name: fixed[f"@{name}"] for name in ("institution", "kind", "self")})


def _own(columns: Any, _who: Who) -> ColumnElement[bool]:
    return columns.supplier_code == INSTITUTION  # type: ignore[no-any-return]


def _behind_door(item: str, concern: Concern) -> RowRule:
    """Let a row out through its own enterprise's door only, where that covers the catalogue item and the row's days."""

    def rule(columns: Any, who: Who) -> ColumnElement[bool]:
        if who.door is None:
            return false()
        within = true() if isinstance(concern, Undated) else who.door.reaches(concern(columns))
        return and_(columns.uscc == who.door.columns.uscc, who.door.covers(item), within)

    return RowRule(rule, "through the credit file's door only, on the basis that it names", concern)


def _party_of_consent(columns: Any, _who: Who) -> ColumnElement[bool]:
    return or_(columns.grantee_code == INSTITUTION, own_enterprise(columns.uscc), is_operator())


def _party_of_access(columns: Any, _who: Who) -> ColumnElement[bool]:
    return or_(columns.institution_code == INSTITUTION, own_enterprise(columns.uscc), is_operator())


def _party_of_agreement(columns: Any, _who: Who) -> ColumnElement[bool]:
    named = AgreementParty.agreement_id == columns.id
    return or_(there(AgreementParty, named, AgreementParty.institution_code == INSTITUTION), is_operator())


def _own_mandate(columns: Any, _who: Who) -> ColumnElement[bool]:
    return or_(columns.user_id == USER, is_operator())


def _event(columns: Any, who: Who) -> ColumnElement[bool]:
    is_published = there(CreditRecord, CreditRecord.id == columns.object_id, published(CreditRecord))
    is_shown = there(ListEntry, ListEntry.id == columns.object_id, shown(ListEntry))
    public = feed.public(columns, is_published, is_shown)
    if not who.authenticated:
        return public
    own = or_(columns.institution_code == INSTITUTION, own_enterprise(columns.uscc))
    return or_(public, and_(feed.readable(columns, who.scopes), own))


def on_own_list(watch: Any) -> ColumnElement[bool]:
    """Return whether a watch is on the caller's list: its institution's, or its own for an enterprise."""
    person = and_(watch.user_id == USER, own_enterprise(watch.on_behalf_of))
    return or_(watch.institution_code == INSTITUTION, person)


def _watched(columns: Any, _who: Who) -> ColumnElement[bool]:
    return on_own_list(columns)


def _own_export(columns: Any, _who: Who) -> ColumnElement[bool]:
    for_institution = and_(
        columns.institution_code == INSTITUTION,
        USER.is_(None),
        columns.on_behalf_of.is_not_distinct_from(ON_BEHALF_OF),
    )
    return or_(for_institution, columns.user_id == USER)


def _of_subject_or(columns: Any, institution: Any) -> ColumnElement[bool]:
    return or_(institution == INSTITUTION, own_enterprise(columns.uscc), is_operator())


def _party_of_case(columns: Any, _who: Who) -> ColumnElement[bool]:
    return _of_subject_or(columns, columns.supplier_code)


def party_of_commitment(columns: Any) -> ColumnElement[bool]:
    """Return whether the caller gave a commitment or was given it, or is the operator."""
    return _of_subject_or(columns, columns.institution_code)


def _commitment(columns: Any, _who: Who) -> ColumnElement[bool]:
    shown = and_(columns.is_public, columns.state != CommitmentState.WITHDRAWN.value)
    return or_(shown, party_of_commitment(columns))


def _correction(columns: Any, _who: Who) -> ColumnElement[bool]:
    return or_(columns.institution_code == INSTITUTION, _of_subject_or(columns, columns.supplier_code))


def _evidence(columns: Any, _who: Who) -> ColumnElement[bool]:
    """Show a file to its sender while it belongs to no case, and to the case's parties from then on."""
    unattached = and_(columns.object_id.is_(None), columns.uploaded_by == ACTOR)
    cases = (
        there(case, case.id == columns.object_id, _of_subject_or(case, case.supplier_code))
        for case in (Objection, Restoration)
    )
    return or_(unattached, *cases, party_of_application(columns.object_id), sees_file(columns))


def _due(columns: Any, _who: Who) -> ColumnElement[bool]:
    between = columns.matter.in_([literal(matter.value) for matter in FINANCING])
    own = or_(columns.institution_code == INSTITUTION, own_enterprise(columns.uscc))
    return or_(own, and_(is_operator(), ~between))


def _registration(_columns: Any, _who: Who) -> ColumnElement[bool]:
    return is_operator()


def _report(columns: Any, _who: Who) -> ColumnElement[bool]:
    """Let everybody see that a public report was made, and the others those for whom they were, while they may ask."""
    public = columns.audience == Audience.PUBLIC.value
    own = and_(columns.audience == Audience.SELF.value, columns.recipient == USER, own_enterprise(columns.uscc))
    return or_(public, own, and_(columns.audience == Audience.BANK.value, columns.recipient == INSTITUTION))


RULES: Mapping[FromClause, RowRule] = {
    Region.__table__: RowRule(None, "divisions are a published national standard"),
    Industry.__table__: RowRule(None, "industries are a published national standard"),
    Institution.__table__: RowRule(None, "who takes part in the exchange is published"),
    Entity.__table__: RowRule(None, "registration is published (State Council Order 654 of 2014, article 6)"),
    Ownership.__table__: RowRule(None, "both ends are entities, never natural persons"),
    Submission.__table__: RowRule(_own, "a supplier sees its own submissions"),
    CatalogueItem.__table__: RowRule(None, "the catalogue is published"),
    Agreement.__table__: RowRule(_party_of_agreement, "its parties and the operator see an agreement"),
    Mandate.__table__: RowRule(_own_mandate, "the person who asked for it and the operator see a mandate"),
    OAuthClient.__table__: RowRule(_registration, "the operator alone sees how clients are registered"),
    User.__table__: RowRule(_registration, "the operator alone sees who may sign in"),
    Consent.__table__: RowRule(_party_of_consent, "its enterprise, its grantee and the operator see a consent"),
    ConsentEvent.__table__: RowRule(None, "reached through its consent only, whose rule decides"),
    RegisteredContact.__table__: _behind_door(REGISTERED_CONTACT, Undated("the contact as it is now")),
    AnnualReport.__table__: _behind_door(ANNUAL_REPORT, year),
    RiskClass.__table__: _behind_door(RISK_CLASS, assessment),
    AccessEntry.__table__: RowRule(_party_of_access, "its subject, its reader and the operator see an access"),
    AccessDispute.__table__: RowRule(
        _party_of_access, "the access's subject, its reader and the operator see a dispute"
    ),
    CreditRecord.__table__: RowRule(
        recorded.visible,
        "everybody sees public records while they are published, their supplier its own; the others leave through the "
        "credit file's door only, on the basis that it names",
        decision,
        recorded.OWN,
    ),
    CreditRecordVersion.__table__: RowRule(recorded.of_own, "the record's enterprise and its supplier see its past"),
    RecordEvent.__table__: RowRule(recorded.of_own, "the record's enterprise and its supplier see what became of it"),
    CatalogueField.__table__: RowRule(None, "the catalogue is published, with its items' field standards"),
    CatalogueSupplier.__table__: RowRule(None, "who may supply what is published"),
    FeedEvent.__table__: RowRule(
        _event,
        "everybody sees a public event, of a record or an entry while that is public; an institution and an enterprise "
        "see those for them, with the scope of what the event tells of",
    ),
    Watch.__table__: RowRule(_watched, "its institution sees a watch, or its person while acting for the enterprise"),
    Export.__table__: RowRule(_own_export, "who asked for an export sees it"),
    Objection.__table__: RowRule(
        _party_of_case, "its enterprise, the record's supplier and the operator see an objection"
    ),
    Restoration.__table__: RowRule(
        _party_of_case, "its enterprise, the record's supplier and the operator see an application for restoration"
    ),
    Commitment.__table__: RowRule(
        _commitment,
        "everybody sees a commitment that its enterprise chose to publish; its enterprise, the authority and the "
        "operator see the others",
    ),
    Correction.__table__: RowRule(
        _correction, "its recipient, the enterprise, the record's supplier and the operator see a correction"
    ),
    Evidence.__table__: RowRule(_evidence, "its sender sees evidence, then the parties of its case"),
    ProcedureEvent.__table__: RowRule(None, "reached through what it is a step of only, whose rule decides"),
    DUE: RowRule(
        _due,
        "who must do it, the enterprise concerned and the operator see what is due; of financing, its parties alone",
        own="deadlines:read",
    ),
    CreditReport.__table__: RowRule(
        _report, "everybody sees that a public report was made, and its recipient one that was made for it"
    ),
    DeadlineRule.__table__: RowRule(None, "legal periods are published, each with its source"),
    SubmissionRemark.__table__: RowRule(None, "reached through its submission only, whose rule decides"),
    SubmissionEvent.__table__: RowRule(None, "reached through its submission only, whose rule decides"),
    **DISCIPLINE,
    **FINANCED,
    **OFFERED,
    **ARBITRATION,
}
