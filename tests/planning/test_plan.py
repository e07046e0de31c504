"""What plans are shared for, and what never is."""

import pytest

from auth.principal import ANONYMOUS
from resolvers.planner import Planner
from resolvers.refusal import Refused
from tests.planning.caller import BUREAU
from tests.planning.conftest import Answer
from tests.planning.data import USCCS

ONE = 'query {{ entity(uscc: "{0}") {{ uscc name }} }}'


def test_documents_that_differ_in_literals_share_a_plan(planner_: Planner) -> None:
    first, second = (planner_.plan(ONE.format(uscc), None, None, ANONYMOUS) for uscc in USCCS[:2])
    assert first.plan is second.plan
    assert first.plan.values(first.binds) != second.plan.values(second.binds)


def test_a_plan_holds_no_value_of_the_request_it_was_made_for(planner_: Planner) -> None:
    planned = planner_.plan(ONE.format(USCCS[0]), None, None, ANONYMOUS)
    assert USCCS[0] not in repr(planned.plan)


def test_callers_with_other_scopes_get_plans_of_their_own(planner_: Planner) -> None:
    ours, public = (planner_.plan(ONE.format(USCCS[0]), None, None, who) for who in (BUREAU, ANONYMOUS))
    assert ours.plan is not public.plan


def test_page_sizes_are_constants_of_the_plan(planner_: Planner) -> None:
    document = "query($n: Int) { entities(first: $n) { nodes { uscc } } }"
    plans = [planner_.plan(document, None, {"n": n}, ANONYMOUS).plan for n in (3, 4, 3)]
    assert plans[0] is plans[2]
    assert plans[0] is not plans[1]
    assert "LIMIT 3" in plans[0].sql


def test_fields_that_merge_by_equal_literals_dont_merge_for_other_ones(planner_: Planner, answer: Answer) -> None:
    document = '{{ a: entity(uscc: "{0}") {{ name }} a: entity(uscc: "{1}") {{ uscc }} }}'
    same = answer(document.format(USCCS[0], USCCS[0]))
    assert same["a"]["uscc"] == USCCS[0]
    with pytest.raises(Refused, match="conflict"):
        planner_.plan(document.format(USCCS[0], USCCS[1]), None, None, ANONYMOUS)


def test_a_wrong_literal_is_refused_though_its_skeleton_is_known(planner_: Planner) -> None:
    planner_.plan(ONE.format(USCCS[0]), None, None, ANONYMOUS)
    with pytest.raises(Refused) as refused:
        planner_.plan(ONE.format("123"), None, None, ANONYMOUS)
    assert (refused.value.errors[0].extensions or {})["code"] == "BAD_USCC"


@pytest.mark.parametrize("literal", ["00", "1.", "-", "0x1"])
def test_a_number_that_graphql_has_not_is_refused_after_a_right_one(planner_: Planner, literal: str) -> None:
    document = "{{ entities(first: {0}) {{ totalCount }} }}"
    planner_.plan(document.format(3), None, None, ANONYMOUS)
    with pytest.raises(Refused):
        planner_.plan(document.format(literal), None, None, ANONYMOUS)


def test_a_literal_in_a_comment_or_a_string_is_not_mistaken(answer: Answer) -> None:
    document = '{ entity(uscc: "%s") { name } # entity(uscc: "5") 7\n }' % USCCS[3]
    assert answer(document)["entity"]["name"]


def test_conditions_follow_their_variables(answer: Answer) -> None:
    document = "query($u: USCC!, $with: Boolean!) { entity(uscc: $u) { uscc name @include(if: $with) } }"
    with_name = answer(document, {"u": USCCS[0], "with": True})
    without = answer(document, {"u": USCCS[0], "with": False})
    assert set(with_name["entity"]) == {"uscc", "name"}
    assert set(without["entity"]) == {"uscc"}


def test_an_operation_too_dear_is_refused_with_its_cost(planner_: Planner) -> None:
    planner_.cost_public = 100
    with pytest.raises(Refused) as refused:
        planner_.plan("{ entities(first: 100) { nodes { region { name } } } }", None, None, ANONYMOUS)
    extensions = refused.value.errors[0].extensions or {}
    assert (extensions["code"], extensions["limit"]) == ("COST_EXCEEDED", 100)
    assert extensions["cost"] == 200


def test_names_of_a_page_are_each_row_s_own(answer: Answer) -> None:
    rows = answer("{ entities(first: 100) { nodes { uscc formerNames } } }")["entities"]["nodes"]
    former = {row["uscc"] for row in rows if row["formerNames"]}
    assert former == set(USCCS[::5])


def test_the_deepest_selections_are_answered(answer: Answer) -> None:
    links = '{ region(code: "441302") ' + "{ parent " * 8 + "{ name }" + " }" * 8 + " }"
    pages = "{ regions { nodes { children { nodes { children { nodes { children { nodes { code } } } } } } } } }"
    assert answer(links)["region"]["parent"]["parent"]["parent"] is None
    assert answer(pages)["regions"]["nodes"][0]["children"]["nodes"]


def test_a_deeper_selection_is_refused(planner_: Planner) -> None:
    links = '{ region(code: "441302") ' + "{ parent " * 9 + "{ name }" + " }" * 9 + " }"
    with pytest.raises(Refused, match="11 fields deep"):
        planner_.plan(links, None, None, ANONYMOUS)


def test_introspection_and_data_are_answered_together(answer: Answer) -> None:
    document = '{ a: entity(uscc: "%s") { uscc } __type(name: "Money") { name } __typename }' % USCCS[1]
    assert list(answer(document).items()) == [
        ("a", {"uscc": USCCS[1]}),
        ("__type", {"name": "Money"}),
        ("__typename", "Query"),
    ]


def test_ids_without_an_object_are_null_and_named(answer: Answer) -> None:
    ids = [f"ent_{USCCS[0]}", "ent_nobody", "sub_3"]
    data, errors = answer("query($i: [ID!]!) { nodes(ids: $i) { id } }", {"i": ids}, errors=True)
    assert [node and node["id"] for node in data["nodes"]] == [ids[0], None, None]
    assert [(error["path"], error["extensions"]["code"]) for error in errors] == [
        (["nodes", 1], "NOT_FOUND"),
        (["nodes", 2], "NOT_FOUND"),
    ]
    assert "'ent_nobody'" in errors[0]["message"]


def test_ids_of_one_type_are_looked_for_in_its_table_alone(planner_: Planner, answer: Answer) -> None:
    document = "query($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Entity { uscc } } }"
    ids = [f"ent_{USCCS[0]}", "ent_none", f"ent_{USCCS[1]}"]
    region = {"__typename": "Region", "id": "reg_441302"}

    alone = planner_.plan(document, None, {"ids": ids}, BUREAU).plan
    mixed = planner_.plan(document, None, {"ids": [*ids, "reg_441302"]}, BUREAU).plan
    data, errors = answer(document, {"ids": ids}, errors=True)
    found, lacking, _other = data["nodes"]

    assert "CASE substr" not in alone.sql
    assert "CASE substr" in mixed.sql
    assert found == {"__typename": "Entity", "id": ids[0], "uscc": USCCS[0]}
    assert lacking is None
    assert [error["extensions"]["code"] for error in errors] == ["NOT_FOUND"]
    assert answer(document, {"ids": [ids[0], "reg_441302"]})["nodes"] == [found, region]


def test_another_supplier_s_submission_and_a_missing_one_are_the_same_answer(answer: Answer) -> None:
    document = "query($i: ID!) { node(id: $i) { id } }"
    hidden, missing = (answer(document, {"i": id_}, errors=True) for id_ in ("sub_3", "sub_4"))
    assert hidden[0] == missing[0] == {"node": None}
    assert hidden[1][0]["message"].replace("sub_3", "sub_4") == missing[1][0]["message"]


def test_a_thousand_ids_are_one_statement(answer: Answer) -> None:
    ids = [f"ent_{USCCS[n % 40]}" for n in range(1000)]
    nodes = answer("query($i: [ID!]!) { nodes(ids: $i) { id } }", {"i": ids})["nodes"]
    assert [node["id"] for node in nodes] == ids


@pytest.mark.parametrize(
    "document",
    [
        ONE.format(USCCS[0]),
        "{ entities(first: 3) { totalCount nodes { name records { nodes { id } } } } changes(first: 3) { head } }",
        f'{{ entity(uscc: "{USCCS[0]}", asOf: "2026-04-01") {{ name }} }}',
    ],
)
def test_what_the_public_reads_of_the_present_may_lag(planner_: Planner, document: str) -> None:
    assert planner_.plan(document, None, None, ANONYMOUS).plan.may_lag
    assert not planner_.plan(document, None, None, BUREAU).plan.may_lag
    # The exchange's own documents: their answers are signed.
    assert not planner_.committed(document, {}, ANONYMOUS).plan.may_lag


@pytest.mark.parametrize(
    "document",
    [
        # What was known at an instant must be the same whenever it is asked for.
        f'{{ entity(uscc: "{USCCS[0]}", knownAt: "2026-04-01T00:00:00Z") {{ name }} }}',
        'query($at: DateTime = "2026-04-01T00:00:00Z") { listings(at: $at) { totalCount } }',
        '{ listings(asOf: "2026-04-01") { totalCount } }',
        '{ entities { nodes { records(knownAt: "2026-04-01T00:00:00Z") { totalCount } } } }',
        # A tree head that shrinks would be an alarm.
        "{ treeHead { size } entities { totalCount } }",
        "subscription { changes { cursor } }",
    ],
)
def test_what_must_not_go_back_is_never_read_where_it_may_lag(planner_: Planner, document: str) -> None:
    for _ in range(2):
        assert not planner_.plan(document, None, None, ANONYMOUS).plan.may_lag
