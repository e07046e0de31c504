"""Whether the check of a USCC agrees with python-stdnum, but for the prefixes that stdnum wrongly refuses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc as oracle

from exchange.entity.uscc import ALPHABET, check_character, fault, is_valid

DIVISIONS = st.from_regex(r"[0-9]{6}", fullmatch=True)
SUBJECTS = st.text(alphabet=ALPHABET, min_size=9, max_size=9)
FIRST = st.tuples(st.text(alphabet="123456789", min_size=2, max_size=2), DIVISIONS, SUBJECTS).map("".join)


@given(FIRST)
def test_a_right_code_is_valid(first: str) -> None:
    code = first + check_character(first)

    assert is_valid(code)
    assert oracle.is_valid(code)


@given(FIRST, st.integers(0, 17), st.sampled_from(ALPHABET + "IOSVZaé一 "))
def test_one_character_replaced_is_judged_as_stdnum_does(first: str, at: int, char: str) -> None:
    code = first + check_character(first)
    wrong = code[:at] + char + code[at + 1 :]
    same = wrong == oracle.compact(wrong) and not (wrong[0].isalpha() and at == 0)

    if same:
        assert is_valid(wrong) == oracle.is_valid(wrong)
    if wrong != code and at > 0:
        assert not is_valid(wrong)


@given(st.text(max_size=20))
def test_any_text_is_judged_without_an_error(text: str) -> None:
    assert is_valid(text) <= (len(text) == 18)
    assert all(fault(text))


@pytest.mark.parametrize("prefix", ["A1", "A9", "N1", "N2", "N3", "N9", "Y1"])
def test_prefixes_that_stdnum_refuses_are_valid(prefix: str) -> None:
    first = f"{prefix}449900123456789"
    code = first + check_character(first)

    assert is_valid(code)
    assert not oracle.is_valid(code)


def test_a_published_code() -> None:
    # The example of stdnum's own documentation.
    assert is_valid("91110000600037341L")
    assert fault("91110000600037341X") == (
        "USCC_CHECK",
        "The check character is 'X', expected is 'L': one character is mistyped.",
    )
