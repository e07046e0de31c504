"""Whether any bytes at all are taken, rejected line by line or refused with a code, and never crash."""

import gzip
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from exchange.clock import today
from exchange.entity.capital import CapitalRefused, capital
from exchange.entity.preparation import Preparation
from exchange.errors import ExchangeError
from exchange.submission.reading import reading
from tests.ingest.registry import HEAD, count, csv, entities, line, send

PREPARE = Preparation(today())
OFTEN = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
TOKENS = [
    "\n",
    "\r\n",
    ",",
    '"',
    '""',
    "{",
    "}",
    "[",
    "]",
    "\0",
    "\ufeff",
    "〓",
    "\ue5f1",
    line(1),
    HEAD,
    "null",
    ":",
    "\\",
]
SOUP = st.one_of(
    st.binary(max_size=200),
    st.lists(st.sampled_from(TOKENS), max_size=40).map(lambda parts: "".join(parts).encode()),
    st.lists(st.sampled_from(TOKENS), max_size=40).map(lambda parts: "".join(parts).encode("gb18030")),
)
PIECES = st.integers(min_value=1, max_value=300)


def accounted(content: bytes, piece: int) -> int:
    """Return how many records a file has, all of them stated or refused."""
    pieces = [content[at : at + piece] for at in range(0, len(content), piece)]
    records = 0
    for chunk in reading(content, None).chunks(pieces):
        statements = PREPARE(chunk).unpacked()[1]
        assert len(statements.made) + len(statements.refused) == len(chunk.rows) == len(chunk.lines)
        assert all(isinstance(chunk.raw(at), bytes) for at in range(len(chunk.rows)))
        records += len(chunk.rows) + len(chunk.damages)
    return records


@OFTEN
@given(SOUP, PIECES)
@example(b"[", 1)
@example(b"{", 1)
@example(b'[{"uscc":"1"', 3)
def test_no_bytes_crash_the_reading(soup: bytes, piece: int) -> None:
    for content in (soup, csv() + soup, b"[" + soup, b"{" + soup, b'{"uscc": 1}\n' + soup):
        try:
            whole = accounted(content, len(content) + 1)
            cut = accounted(content, piece)
        except ExchangeError:
            continue
        assert whole == cut


@OFTEN
@given(st.text(max_size=60))
def test_no_cell_crashes_the_reading(text: str) -> None:
    for column, at in (("name", 0), ("uscc", 1), ("registered_on", 2), ("capital", 4), ("address", 8)):
        cells = line(1).split(",")
        cells[at] = text
        quoted = [f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in cells]
        content = csv(",".join(quoted).replace("\n", " ").replace("\r", " ")).decode("utf-8", "replace").encode()
        assert accounted(content, len(content)) == 1, column


@OFTEN
@given(st.text(alphabet="0123456789.,-+()（）万元人民币美港 \u3000eE", max_size=30))
def test_a_capital_is_a_whole_number_of_fen_or_refused(text: str) -> None:
    try:
        found = capital(text)
    except CapitalRefused:
        return
    assert 0 <= found.fen < 2**63
    assert len(found.currency) == 3


@pytest.mark.parametrize("seed", range(3))
def test_damaged_files_are_taken_or_refused_whole(engine: Engine, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - damage, no secret
    good = csv(*map(line, range(200)))
    for batch in range(6):
        content = bytearray(gzip.compress(good) if batch % 3 == 2 else good)
        for _ in range(20):
            content[chance.randrange(len(content))] = chance.randrange(256)
        before = entities(engine)
        try:
            receipt = send(engine, tmp_path, bytes(content), batch=str(batch))
        except ExchangeError:
            assert entities(engine) == before
            continue
        assert receipt.read == receipt.accepted + receipt.changed + receipt.unchanged + receipt.rejected
        assert count(engine, "entity") == len(before) + receipt.accepted
