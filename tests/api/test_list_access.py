"""Who may send which command about lists: without its scope nothing runs, the wrong kind of caller changes nothing."""

from dataclasses import replace
from typing import Any

import pytest

from auth.principal import ANONYMOUS, PUBLIC_SCOPES, Principal
from auth.scopes import SCOPES
from exchange.feed.model import FeedEvent
from exchange.institution.model import InstitutionKind
from exchange.listing.model import ListDefinition, ListEntry, ListEntryEvent, ListPlea, ListRestoration
from exchange.measure.model import Measure, MeasureAction, MeasureActionEvent
from exchange.memorandum.model import DepartmentAssignment, Memorandum, MemorandumEdition
from resolvers.refusal import Refused
from tests.api.office import Office
from tests.api.test_command_access import document
from tests.planning.data import USCCS
from tests.planning.listed import LIST, action_id, entry_id

TABLES = (
    DepartmentAssignment,
    FeedEvent,
    ListDefinition,
    ListEntry,
    ListEntryEvent,
    ListPlea,
    ListRestoration,
    Measure,
    MeasureAction,
    MeasureActionEvent,
    Memorandum,
    MemorandumEdition,
)
PROPOSAL = {"uscc": USCCS[0], "basisDocument": "x", "decidingAuthority": "x", "facts": "x"}
LISTED, LODGED = entry_id(5), f"lrs_{5:032x}"
EDITION = {"memorandum": "M02", "source": "x", "signatories": ["x"], "measures": [{"content": "x"}]}
SUCCESSION = {"edition": "edn_M06.1", "successor": "edn_M06.2", "reason": "x"}
Commands = list[tuple[str, str, dict[str, Any]]]
KEEPER: Commands = [
    ("proposeEntries", "ProposeEntriesInput", {"list": LIST, "entries": [PROPOSAL]}),
    ("notifyEntry", "NoticeInput", {"entry": entry_id(0), "notice": "x"}),
    ("publiciseEntry", "NoticeInput", {"entry": entry_id(0), "notice": "x"}),
    ("decideEntry", "DecideEntryInput", {"entry": entry_id(1), "reasons": "x"}),
    ("dropEntry", "DropEntryInput", {"entry": entry_id(0), "reason": "x"}),
    ("listEntry", "ListEntryInput", {"entry": entry_id(4)}),
    ("extendEntry", "ExtendEntryInput", {"entry": LISTED, "validUntil": "2029-01-01", "reasons": "x"}),
    ("delistEntry", "DelistEntryInput", {"entry": LISTED, "because": "REVOKED", "reasons": "x"}),
    ("refuseListRestoration", "RefuseListRestorationInput", {"restoration": LODGED, "reasons": "x"}),
]
SUBJECT: Commands = [
    ("plead", "PleadInput", {"entry": entry_id(1), "plea": "x"}),
    ("applyListRestoration", "ApplyListRestorationInput", {"entry": LISTED, "statement": "x"}),
    ("withdrawListRestoration", "WithdrawListRestorationInput", {"restoration": LODGED, "reason": "x"}),
]
DEPARTMENT: Commands = [
    ("receiveMeasure", "ReceiveMeasureInput", {"action": action_id(1)}),
    ("executeMeasure", "ReportMeasureInput", {"action": action_id(2), "text": "x"}),
    ("declareMeasureNotApplicable", "ReportMeasureInput", {"action": action_id(2), "text": "x"}),
    ("feedBackMeasure", "ReportMeasureInput", {"action": action_id(3), "text": "x"}),
]
OPERATOR: Commands = [
    ("recordMemorandum", "RecordMemorandumInput", {"code": "X", "title": "x", "kind": "BOTH", "source": "x"}),
    ("draftEdition", "DraftEditionInput", EDITION),
    ("publishEdition", "PublishEditionInput", {"edition": "edn_M02.1"}),
    ("repealEdition", "RepealEditionInput", {"edition": "edn_M06.1", "reason": "x"}),
    ("supersedeEdition", "SupersedeEditionInput", SUCCESSION),
    ("assignDepartment", "AssignDepartmentInput", {"department": "x", "institution": "DEMO-A"}),
    ("defineList", "DefineListInput", {"code": "X", "name": "x", "colour": "RED", "source": "x"}),
    ("nameKeeper", "NameKeeperInput", {"list": LIST, "keeper": "DEMO-A"}),
]
SCOPED: tuple[tuple[str, Commands, str], ...] = (
    ("listings:write", KEEPER, "LIST_ENTRY_UNKNOWN"),
    ("pleas:write", SUBJECT, "LIST_ENTRY_UNKNOWN"),
    ("measures:write", DEPARTMENT, "MEASURE_ACTION_UNKNOWN"),
    ("memoranda:write", OPERATOR, "NOT_PERMITTED"),
)
"""The commands by the scope that they ask for, and what one of another institution, or of another kind, is told."""
PERMITTED: dict[str, set[str]] = {
    "listings:write": {"BUREAU", "COURT"},
    "pleas:write": {kind.value for kind in InstitutionKind},
    "measures:write": {"BUREAU", "COURT", "REGULATOR"},
    "memoranda:write": {"OPERATOR"},
}
"""The kinds that get as far as the question whose the object is. A subject is asked that only."""
OTHERWISE = {
    "proposeEntries": "LIST_UNKNOWN",
    "refuseListRestoration": "LIST_RESTORATION_UNKNOWN",
    "withdrawListRestoration": "LIST_RESTORATION_UNKNOWN",
}


@pytest.mark.parametrize(("scope", "commands"), [(scope, commands) for scope, commands, _code in SCOPED])
def test_without_its_scope_a_command_is_refused_before_any_statement(
    office: Office, scope: str, commands: Commands
) -> None:
    lacking = replace(office.program("BUREAU"), scopes=frozenset(SCOPES) - {scope})
    before = office.rows(*TABLES)
    for name, taking, given in commands:
        for caller, code in ((lacking, "FORBIDDEN"), (ANONYMOUS, "UNAUTHENTICATED")):
            office.statements.clear()
            with pytest.raises(Refused) as caught:
                office.exactly(caller, document(name, taking), {"i": given})

            (error,) = caught.value.errors
            assert error.extensions is not None
            assert error.extensions["code"] == code
            assert error.extensions["missing"] == [{"scope": scope, "fields": [f"Mutation.{name}"]}]
            assert office.statements == []
    assert office.rows(*TABLES) == before


def test_whoever_has_the_scope_but_not_the_object_changes_nothing(office: Office) -> None:
    callers: list[Principal] = [office.program(kind) for kind in InstitutionKind]
    before = office.rows(*TABLES)
    for scope, commands, unknown in SCOPED:
        for caller in callers:
            with_scope = replace(caller, scopes=PUBLIC_SCOPES | {scope})
            for name, taking, given in commands:
                if scope == "memoranda:write" and caller.kind == "OPERATOR":
                    continue
                made = office.ask(with_scope, document(name, taking), {"i": given})["made"]
                code = OTHERWISE.get(name, unknown) if str(caller.kind) in PERMITTED[scope] else "NOT_PERMITTED"
                assert made == {"__typename": "CommandError", "code": code}, (name, caller.kind)
    assert office.rows(*TABLES) == before


def test_a_person_pleads_for_nobody_else_nor_through_a_program(office: Office) -> None:
    person = office.person("zhang.san", USCCS[0])
    before = office.rows(*TABLES)
    for caller in (person, replace(person, is_self=False)):
        for name, taking, given in (*SUBJECT, *KEEPER):
            with_scopes = replace(caller, scopes=PUBLIC_SCOPES | {"pleas:write", "listings:write"})
            made = office.ask(with_scopes, document(name, taking), {"i": given})["made"]
            own = (name, taking, given) in SUBJECT
            unknown = OTHERWISE.get(name, "LIST_ENTRY_UNKNOWN")
            assert made == {"__typename": "CommandError", "code": unknown if own else "NOT_PERMITTED"}
    assert office.rows(*TABLES) == before


def test_every_scope_is_for_the_kinds_that_need_it() -> None:
    kinds = {name: set(SCOPES[name].kinds) for name, *_ in SCOPED}

    assert kinds == {
        "listings:write": {"BUREAU", "COURT"},
        "pleas:write": {"PERSON"},
        "measures:write": {"BUREAU", "COURT", "REGULATOR"},
        "memoranda:write": {"OPERATOR"},
    }
