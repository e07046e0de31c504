"""Who finds which entries as of when: everybody those in force, keeper and subject theirs, departments the history."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from exchange import clock
from exchange.listing.model import ListEntry
from exchange.measure.model import MeasureAction
from tests.api.counter import Counter
from tests.api.hall import DEFAULTERS, RED, SUBJECT, WAGES, Hall
from tests.planning.data import USCCS

LISTINGS = """query($filter: ListingFilter, $asOf: Date, $at: DateTime) {
  listings(filter: $filter, asOf: $asOf, at: $at) { totalCount nodes { id uscc state delistedFor } }
}"""
NODE = "query($id: ID!) { node(id: $id) { ... on ListEntry { id state plea { plea } events { state } } } }"
STATISTICS = """query($list: Code!, $asOf: Date, $at: DateTime) {
  list(code: $list) { statistics(asOf: $asOf, at: $at) { entries regions { region { code } count } } }
}"""
OF_ENTITY = "query($uscc: USCC!, $at: DateTime) { entity(uscc: $uscc) { listings(at: $at) { nodes { id } } } }"
OF_MEMORANDUM = """query($code: Code!, $at: DateTime) {
  memorandum(code: $code) { status entries(at: $at) { totalCount nodes { uscc } } }
}"""
OF_LIST = "query($code: Code!, $at: DateTime) { list(code: $code) { entries(at: $at) { nodes { uscc } } } }"


@pytest.fixture
def hall(at: Counter) -> Hall:
    """Everybody, and a list with its keeper."""
    hall = Hall(at)
    hall.open()
    for who in ("subject", "stranger"):
        hall.headers(who)
    return hall


def found(hall: Hall, who: str, **given: Any) -> list[str]:
    """Return who is found on the lists of the test."""
    more = given.pop("filter", {})
    lists = hall.read(who, LISTINGS, filter={"list": WAGES, **more}, **given)["listings"]
    assert lists["totalCount"] == len(lists["nodes"])
    return sorted(node["uscc"] for node in lists["nodes"])


def moved(hall: Hall, entry: str, **columns: Any) -> None:
    """Change an entry's times as if it had been listed earlier."""
    with hall.at.desk.engine.begin() as connection:
        connection.execute(update(ListEntry).where(ListEntry.id == entry).values(**columns))


def test_before_it_is_listed_only_its_keeper_and_its_subject_see_an_entry(hall: Hall) -> None:
    entry = hall.proposed()

    for state, name in (("PROPOSED", "notifyEntry"), ("NOTIFIED", None)):
        for who in ("keeper", "subject"):
            assert hall.read(who, NODE, id=entry)["node"]["state"] == state
            assert found(hall, who, filter={"state": state}) == [SUBJECT]
        for who in ("anonymous", "stranger", "operator", "bureau", "court", "lender", "regulator"):
            assert found(hall, who, filter={"state": state}) == []
            assert hall.at.ask(hall.headers(who), "query($id: ID!) { node(id: $id) { id } }", id=entry)["data"] == {
                "node": None
            }
        assert found(hall, "keeper") == []
        if name:
            hall.send("keeper", name, entry=entry, notice="拟列入")


def test_a_red_list_s_candidate_is_shown_to_everybody_before_the_decision(hall: Hall) -> None:
    hall.open(RED)
    entry = hall.proposed(RED)
    assert hall.send("keeper", "publiciseEntry", entry=entry, notice="公示") == {"id": entry, "state": "PUBLICISED"}

    shown = hall.read("anonymous", LISTINGS, filter={"list": RED, "state": "PUBLICISED"})["listings"]["nodes"]
    assert shown == [{"id": entry, "uscc": SUBJECT, "state": "PUBLICISED", "delistedFor": None}]
    assert hall.read("anonymous", LISTINGS, filter={"colour": "RED"})["listings"]["nodes"] == []
    refused = hall.send("keeper", "listEntry", entry=entry)
    assert refused["code"] == "LIST_STEP_REFUSED"
    assert refused["message"].startswith("The entry is PUBLICISED and can't become LISTED")


def test_after_a_restoration_the_public_finds_nothing_and_the_entitled_the_past(hall: Hall) -> None:
    edition = hall.in_force()
    entry = hall.listed()
    before = clock.now()
    assert found(hall, "anonymous", at=before.isoformat()) == [SUBJECT]
    assert hall.read("anonymous", OF_MEMORANDUM, code="EX-1")["memorandum"]["entries"]["nodes"] == [{"uscc": SUBJECT}]
    hall.send("subject", "applyListRestoration", entry=entry, statement="已清偿")
    assert hall.send("keeper", "delistEntry", entry=entry, because="RESTORED", reasons="已纠正")["state"] == "DELISTED"

    for who in ("keeper", "subject", "department1"):
        assert found(hall, who) == []
        assert found(hall, who, at=before.isoformat()) == [SUBJECT]
        assert hall.read(who, OF_ENTITY, uscc=SUBJECT, at=before.isoformat())["entity"]["listings"]["nodes"] == [
            {"id": entry}
        ]
        assert hall.read(who, OF_LIST, code=WAGES, at=before.isoformat())["list"]["entries"]["nodes"] == [
            {"uscc": SUBJECT}
        ]
        shown = hall.read(who, LISTINGS, filter={"state": "DELISTED", "uscc": SUBJECT})["listings"]["nodes"]
        assert shown == [{"id": entry, "uscc": SUBJECT, "state": "DELISTED", "delistedFor": "RESTORED"}]
    for who in ("anonymous", "stranger", "lender", "bureau", "operator", "court"):
        assert found(hall, who, at=before.isoformat()) == []
        assert hall.read(who, OF_ENTITY, uscc=SUBJECT, at=before.isoformat())["entity"]["listings"]["nodes"] == []
    counts = [
        hall.read("anonymous", STATISTICS, list=WAGES, at=at)["list"]["statistics"]["entries"]
        for at in (before.isoformat(), None)
    ]
    assert counts == [1, 0]
    assert edition == "edn_EX-1.1"


def test_a_past_day_has_its_own_answer(hall: Hall) -> None:
    today = clock.today()
    old, new = hall.listed(), hall.listed(uscc=USCCS[2])
    long_ago = clock.now() - timedelta(days=30)
    moved(hall, old, listed_at=long_ago, valid_from=today - timedelta(days=30))

    for back, wanted in ((0, [SUBJECT, USCCS[2]]), (1, [SUBJECT]), (29, [SUBJECT]), (31, [])):
        day = (today - timedelta(days=back)).isoformat()
        assert found(hall, "anonymous", asOf=day) == wanted
        assert hall.read("anonymous", STATISTICS, list=WAGES, asOf=day)["list"]["statistics"]["entries"] == len(wanted)
    assert found(hall, "anonymous", at=(long_ago - timedelta(seconds=1)).isoformat()) == []
    assert new > old


def test_an_entry_whose_days_are_over_is_delisted_without_a_job(hall: Hall) -> None:
    hall.in_force()
    entry = hall.listed(validUntil=clock.today().isoformat())
    yesterday = clock.today() - timedelta(days=1)
    moved(
        hall,
        entry,
        listed_at=clock.now() - timedelta(days=9),
        valid_from=yesterday - timedelta(days=5),
        valid_until=yesterday,
    )
    with hall.at.desk.engine.begin() as connection:
        connection.execute(update(MeasureAction).where(MeasureAction.entry_id == entry).values(valid_until=yesterday))

    assert found(hall, "anonymous") == []
    assert found(hall, "keeper", asOf=yesterday.isoformat()) == [SUBJECT]
    shown = hall.read("subject", LISTINGS, filter={"uscc": SUBJECT, "state": "DELISTED"})["listings"]["nodes"]
    assert shown == [{"id": entry, "uscc": SUBJECT, "state": "DELISTED", "delistedFor": "EXPIRED"}]
    work = hall.read("department1", "{ measureWork { triggered lifted overdue } measureActions { nodes { state } } }")
    assert work == {
        "measureWork": {"triggered": 0, "lifted": 1, "overdue": 0},
        "measureActions": {"nodes": [{"state": "LIFTED"}]},
    }


def test_listings_are_found_by_name_region_list_and_colour(hall: Hall) -> None:
    hall.open(DEFAULTERS, "court")
    hall.listed()
    hall.listed(DEFAULTERS, "court", USCCS[2], ground="OBSTRUCTION")

    def by(**filters: Any) -> list[str]:
        lists = hall.read("anonymous", LISTINGS, filter=filters)["listings"]["nodes"]
        return [node["uscc"] for node in lists if node["uscc"] in (SUBJECT, USCCS[2])]

    assert by(name="示例乙") == [SUBJECT]
    assert by(name="xuni") == []
    assert by(region="441303") == [SUBJECT]
    assert by(region="441300") == [SUBJECT]
    assert by(region="440000", list=WAGES) == [SUBJECT]
    assert by(list=DEFAULTERS) == [USCCS[2]]
    assert by(colour="BLACK") == [USCCS[2], SUBJECT]
    assert by(colour="WATCH") == by(uscc=USCCS[3]) == []
    regions = hall.read("anonymous", STATISTICS, list=WAGES)["list"]["statistics"]["regions"]
    assert regions == [{"region": {"code": "441303"}, "count": 1}]


MOMENTS: list[tuple[dict[str, Any], str]] = [
    ({"asOf": "2999-01-01"}, "IN_THE_FUTURE"),
    ({"at": "2999-01-01T00:00:00Z"}, "IN_THE_FUTURE"),
    ({"asOf": "2026-01-01", "at": "2026-01-01T00:00:00Z"}, "BAD_PAGE"),
    ({"asOf": "2026-01-01", "filter": {"state": "LISTED"}}, "BAD_PAGE"),
]


def test_a_moment_that_cannot_be_meant_is_refused(hall: Hall) -> None:
    for given, code in MOMENTS:
        refused = hall.at.ask({}, LISTINGS, **given)
        assert "data" not in refused
        assert refused["errors"][0]["extensions"]["code"] == code


def test_an_unpublished_list_is_seen_by_whom_it_concerns_only(hall: Hall) -> None:
    hall.listed()
    given = {"list": WAGES, "keeper": hall.code("keeper"), "published": False}
    assert hall.send("operator", "nameKeeper", **given)["published"] is False

    assert found(hall, "anonymous") == found(hall, "bureau") == []
    assert found(hall, "keeper") == found(hall, "subject") == [SUBJECT]
    assert hall.read("anonymous", STATISTICS, list=WAGES)["list"]["statistics"] is None
    assert hall.read("keeper", STATISTICS, list=WAGES)["list"]["statistics"]["entries"] == 1


def test_a_plea_is_between_keeper_and_subject(hall: Hall) -> None:
    entry = hall.proposed()
    hall.send("keeper", "notifyEntry", entry=entry, notice="拟列入")
    hall.send("subject", "plead", entry=entry, plea="已付清")
    hall.send("keeper", "decideEntry", entry=entry, reasons="事实清楚", pleaAnswer="凭证不实")
    hall.send("keeper", "listEntry", entry=entry)

    everything = ["PROPOSED", "NOTIFIED", "PLEA", "DECIDED", "LISTED"]
    for who, plea, steps in (
        ("keeper", {"plea": "已付清"}, everything),
        ("subject", {"plea": "已付清"}, everything),
        ("bureau", None, ["LISTED"]),
        ("stranger", None, ["LISTED"]),
    ):
        node = hall.read(who, NODE, id=entry)["node"]
        assert (node["plea"], [step["state"] for step in node["events"]]) == (plea, steps)
    refused = hall.at.ask({}, NODE, id=entry)["errors"][0]["extensions"]
    assert refused["missing"][0]["scope"] == "listings:read"


def test_a_hundred_are_proposed_at_once_or_none(hall: Hall) -> None:
    stated = {"basisDocument": "示例〔2026〕9号", "decidingAuthority": "示例局", "facts": "拖欠"}
    many = [{"uscc": uscc, **stated} for uscc in USCCS[:40]]

    refused = hall.send("keeper", "proposeEntries", list=WAGES, entries=[*many, many[3]])
    assert (refused["code"], refused["path"]) == ("LIST_ENTRY_EXISTS", ["input", "entries", "40"])
    assert found(hall, "keeper", filter={"state": "PROPOSED"}) == []
    made = hall.send("keeper", "proposeEntries", list=WAGES, entries=many)
    assert [entry["state"] for entry in made] == ["PROPOSED"] * 40
    for count in (0, 101):
        refused = hall.send("keeper", "proposeEntries", list=WAGES, entries=[many[0]] * count)
        assert (refused["code"], refused["path"]) == ("LIST_ENTRY_REFUSED", ["input", "entries"])
