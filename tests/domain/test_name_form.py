"""How names and search texts fold, what they are found under, and which texts are refused."""

import pytest

from exchange.name import form, readings
from exchange.name.index import Named, rows
from exchange.name.term import NameTooShort, Script, Shape, Term


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＴＣＬ科技（惠州）有限公司", "tcl科技惠州有限公司"),
        ("惠州市 德賽 電池·有限公司", "惠州市德赛电池有限公司"),
        ("Café № 1", "cafeno1"),
        ("（）—— ", ""),
    ],
)
def test_a_text_folds_to_simplified_lower_case_letters_and_digits(text: str, folded: str) -> None:
    assert form.normal(text) == folded


def test_a_part_of_a_name_folds_as_within_the_name() -> None:
    name = "乾隆（香港）発展有限公司"
    assert form.normal(name[:1]) + form.normal(name[1:]) == form.normal(name)


@pytest.mark.parametrize(
    ("name", "letters"),
    [("惠州市", "hzs"), ("重庆银行", "cqyh"), ("厦门大厦", "xmds"), ("长沙朝阳", "cscy"), ("tcl科技1号", "tclkj1h")],
)
def test_initials_follow_the_readings_used_in_names(name: str, letters: str) -> None:
    assert form.initials(name) == letters


def test_a_name_of_four_characters_has_three_pairs_two_triples_and_two_openings() -> None:
    pairs, triples = form.bigrams("惠州科技"), form.trigrams("hzkj")
    assert form.keys("惠州科技", "hzkj") == [*pairs, *triples, form.opening(pairs[0]), form.opening(triples[0])]
    assert (len(pairs), len(triples)) == (3, 2)


def test_keys_are_32_bit_signed_numbers() -> None:
    found = form.keys("龥龥a1𠮷", "yya1?")
    assert all(-(1 << 31) <= key < 1 << 31 for key in found)


def test_a_key_is_read_in_each_way_and_its_opening_too() -> None:
    [key] = form.bigrams("银行")
    assert form.pinyin(key) == ["yin hang", "yin xing"]
    assert form.pinyin(form.opening(key)) == ["^yin hang", "^yin xing"]
    assert form.pinyin(form.bigrams("a1")[0]) == [""]
    assert form.pinyin(form.trigrams("hzs")[0]) == [""]


def test_letters_divide_into_syllables_in_two_ways() -> None:
    assert readings.spellings("huanan", 2) == [("huan", "an"), ("hua", "nan")]
    assert readings.spellings("huizhou", 2) == [("hui", "zhou")]
    assert readings.spellings("hzsx", 2) == []


@pytest.mark.parametrize("text", ["", " ", "惠", "（）", "Ａ", "－惠－"])
def test_a_term_of_fewer_than_two_characters_is_refused(text: str) -> None:
    with pytest.raises(NameTooShort) as refused:
        Term.parse(text)
    assert refused.value.code == "NAME_TOO_SHORT"
    assert repr(text) in str(refused.value)


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("惠州", Shape(Script.HAN)),
        ("TCL科技", Shape(Script.HAN)),
        ("lg", Shape(Script.HAN)),
        ("HZSX", Shape(Script.LETTERS)),
        ("168", Shape(Script.LETTERS)),
        ("HuiZhou", Shape(Script.PINYIN, (1,))),
        ("hui zhou shi", Shape(Script.PINYIN, (2,))),
        ("huanan", Shape(Script.PINYIN, (1, 1))),
        ("hua nan", Shape(Script.PINYIN, (1,))),
    ],
)
def test_the_shape_of_a_term_is_how_it_is_written(text: str, shape: Shape) -> None:
    assert Term.parse(text).shape == shape


def test_terms_of_one_shape_have_the_same_parts() -> None:
    assert Term.parse("huizhou").parts.keys() == Term.parse("dong guan").parts.keys()
    assert Term.parse("惠州市").parts["normal"] == "惠州市"


def test_an_entity_has_a_row_for_each_distinct_name() -> None:
    sole, current, former = rows([Named("A", "惠州一"), Named("B", "惠州二", ("惠州二", "惠州三", "惠州三"))])
    assert (sole.kind, sole.sole) == ("CURRENT", True)
    assert (current.kind, current.sole) == ("CURRENT", False)
    assert (former.kind, former.sole, former.name) == ("FORMER", False, "惠州三")
    assert sole.place >> form.LENGTH_SHIFT == 3
