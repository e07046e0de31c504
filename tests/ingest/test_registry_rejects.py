"""Whether rejected lines come back in the form they came in, so that they can be corrected and sent again."""

import gzip
import json
from pathlib import Path

import pytest
from sqlalchemy import Engine

from exchange.errors import ExchangeError
from tests.ingest.registry import HEAD, codes, csv, entities, line, many, send

WRONG, RIGHT = "100(万贝壳)", "100(万元人民币)"
LINES = [line(1), line(2, capital=WRONG), line(3, capital=WRONG, address='"甲,\n乙"'), line(4)]
OBJECTS = [dict(zip(HEAD.split(","), row.split(","), strict=True)) for row in (*LINES[:2], line(3, capital=WRONG))]
FILES = {
    "csv": csv(*LINES),
    "csv in gb18030": csv(*LINES).decode().encode("gb18030"),
    "csv with mark and CRLF": b"\xef\xbb\xbf" + csv(line(1), line(2, capital=WRONG)).replace(b"\n", b"\r\n"),
    "packed": gzip.compress(csv(*LINES)),
    "ndjson": "\n".join(json.dumps(one, ensure_ascii=False) for one in OBJECTS).encode(),
    "array": json.dumps(OBJECTS, ensure_ascii=False, indent=1).encode(),
}


@pytest.mark.parametrize("form", FILES)
def test_rejected_lines_are_corrected_and_sent_again(engine: Engine, tmp_path: Path, form: str) -> None:
    content, rejects = FILES[form], tmp_path / "rejects"
    codec = "gb18030" if "gb" in form else "utf-8"
    first = send(engine, tmp_path, content, rejects=rejects)
    corrected = rejects.read_bytes().replace(WRONG.encode(codec), RIGHT.encode(codec))

    second = send(engine, tmp_path, corrected, batch="2", strict=True)

    assert first.rejected > 0
    assert (second.accepted, second.rejected) == (first.rejected, 0)
    whole = (gzip.decompress(content) if form == "packed" else content).replace(
        WRONG.encode(codec), RIGHT.encode(codec)
    )
    assert send(engine, tmp_path, whole, batch="3").unchanged == first.read


def test_csv_lines_are_written_out_byte_by_byte(engine: Engine, tmp_path: Path) -> None:
    broken = [line(2) + ",x", line(3, address='"甲'), line(4, address='"甲"乙')]
    content = csv(line(1), *broken).replace(b"\n", b"\r\n") + b"\xff,\xff\r\n"

    send(engine, tmp_path, content, rejects=tmp_path / "rejects")

    expected = csv(*broken).replace(b"\n", b"\r\n") + b"\xff,\xff\r\n"
    assert (tmp_path / "rejects").read_bytes() == expected


def test_nothing_rejected_leaves_the_head_alone(engine: Engine, tmp_path: Path) -> None:
    send(engine, tmp_path, many(range(2)), rejects=tmp_path / "rejects")

    assert (tmp_path / "rejects").read_text() == HEAD + "\n"


def test_a_refused_batch_writes_its_rejected_lines_too(engine: Engine, tmp_path: Path) -> None:
    receipt = send(engine, tmp_path, csv(*LINES), rejects=tmp_path / "rejects", strict=True)

    assert codes(receipt) == [(3, "CAPITAL_UNIT_UNKNOWN"), (4, "CAPITAL_UNIT_UNKNOWN")]
    assert (tmp_path / "rejects").read_text() == csv(*LINES[1:3]).decode()
    assert entities(engine) == []


def test_the_file_itself_is_not_overwritten(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(ExchangeError) as refused:
        send(engine, tmp_path, csv(*LINES), rejects=tmp_path / "batch-1")

    assert refused.value.code == "FILE_UNREADABLE"
    assert (tmp_path / "batch-1").read_bytes() == csv(*LINES)


def test_no_temporary_file_stays(engine: Engine, tmp_path: Path) -> None:
    send(engine, tmp_path, csv(*LINES), rejects=tmp_path / "rejects")

    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
