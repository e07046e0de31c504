"""Keyset pages: walking them meets every row once, in order, forward and backward."""

from typing import Any

import pytest

from tests.planning.conftest import Answer
from tests.planning.data import COUNT

FORWARD = """query($sort: EntitySort, $filter: EntityFilter, $after: String) {
  entities(sort: $sort, filter: $filter, first: 7, after: $after) {
    totalCount nodes { uscc } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}"""
BACKWARD = """query($sort: EntitySort, $filter: EntityFilter, $before: String) {
  entities(sort: $sort, filter: $filter, last: 7, before: $before) {
    nodes { uscc } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}"""
SORTS = ("USCC", "NAME", "OLDEST", "NEWEST")


def walked(answer: Answer, variables: dict[str, Any]) -> list[str]:
    """Return the codes met by paging forward."""
    met: list[str] = []
    after = None
    while True:
        page = answer(FORWARD, variables | {"after": after})["entities"]
        met += [node["uscc"] for node in page["nodes"]]
        info = page["pageInfo"]
        assert info["hasPreviousPage"] is (after is not None)
        if page["nodes"]:
            assert (info["startCursor"], info["endCursor"]) == (page["edges"][0]["cursor"], page["edges"][-1]["cursor"])
        after = info["endCursor"]
        if not info["hasNextPage"]:
            assert len(met) == page["totalCount"]
            return met


@pytest.mark.parametrize("sort", SORTS)
def test_paging_forward_meets_every_row_once(answer: Answer, sort: str) -> None:
    whole = answer("query($s: EntitySort) { entities(sort: $s, first: 100) { nodes { uscc } } }", {"s": sort})
    expected = [node["uscc"] for node in whole["entities"]["nodes"]]
    assert walked(answer, {"sort": sort}) == expected
    assert len(set(expected)) == COUNT


def walked_back(answer: Answer, variables: dict[str, Any]) -> list[str]:
    """Return the codes met by paging backward, in the order forward."""
    met: list[str] = []
    before = None
    more = True
    while more:
        page = answer(BACKWARD, variables | {"before": before})["entities"]
        met = [node["uscc"] for node in page["nodes"]] + met
        assert page["pageInfo"]["hasNextPage"] is (before is not None)
        before, more = page["pageInfo"]["startCursor"], page["pageInfo"]["hasPreviousPage"]
    return met


@pytest.mark.parametrize("sort", SORTS)
def test_paging_backward_is_the_same_way_back(answer: Answer, sort: str) -> None:
    assert walked_back(answer, {"sort": sort}) == walked(answer, {"sort": sort})


@pytest.mark.parametrize("more", [{}, {"status": "ACTIVE"}, {"name": "示例"}])
@pytest.mark.parametrize("region", ["441302", "441302001", "441300"])
def test_the_entities_of_a_county_and_its_towns_are_paged_together(
    answer: Answer, region: str, more: dict[str, str]
) -> None:
    """A county's are found division by division, a city's in the order of their codes: the same either way."""
    wanted = {"sort": "USCC", "filter": {"region": region, **more}}
    everywhere = answer(
        "query($f: EntityFilter) { entities(sort: USCC, filter: $f, first: 100) { nodes { uscc region { code } } } }",
        {"f": more},
    )["entities"]["nodes"]
    prefix = region.removesuffix("00")
    expected = [node["uscc"] for node in everywhere if node["region"] and node["region"]["code"].startswith(prefix)]
    assert walked(answer, wanted) == expected
    assert walked_back(answer, wanted) == expected
    if not more and region != "441302001":
        assert len(expected) > 7


def test_of_a_division_that_nobody_knows_there_is_nothing(answer: Answer) -> None:
    for region in ("999999", "9", "4413"):
        assert walked(answer, {"sort": "USCC", "filter": {"region": region}}) == []


@pytest.mark.parametrize("term", ["示例", "有限公司", "xihu", "旧名"])
@pytest.mark.parametrize("region", [None, "441300"])
def test_a_search_is_paged_like_any_order(answer: Answer, term: str, region: str | None) -> None:
    found = walked(answer, {"filter": {"name": term, "region": region}})
    assert found
    assert len(set(found)) == len(found)
    by_code = walked(answer, {"filter": {"name": term, "region": region}, "sort": "USCC"})
    assert sorted(found) == by_code


def test_a_page_beyond_the_end_is_empty(answer: Answer) -> None:
    last = answer("{ entities(last: 1) { pageInfo { endCursor } } }")["entities"]["pageInfo"]["endCursor"]
    page = answer(FORWARD, {"after": last, "sort": "USCC"})["entities"]
    assert page["nodes"] == []
    assert page["pageInfo"] == {"hasNextPage": False, "hasPreviousPage": True, "startCursor": None, "endCursor": None}
