"""How a name is taken apart, how two are aligned, and what a score is made of; every name is made up."""

import pytest

from exchange.name.form import normal
from exchange.screening.alignment import Change, aligned
from exchange.screening.part import PartKind
from exchange.screening.score import Registered, explained, fit
from exchange.screening.split import split

FULL = "惠州市示例鑫源贸易有限公司"


@pytest.mark.parametrize(
    ("name", "pieces"),
    [
        ("惠州市示例贸易有限公司", "RRRCCTTFFFF"),
        ("广东示例科技股份有限公司", "RRCCTTFFFFFF"),
        ("示例(惠州)贸易有限公司", "CCRRTTFFFF"),
        ("广东省惠州市惠城区示例厂", "RRRRRRRRRCCF"),
        ("惠州市示例贸易有限公司龙门分公司", "RRRCCTTFFFFBBBBB"),
        ("新东方贸易有限公司", "CCCTTFFFF"),
        ("贸易有限公司", "CCFFFF"),
    ],
)
def test_every_character_belongs_to_a_piece(name: str, pieces: str) -> None:
    assert split(normal(name)).pieces == pieces


def test_divisions_are_those_below_the_one_before() -> None:
    assert split("广东省惠州市惠城区示例厂").paths == {"441302"}
    assert split("惠州示例厂").paths == {"4413"}
    assert split("示例厂").paths == frozenset()


@pytest.mark.parametrize(
    ("given", "registered", "changes"),
    [
        ("示例甲", "示例甲", []),
        ("示例乙", "示例甲", [Change.REPLACED]),
        ("示甲", "示例甲", [Change.MISSING]),
        ("示例例甲", "示例甲", [Change.ADDED]),
        ("例示甲", "示例甲", [Change.SWAPPED, Change.SWAPPED]),
        ("", "示例", [Change.MISSING, Change.MISSING]),
    ],
)
def test_names_are_aligned_with_the_fewest_changes(given: str, registered: str, changes: list[Change]) -> None:
    found = aligned(given, registered)

    assert [step.change for step in found.middle if step.change is not Change.KEPT] == changes


def score(given: str, registered: str = FULL, *, region: str | None = None, sought: str | None = None) -> float:
    return fit(split(normal(given)), Registered(split(normal(registered)), region), sought).score


def test_width_spaces_brackets_and_traditional_characters_cost_nothing() -> None:
    assert score("惠州市 示例（鑫源）貿易有限公司") == 1
    assert score("ABC１２示例公司", "abc12示例公司") == 1


def test_what_is_left_out_costs_less_than_what_is_wrong() -> None:
    left_out = [score("示例鑫源贸易有限公司"), score("惠州市示例鑫源贸易"), score("惠州示例鑫源贸易有限公司")]
    wrong = [
        score("深圳市示例鑫源贸易有限公司"),
        score("惠州市示例鑫源制衣有限公司"),
        score("惠州市样品金泉贸易有限公司"),
    ]

    assert min(left_out) > max(wrong)
    assert max(left_out) < 1


def test_a_character_that_is_read_alike_costs_less() -> None:
    assert 0.8 < score("惠州市示例鑫火贸易有限公司") < score("惠州市示例鑫元贸易有限公司") < 1


def test_two_swapped_characters_cost_as_much_as_one_wrong_one() -> None:
    assert score("惠州市示例源鑫贸易有限公司") == score("惠州市示例鑫火贸易有限公司")


def test_a_branch_is_not_its_parent() -> None:
    assert score(FULL, FULL + "龙门分公司") < 0.8


def test_the_division_that_is_sought_counts_for_equal_names_too() -> None:
    assert score(FULL, region="4413", sought="441302") == 1
    assert score(FULL, region="4401", sought="441302") < 0.9
    assert score(FULL, region=None, sought="441302") == 1


@pytest.mark.parametrize("given", [FULL, "示例鑫元贸易公司", "深圳示例鑫源贸易惠州分公司", "毫不相干"])
@pytest.mark.parametrize("former", [False, True])
def test_the_parts_add_up_to_the_score(given: str, former: bool) -> None:
    registered = Registered(split(FULL), "4413", former)
    found = fit(split(given), registered)
    parts = list(explained(found, registered))

    assert sum(part.contribution for part in parts) == pytest.approx(found.score, abs=0.001)
    assert sum(part.weight for part in parts if part.part is not PartKind.FORMER) == pytest.approx(
        1 if given == FULL else 0.99, abs=0.001
    )
    assert all(0 <= part.value <= 1 for part in parts)
    assert (parts[-1].part is PartKind.FORMER) is former


def test_a_part_says_what_was_compared() -> None:
    registered = Registered(split(FULL), "4413")
    parts = {part.part: part.detail for part in explained(fit(split("深圳市示例鑫元贸易公司"), registered), registered)}

    assert parts == {
        PartKind.CORE: "given 示例鑫元, registered 示例鑫源",
        PartKind.READING: "1 other characters of the same reading",
        PartKind.TRADE: "贸易",
        PartKind.REGION: "given 深圳市, registered 惠州市",
        PartKind.FORM: "given 公司, registered 有限公司",
    }
