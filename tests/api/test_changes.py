"""The feed as the API shows it: in order, behind a cursor, to each caller what it may know now."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from auth.principal import ANONYMOUS
from exchange import clock
from exchange.consent import lodging
from exchange.consent.terms import Terms
from exchange.feed.model import EventType as T
from exchange.record.kind import RecordState
from resolvers.refusal import Refused
from tests.api.feed import CHANGES, becomes, changed, ended, listed, of_record, rec, record, tell
from tests.api.office import Office
from tests.planning.data import USCCS

FIRST, SECOND = USCCS[0], USCCS[1]
TERMS: dict[str, Any] = {"purpose": "LOAN_REVIEW", "items": ("ANNUAL_REPORT",), "mode": "VIEW", "fetch": "ONE_TIME"}


def page(office: Office, caller: Any = ANONYMOUS, **variables: Any) -> Any:
    """Return a page of the feed."""
    return office.answer(caller, CHANGES, variables)


def seen(office: Office, caller: Any = ANONYMOUS, **variables: Any) -> list[tuple[str, str]]:
    """Return type and object of the events that a caller sees."""
    return listed(page(office, caller, **variables))


def consent(engine: Engine, uscc: str, grantee: str) -> str:
    """Let an institution ask for consent; return its id."""
    terms = Terms(uscc=uscc, fetch_limit=1, valid_until=clock.now() + timedelta(days=9), **TERMS)
    with Session(engine) as session, session.begin():
        return lodging.lodge(session, terms, grantee_code=grantee, client_id="test").id


def test_pages_follow_each_other_without_gap_or_repetition(office: Office) -> None:
    tell(office.engine, *map(changed, range(5)))
    tell(office.engine, changed(5))
    found: list[tuple[str, str]] = []
    after = None
    for _ in range(3):
        answer = page(office, after=after, first=2)
        found += listed(answer)
        after = answer["data"]["changes"]["pageInfo"]["endCursor"]

    assert found == [("ENTITY_CHANGED", f"ent_{USCCS[number]}") for number in range(6)]
    assert after == page(office)["data"]["changes"]["head"]
    assert seen(office, after=after) == []
    tell(office.engine, changed(7))
    assert seen(office, after=after) == [("ENTITY_CHANGED", f"ent_{USCCS[7]}")]


def test_the_cursor_of_an_event_leads_behind_it(office: Office) -> None:
    tell(office.engine, changed(1), changed(2))
    nodes = page(office)["data"]["changes"]["nodes"]

    assert [node["entity"]["uscc"] for node in nodes] == [USCCS[1], USCCS[2]]
    assert seen(office, after=nodes[0]["cursor"]) == [("ENTITY_CHANGED", f"ent_{USCCS[2]}")]


@pytest.mark.parametrize("cursor", ["", "x", "5b5d", "5b2255534343222c2278225d"])
def test_another_cursor_is_refused(office: Office, cursor: str) -> None:
    with pytest.raises(Refused) as refused:
        page(office, after=cursor)

    assert refused.value.errors[0].extensions["code"] == "BAD_CURSOR"  # type: ignore[index]


def test_by_type(office: Office) -> None:
    tell(office.engine, changed(1), ended(7), changed(2))

    assert seen(office, types=["RECORD_ENDED"]) == [("RECORD_ENDED", rec(7))]
    assert seen(office, types=[]) == []


def test_by_region_with_the_ends_of_all_records(office: Office) -> None:
    # The small registry's entities lie in 441302, 441303, nowhere, 440100 and 441302001 in turn.
    tell(office.engine, *map(changed, range(5)), ended(7))

    huicheng = [("ENTITY_CHANGED", f"ent_{USCCS[0]}"), ("ENTITY_CHANGED", f"ent_{USCCS[4]}")]
    assert seen(office, region="441302") == [*huicheng, ("RECORD_ENDED", rec(7))]
    assert seen(office, region="999999") == [("RECORD_ENDED", rec(7))]


@pytest.mark.parametrize("state", ["RESTORED", "EXPIRED", "WITHDRAWN", "SUPERSEDED"])
def test_what_was_told_of_a_record_is_told_no_more_once_it_has_ended(office: Office, state: str) -> None:
    record(office.engine, 1, FIRST)
    told = [of_record(type_, 1, FIRST) for type_ in (T.RECORD_PUBLISHED, T.RECORD_CHANGED, T.RECORD_DISPUTED)]
    tell(office.engine, *told)
    before = seen(office)
    becomes(office.engine, 1, RecordState(state))
    tell(office.engine, ended(1))

    assert [type_ for type_, _ in before] == ["RECORD_PUBLISHED", "RECORD_CHANGED", "RECORD_DISPUTED"]
    assert seen(office) == [("RECORD_ENDED", rec(1))]
    (node,) = page(office)["data"]["changes"]["nodes"]
    assert (node["uscc"], node["entity"]) == (None, None)
    bank = office.program("BANK")
    assert seen(office, bank) == [("RECORD_ENDED", rec(1))]


def test_a_record_whose_days_are_over_is_told_of_no_more(office: Office) -> None:
    record(office.engine, 1, FIRST, published_until=clock.today() - timedelta(days=1))
    record(office.engine, 2, FIRST, published_until=clock.today())
    record(office.engine, 3, FIRST, published_until=None)
    tell(office.engine, *(of_record(T.RECORD_PUBLISHED, number, FIRST) for number in (1, 2, 3)))

    assert [id_ for _, id_ in seen(office)] == [rec(2), rec(3)]


def test_its_own_enterprise_is_told_of_its_ended_record(office: Office) -> None:
    record(office.engine, 1, FIRST, state=RecordState.RESTORED)
    tell(office.engine, of_record(T.RECORD_PUBLISHED, 1, FIRST))

    assert seen(office, office.person("own", FIRST)) == [("RECORD_PUBLISHED", rec(1))]
    assert seen(office, office.person("other", SECOND)) == []


def test_a_consent_is_told_to_its_two_sides_and_nobody_else(office: Office) -> None:
    bank, insurer = office.program("BANK"), office.program("INSURER")
    own, other = office.person("own", FIRST), office.person("other", SECOND)
    id_ = consent(office.engine, FIRST, "T-BANK")

    told = [("CONSENT_CHANGED", id_)]
    assert [seen(office, caller) for caller in (bank, own)] == [told, told]
    assert [seen(office, caller) for caller in (insurer, other, ANONYMOUS)] == [[], [], []]


def test_what_is_not_public_asks_for_the_scope_of_its_object(office: Office) -> None:
    bank = office.program("BANK")
    consent(office.engine, FIRST, "T-BANK")

    assert len(seen(office, bank)) == 1
    assert seen(office, replace(bank, scopes=bank.scopes - {"consents:read"})) == []
