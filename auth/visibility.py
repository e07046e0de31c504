"""Which rows a caller sees: one rule for every exposed table, ANDed to every read of it by the planner."""

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, FromClause, and_, false, or_, true

from auth.concern import Concern, Undated, assessment, year
from auth.door import INSTITUTION, USER, Access, caller_is, own_enterprise, there
from auth.listed import party_of_entry, sees_action, sees_entry, sees_event
from auth.oauth.model import OAuthClient
from auth.people.model import Mandate, User
from auth.principal import Principal
from exchange import clock
from exchange.agreement.model import Agreement, AgreementParty
from exchange.audit.model import AccessEntry
from exchange.catalogue.items import ANNUAL_REPORT, REGISTERED_CONTACT, RISK_CLASS
from exchange.catalogue.model import CatalogueItem
from exchange.check.model import CreditCheck, CreditCheckResult
from exchange.consent.model import Consent, ConsentEvent
from exchange.deadline.model import DeadlineRule
from exchange.dispute.model import AccessDispute
from exchange.entity.model import Entity, Ownership
from exchange.filing.model import AnnualReport, RegisteredContact, RiskClass
from exchange.institution.model import Institution, InstitutionKind
from exchange.listing.model import ListDefinition, ListEntry, ListEntryEvent, ListGround, ListPlea, ListRestoration
from exchange.matter.model import Matter, MatterEdition, MatterRule
from exchange.measure.model import Measure, MeasureAction, MeasureActionEvent
from exchange.memorandum.model import DepartmentAssignment, Memorandum, MemorandumEdition
from exchange.reference.model import Industry, Region
from exchange.submission.model import Submission, SubmissionRemark


class Who(NamedTuple):
    """The caller inside a statement: what is fixed when the plan is made. What differs by caller is bound late."""

    scopes: frozenset[str]
    authenticated: bool = False
    door: Access | None = None
    """The door of the credit file whose sections are read, where there is one."""


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


Rule = Callable[[Any, Who], ColumnElement[bool]]
"""(columns of the row, caller) -> the condition under which the caller sees it."""


class RowRule(NamedTuple):
    """A table's rule: a condition, or none with the reason why everybody sees every row."""

    condition: Rule | None
    because: str
    concern: Concern | None = None
    """Of a table behind the door: which days its rows concern."""

    @property
    def behind_door(self) -> bool:
        """Whether its rows leave through the credit file's door only: each one that does is counted for the log."""
        return self.concern is not None


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


def is_operator() -> ColumnElement[bool]:
    """Return whether the caller is the operator."""
    return caller_is(InstitutionKind.OPERATOR)


def _party_of_consent(columns: Any, _who: Who) -> ColumnElement[bool]:
    return or_(columns.grantee_code == INSTITUTION, own_enterprise(columns.uscc), is_operator())


def _party_of_access(columns: Any, _who: Who) -> ColumnElement[bool]:
    return or_(columns.institution_code == INSTITUTION, own_enterprise(columns.uscc), is_operator())


def _party_of_agreement(columns: Any, _who: Who) -> ColumnElement[bool]:
    named = AgreementParty.agreement_id == columns.id
    return or_(there(AgreementParty, named, AgreementParty.institution_code == INSTITUTION), is_operator())


def _own_mandate(columns: Any, _who: Who) -> ColumnElement[bool]:
    return or_(columns.user_id == USER, is_operator())


def _registration(_columns: Any, _who: Who) -> ColumnElement[bool]:
    return is_operator()


def _entry(columns: Any, _who: Who) -> ColumnElement[bool]:
    return sees_entry(columns)


def _event_of_entry(columns: Any, _who: Who) -> ColumnElement[bool]:
    return sees_event(columns)


def _party_of_entry(columns: Any, _who: Who) -> ColumnElement[bool]:
    return party_of_entry(columns.entry_id)


def _action(columns: Any, _who: Who) -> ColumnElement[bool]:
    return sees_action(columns)


def _made_check(columns: Any, _who: Who) -> ColumnElement[bool]:
    return or_(columns.institution_code == INSTITUTION, is_operator())


def _checked(columns: Any, _who: Who) -> ColumnElement[bool]:
    return or_(columns.institution_code == INSTITUTION, own_enterprise(columns.uscc))


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
    DeadlineRule.__table__: RowRule(None, "legal periods are published, each with its source"),
    SubmissionRemark.__table__: RowRule(None, "reached through its submission only, whose rule decides"),
    Memorandum.__table__: RowRule(None, "memoranda are published documents"),
    MemorandumEdition.__table__: RowRule(None, "memoranda are published documents"),
    Measure.__table__: RowRule(None, "memoranda are published documents"),
    DepartmentAssignment.__table__: RowRule(None, "who carries measures out is published"),
    ListDefinition.__table__: RowRule(None, "which lists there are, and on what conditions, is published"),
    ListGround.__table__: RowRule(None, "which lists there are, and on what conditions, is published"),
    ListEntry.__table__: RowRule(
        _entry,
        "everybody sees entries in force on published lists, and publicised candidates; its keeper and its subject see "
        "an entry before and afterwards too, departments of the list's memoranda afterwards",
    ),
    ListEntryEvent.__table__: RowRule(
        _event_of_entry, "who sees an entry sees it listed and delisted; what came before, its keeper and its subject"
    ),
    ListPlea.__table__: RowRule(_party_of_entry, "the list's keeper and the subject see a plea"),
    ListRestoration.__table__: RowRule(_party_of_entry, "the list's keeper and the subject see an application"),
    MeasureAction.__table__: RowRule(
        _action, "its department, the list's keeper and the subject see an action; the operator what is nobody's"
    ),
    MeasureActionEvent.__table__: RowRule(None, "reached through its action only, whose rule decides"),
    Matter.__table__: RowRule(None, "in which matters the lists count is published"),
    MatterEdition.__table__: RowRule(None, "in which matters the lists count is published"),
    MatterRule.__table__: RowRule(None, "in which matters the lists count is published"),
    CreditCheck.__table__: RowRule(_made_check, "the institution that made it and the operator see a check"),
    CreditCheckResult.__table__: RowRule(
        _checked, "the institution that made the check sees its answers, an enterprise those about itself"
    ),
}
