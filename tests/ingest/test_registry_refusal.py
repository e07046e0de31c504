"""Whether a file that can't be taken in is refused with a code, whatever it is."""

import gzip
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from exchange.db.engine import connect
from exchange.entity.ingest import Options, ingest_registry
from exchange.errors import ExchangeError
from tests.database.template import Templates
from tests.ingest.registry import HEAD, count, many, send

PACKED = gzip.compress(many(range(500)))
REFUSED = {
    "empty": (b"", "FILE_EMPTY"),
    "blank": (b"\n \r\n", "FILE_EMPTY"),
    "only a mark": (b"\xef\xbb\xbf", "FORMAT_UNKNOWN"),
    "a workbook": (b"PK\x03\x04 xl/workbook.xml", "FORMAT_UNKNOWN"),
    "UTF-16": (("\ufeff" + HEAD).encode("utf-16-le"), "ENCODING_UNKNOWN"),
    "no head": (b"91441300195973805P,a,b\n", "COLUMNS_MISSING"),
    "no code": ("企业名称,注册日期\n示例,2001-01-01\n".encode(), "COLUMNS_MISSING"),
    "one meaning twice": ("name,企业名称,uscc\na,b,c\n".encode(), "COLUMN_TWICE"),
    "cut short": (PACKED[:-200], "FILE_DAMAGED"),
    "corrupt": (PACKED[:100] + b"\xff" * 50 + PACKED[150:], "FILE_DAMAGED"),
    "neither encoding": (b"\xff\xff\xff,\x81\n\xff\xff\n", "ENCODING_UNKNOWN"),
    "an endless head": (b"a" * 3_000_000, "FORMAT_UNKNOWN"),
    "expands without end": (gzip.compress(b"0" * 150_000_000), "FILE_DAMAGED"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_file_is_refused_as_a_whole(engine: Engine, tmp_path: Path, what: str) -> None:
    content, code = REFUSED[what]

    with pytest.raises(ExchangeError) as refused:
        send(engine, tmp_path, content)

    assert refused.value.code == code
    assert (count(engine, "entity"), count(engine, "submission")) == (0, 0)


def test_a_damaged_end_undoes_what_was_written_before(engine: Engine, tmp_path: Path) -> None:
    packed = gzip.compress(many(range(30_000)), 1)

    with pytest.raises(ExchangeError) as refused:
        send(engine, tmp_path, packed[:-9])

    assert refused.value.code == "FILE_DAMAGED"
    assert (count(engine, "entity"), count(engine, "entity_name")) == (0, 0)


def test_waiting_too_long_for_another_writer_is_refused_as_busy(tmp_path: Path, templates: Templates) -> None:
    with templates.clone("sqlite") as url:
        engine, other = connect(url), connect(url)
        event.listen(engine, "connect", lambda driver, _: driver.execute("PRAGMA busy_timeout=50"))
        with other.begin(), pytest.raises(ExchangeError) as refused:
            send(engine, tmp_path, many(range(1)))
        engine.dispose()
        other.dispose()

    assert refused.value.code == "BUSY"


def test_a_missing_file_and_a_folder_are_refused(engine: Engine, tmp_path: Path) -> None:
    for path in (tmp_path / "nothing", tmp_path):
        with pytest.raises(ExchangeError) as refused:
            ingest_registry(engine, path, "AIC", "1")
        assert refused.value.code == "FILE_UNREADABLE"


def test_an_unknown_encoding_is_refused(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(many(range(1)))

    with pytest.raises(ExchangeError) as refused:
        ingest_registry(engine, tmp_path / "file", "AIC", "1", options=Options(encoding="latin-1"))

    assert refused.value.code == "ENCODING_UNKNOWN"
