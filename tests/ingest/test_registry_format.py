"""Whether the same lines are read from every format, and a damaged one costs itself only."""

import json
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from exchange.submission import delimited
from exchange.submission.chunk import Chunk, Damage
from exchange.submission.reading import reading
from exchange.submission.refusal import EncodingUnknown, FormatUnknown
from tests.ingest.registry import HEAD, csv, line

PLAIN = csv(*map(line, range(5)))
KEYS = HEAD.split(",")
OBJECTS: list[dict[str, Any]] = [dict(zip(KEYS, line(number).split(","), strict=True)) for number in range(5)]
ARRAYS: dict[str, Callable[[list[dict[str, Any]]], str]] = {
    "compact": lambda objects: json.dumps(objects, ensure_ascii=False, separators=(",", ":")),
    "one a line": lambda objects: "[\n" + ",\n".join(json.dumps(one, ensure_ascii=False) for one in objects) + "\n]\n",
    "pretty": lambda objects: json.dumps(objects, ensure_ascii=False, indent=2),
}


def chunks(content: bytes, *, codec: str | None = None, piece: int = 1 << 20) -> list[Chunk]:
    """Read a file that comes in pieces of a size."""
    stream = BytesIO(content)
    return list(reading(content, codec).chunks(iter(lambda: stream.read(piece), b"")))


def rows(content: bytes, **options: Any) -> list[list[str]]:
    """Return the rows of a file."""
    return [row for chunk in chunks(content, **options) for row in chunk.rows]


def damages(content: bytes, **options: Any) -> list[Damage]:
    """Return what of a file can't be read."""
    return [damage for chunk in chunks(content, **options) for damage in chunk.damages]


def brief(found: list[Damage]) -> list[tuple[int, str]]:
    """Return line and code of damages."""
    return [(damage.remark.line, damage.remark.code) for damage in found]


EXPECTED = [line(number).split(",") for number in range(5)]


@pytest.mark.parametrize(
    "content",
    [
        PLAIN,
        b"\xef\xbb\xbf" + PLAIN,
        PLAIN.decode().encode("gb18030"),
        PLAIN.replace(b"\n", b"\r\n"),
        PLAIN.rstrip(b"\n"),
        b"\n" + PLAIN + b"\n \n\n",
        *[make(OBJECTS).encode() for make in ARRAYS.values()],
        *[make(OBJECTS).encode("gb18030") for make in ARRAYS.values()],
        "\n".join(json.dumps(one) for one in OBJECTS).encode(),
        "\n\n".join(json.dumps(one, ensure_ascii=False) for one in OBJECTS).encode("gb18030"),
    ],
)
@pytest.mark.parametrize("piece", [1 << 20, 97])
def test_the_same_lines_are_read_from_every_format(content: bytes, piece: int) -> None:
    assert rows(content, piece=piece) == EXPECTED
    assert damages(content, piece=piece) == []


def test_a_quoted_cell_may_hold_commas_quotes_and_line_ends() -> None:
    cell = '甲,"乙"\n丙'
    content = csv(line(1), line(2, address='"甲,""乙""\n丙"'), line(3))

    assert [row[-1] for row in rows(content, piece=50)] == ["惠州市示例路1号", cell, "惠州市示例路1号"]
    assert [number for chunk in chunks(content) for number in chunk.lines] == [2, 3, 5]


def test_an_open_quote_costs_its_own_line_only() -> None:
    content = csv(line(1), line(2, address='"甲'), *map(line, range(3, 100)))

    assert brief(damages(content)) == [(3, "QUOTE_OPEN")]
    assert len(rows(content)) == 98


def test_an_open_quote_on_the_last_line() -> None:
    assert brief(damages(csv(line(1), line(2, address='"甲')))) == [(3, "QUOTE_OPEN")]


def test_a_stray_quote_costs_its_own_line_only() -> None:
    assert brief(damages(csv(line(1), line(2, address='"甲"乙'), line(3)))) == [(3, "QUOTE_STRAY")]


def test_a_wrong_number_of_cells_names_both_numbers() -> None:
    (damage,) = damages(csv(line(1), line(2) + ",x", line(3)))

    assert (damage.remark.line, damage.remark.code) == (3, "COLUMN_COUNT")
    assert damage.remark.message == "The line has 10 cells, the head has 9."
    assert damage.raw == (line(2) + ",x").encode()


def test_bytes_of_no_text_cost_their_own_line_only() -> None:
    content = csv(line(1), line(2), line(3)).replace("2号".encode(), b"\xff\xfe")

    assert brief(damages(content)) == [(3, "ENCODING")]
    assert len(rows(content)) == 2


def test_a_line_too_long_is_not_held() -> None:
    content = csv(line(1), line(2, address="路" * 2_000_000), line(3))

    assert brief(damages(content, piece=1 << 16)) == [(3, "LINE_TOO_LONG")]
    assert [number for chunk in chunks(content, piece=1 << 16) for number in chunk.lines] == [2, 4]


def test_a_cell_too_long_costs_its_own_line_only() -> None:
    assert brief(damages(csv(line(1), line(2, address="路" * 140_000), line(3)))) == [(3, "FIELD_TOO_LONG")]


def test_a_carriage_return_within_a_line() -> None:
    assert brief(damages(csv(line(1), line(2, address="甲\r乙"), line(3)))) == [(3, "CONTROL_CHARACTER")]


@pytest.mark.parametrize("layout", ARRAYS)
@pytest.mark.parametrize("piece", [1 << 20, 97])
def test_a_malformed_element_costs_itself_only(layout: str, piece: int) -> None:
    content = ARRAYS[layout](OBJECTS).replace("示例2号", '示例"2号').encode()

    assert brief(damages(content, piece=piece)) == [(3, "JSON_SYNTAX")]
    assert rows(content, piece=piece) == EXPECTED[:2] + EXPECTED[3:]


def test_elements_that_are_no_objects() -> None:
    assert brief(damages(b'[1, "a", {"uscc": true}, {}]')) == [
        (1, "JSON_SYNTAX"),
        (2, "JSON_SYNTAX"),
        (3, "FIELD_TYPE"),
    ]


def test_lines_that_are_no_objects() -> None:
    content = b'{"uscc": 1}\n[1]\n{"uscc": {}}\nnull\n\xff\n{"a": "\\ud800"}\n'

    assert brief(damages(content)) == [
        (2, "JSON_SYNTAX"), (3, "FIELD_TYPE"), (4, "JSON_SYNTAX"), (5, "ENCODING"), (6, "JSON_SYNTAX"),
    ]  # fmt: skip
    assert rows(content) == [["1"]]


def test_numbers_and_nulls_are_cells_and_lists_are_joined() -> None:
    assert rows(b'{"a": null, "b": 1137.7296, "c": 914413001959742930, "d": ["x", "y"]}') == [
        ["", "1137.7296", "914413001959742930", "x;y"]
    ]


def test_numbers_are_read_as_they_are_written() -> None:
    content = b'{"a": 12345678901234567890123, "b": 123456789012345678.125, "c": 1.5e3, "d": 0.10, "e": 1E+400}'

    assert rows(content.replace(b', "e": 1E+400', b"")) == [
        ["12345678901234567890123", "123456789012345678.125", "1500", "0.10"]
    ]
    assert brief(damages(content)) == [(1, "JSON_SYNTAX")]


@pytest.mark.parametrize("form", ["%s", "[%s]"])
def test_a_key_that_stands_twice_costs_its_object(form: str) -> None:
    for written in (b'{"a": 1, "b": 2, "a": 3}', b'{"a": 1, "\\u0061" : 2}'):
        (damage,) = damages(form.encode() % written)
        assert (damage.remark.line, damage.remark.code) == (1, "COLUMN_TWICE")
        assert "'a'" in damage.remark.message
    assert rows(form.encode() % b'{"a": "\\"b\\": 1", "c": "\\\\"}') == [['"b": 1', "\\"]]


def test_a_head_may_have_several_lines() -> None:
    content = PLAIN.replace("企业名称,".encode(), '"企业\n名称\r\n",'.encode(), 1)

    assert rows(content, piece=97) == EXPECTED
    assert [number for chunk in chunks(content) for number in chunk.lines] == [4, 5, 6, 7, 8]
    assert reading(content, None).head == content[: content.index(b"\n", content.index(b'",')) + 1]


def test_lines_whose_cells_are_all_blank_are_none() -> None:
    content = csv(line(1), "," * 8, " ,\t,,,,,,, ".replace(" \t", ""), line(2))

    assert (rows(content), damages(content)) == (EXPECTED[1:3], [])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (PLAIN.replace(b",", b";"), "semicolons"),
        (PLAIN.replace(b",", b"\t"), "tabs"),
        (PLAIN.replace(b"\n", b"\r"), "carriage returns"),
        (b"<html><table>", "web page"),
        (b"\xd0\xcf\x11\xe0" + bytes(99), "password"),
    ],
)
def test_a_table_of_another_form_is_named(content: bytes, said: str) -> None:
    with pytest.raises(FormatUnknown, match=said):
        chunks(content)


def test_utf_16_is_known_without_its_mark() -> None:
    for codec in ("utf-16-le", "utf-16-be"):
        with pytest.raises(EncodingUnknown, match="UTF-16"):
            chunks(PLAIN.decode().encode(codec))


def test_a_record_that_a_block_cuts_is_read_whole() -> None:
    content = csv(*[line(number, address=f'"甲\n{number}"') for number in range(5000)])

    for piece in (997, 100_003):
        assert [row[-1] for row in rows(content, piece=piece)] == [f"甲\n{number}" for number in range(5000)]


def test_the_head_is_written_out_as_it_came_in() -> None:
    assert delimited.head(b"\xef\xbb\xbf" + PLAIN) == b"\xef\xbb\xbf" + HEAD.encode()
