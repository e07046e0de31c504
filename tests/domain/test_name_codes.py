"""Whether the keys of many names are those of each name."""

from collections import Counter
from itertools import pairwise
from struct import pack

import pytest

from exchange.name import codes, form

NAMES = [
    "惠州市科技有限公司",
    "",
    "惠",
    "a1",
    "tcl",
    "𠮷",
    "惠𠮷厂有限公司",
    "有限公司",
    "重庆银行",
    "龥龥\ud800",
    "惠州",
]


@pytest.mark.parametrize("names", [NAMES, NAMES[:5], NAMES[1:2], NAMES[5:6], []])
def test_many_names_have_the_keys_that_each_has(names: list[str]) -> None:
    letters = [form.initials(name) for name in names]

    found, places = codes.keys(names, letters)

    own = [Counter(found[start:end]) for start, end in pairwise(places)]
    assert own == [Counter(form.keys(name, initials)) for name, initials in zip(names, letters, strict=True)]


def test_the_binary_form_leaves_out_what_most_names_have() -> None:
    found, places = codes.keys(["惠有限公司", "有限", "惠州"], ["hyxgs", "yx", "hz"])
    [pair, opening], [first, triple] = form.keys("惠有", "hy"), form.trigrams("hyx") * 2

    assert list(codes.arrays(found, places)) == [
        pack(">5i8i", 1, 0, 23, 4, 1, 4, pair, 4, opening, 4, first, 4, form.opening(triple)),
        pack(">5i2i", 1, 0, 23, 1, 1, 4, form.opening(form.bigrams("有限")[0])),
        pack(">5i4i", 1, 0, 23, 2, 1, 4, form.bigrams("惠州")[0], 4, form.opening(form.bigrams("惠州")[0])),
    ]


def test_the_text_form_has_all_keys() -> None:
    found, places = codes.keys(["惠州", "厂"], ["hz", "c"])

    [pair] = form.bigrams("惠州")
    assert list(codes.texts(found, places)) == [f"{pair},{form.opening(pair)}", ""]
