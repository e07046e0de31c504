"""Watch lists: whose they are, what may be on them, and what their notices tell."""

from dataclasses import replace
from typing import Any

import pytest

from auth.principal import Principal
from exchange.feed.model import EventType as T
from exchange.record.kind import RecordState
from exchange.watch import rules
from tests.api.feed import CHANGES, becomes, changed, ended, listed, of_record, rec, record, tell
from tests.api.office import Office
from tests.planning.data import USCCS, uscc

WATCH = """mutation($uscc: USCC!, $for: USCC) { watchEntity(input: {uscc: $uscc, onBehalfOf: $for}) {
  ... on WatchPayload { watch { uscc onBehalfOf entity { uscc } } } ... on CommandError { code path }
} }"""
UNWATCH = """mutation($uscc: USCC!, $for: USCC) { unwatchEntity(input: {uscc: $uscc, onBehalfOf: $for}) {
  ... on UnwatchPayload { uscc } ... on CommandError { code path }
} }"""
LIST = "query($for: USCC) { watchList(onBehalfOf: $for) { totalCount nodes { uscc } } }"
FIRST, SECOND, THIRD = USCCS[0], USCCS[1], USCCS[2]
UNKNOWN = uscc(999)


def watch(office: Office, caller: Principal, uscc: str, own: str | None = None) -> Any:
    """Put an entity on the caller's list."""
    return office.ask(caller, WATCH, {"uscc": uscc, "for": own})["watchEntity"]


def unwatch(office: Office, caller: Principal, uscc: str, own: str | None = None) -> Any:
    """Take an entity off it."""
    return office.ask(caller, UNWATCH, {"uscc": uscc, "for": own})["unwatchEntity"]


def watched(office: Office, caller: Principal, own: str | None = None) -> list[str]:
    """Return what is on the caller's list."""
    return [node["uscc"] for node in office.ask(caller, LIST, {"for": own})["watchList"]["nodes"]]


def notices(office: Office, caller: Principal) -> list[tuple[str, str]]:
    """Return what the caller's list tells."""
    return listed(office.answer(caller, CHANGES, {"watched": True}))


def test_an_institution_has_one_list(office: Office) -> None:
    bank, insurer = office.program("BANK"), office.program("INSURER")
    assert watch(office, bank, FIRST)["watch"] == {"uscc": FIRST, "onBehalfOf": None, "entity": {"uscc": FIRST}}
    watch(office, bank, FIRST)
    watch(office, bank, SECOND)

    assert (watched(office, bank), watched(office, insurer)) == ([SECOND, FIRST], [])
    assert unwatch(office, bank, FIRST) == {"uscc": FIRST}
    assert unwatch(office, bank, FIRST) == {"code": "NOT_WATCHED", "path": ["input", "uscc"]}
    assert unwatch(office, insurer, SECOND)["code"] == "NOT_WATCHED"
    assert watched(office, bank) == [SECOND]


def test_a_person_watches_for_an_enterprise_that_it_acts_for(office: Office) -> None:
    person, other = office.person("zhang", FIRST, SECOND), office.person("li.si", FIRST)
    assert watch(office, person, THIRD, FIRST)["watch"]["onBehalfOf"] == FIRST
    watch(office, person, FIRST, SECOND)

    assert (watched(office, person, FIRST), watched(office, person, SECOND)) == ([THIRD], [FIRST])
    assert watched(office, other) == []
    for own in (None, THIRD):
        assert watch(office, person, FIRST, own) == {"code": "ON_WHOSE_BEHALF", "path": ["input", "onBehalfOf"]}
    assert watch(office, office.program("BANK"), FIRST, FIRST)["code"] == "ON_WHOSE_BEHALF"


def test_what_cannot_be_watched(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    bank = office.program("BANK")
    assert watch(office, bank, UNKNOWN) == {"code": "ENTITY_UNKNOWN", "path": ["input", "uscc"]}
    monkeypatch.setattr(rules, "LIMIT", 1)
    watch(office, bank, FIRST)

    assert watch(office, bank, SECOND) == {"code": "WATCH_LIST_FULL", "path": ["input", "uscc"]}
    assert watch(office, bank, FIRST)["watch"]["uscc"] == FIRST


def test_notices_begin_when_an_entity_is_put_on_the_list(office: Office) -> None:
    bank, insurer = office.program("BANK"), office.program("INSURER")
    tell(office.engine, changed(0))
    watch(office, bank, FIRST)
    tell(office.engine, changed(0), changed(1))

    assert notices(office, bank) == [("ENTITY_CHANGED", f"ent_{FIRST}")]
    assert notices(office, insurer) == []
    unwatch(office, bank, FIRST)
    assert notices(office, bank) == []


def test_the_end_of_a_record_is_told_to_who_was_told_of_it_only(office: Office) -> None:
    early, late = office.program("BANK"), office.program("INSURER")
    watch(office, early, FIRST)
    record(office.engine, 1, FIRST)
    tell(office.engine, of_record(T.RECORD_PUBLISHED, 1, FIRST))
    watch(office, late, FIRST)
    assert notices(office, early) == [("RECORD_PUBLISHED", rec(1))]
    becomes(office.engine, 1, RecordState.RESTORED)
    tell(office.engine, ended(1), ended(2))

    assert notices(office, early) == [("RECORD_ENDED", rec(1))]
    assert notices(office, late) == [], "who came later doesn't learn that there was one"


def test_a_list_is_nobody_elses_scope(office: Office) -> None:
    bank = office.program("BANK")
    watch(office, bank, FIRST)
    tell(office.engine, changed(0))
    lesser = replace(bank, scopes=bank.scopes - {"watches:read"})

    assert notices(office, lesser) == []
    assert len(notices(office, bank)) == 1
