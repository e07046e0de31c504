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
BACKWARD = """query($sort: EntitySort, $before: String) {
  entities(sort: $sort, last: 7, before: $before) {
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


@pytest.mark.parametrize("sort", SORTS)
def test_paging_backward_is_the_same_way_back(answer: Answer, sort: str) -> None:
    met: list[str] = []
    before = None
    more = True
    while more:
        page = answer(BACKWARD, {"sort": sort, "before": before})["entities"]
        met = [node["uscc"] for node in page["nodes"]] + met
        assert page["pageInfo"]["hasNextPage"] is (before is not None)
        before, more = page["pageInfo"]["startCursor"], page["pageInfo"]["hasPreviousPage"]
    assert met == walked(answer, {"sort": sort})


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
