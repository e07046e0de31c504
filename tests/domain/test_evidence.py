"""How evidence files are named, stored and forgotten."""

import os
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from exchange import clock
from exchange.evidence import naming, sweep
from exchange.evidence.content import Incoming
from exchange.evidence.model import Evidence
from exchange.evidence.refusal import (
    EvidenceEmpty,
    EvidenceTooLarge,
    EvidenceTooMany,
    FileNameRefused,
    MediaTypeRefused,
)
from exchange.evidence.rules import WAITING, register
from exchange.settings import Settings
from exchange.storage import folder
from tests.domain.procedure import SUBJECT, put_evidence

SHA256_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.mark.parametrize(
    ("encoded", "name"),
    [
        ("a.pdf", "a.pdf"),
        ("%E8%AF%81%E6%98%8E.pdf", "证明.pdf"),
        ("..%2F..%2Fetc%2Fpasswd", "passwd"),
        ("C%3A%5CWindows%5Cx.pdf", "x.pdf"),
        ("..%5C..%5Cx.png", "x.png"),
        ("a%00b%0D%0A.pdf", "ab.pdf"),
        ("x%E2%80%AEfdp.exe", "xfdp.exe"),
        ("%20.x.pdf.%20", "x.pdf"),
        ("%22%3B%20filename%3Dx.html", '"; filename=x.html'),
        ("a" * 300 + ".pdf", "a" * 116 + ".pdf"),
    ],
)
def test_a_name_keeps_what_can_do_no_harm(encoded: str, name: str) -> None:
    assert naming.file_name(encoded) == name


@pytest.mark.parametrize("encoded", ["", "..", "%2F", "a%2F", "%00", "%ff", "%E8%AF"])
def test_without_a_name_a_file_is_refused(encoded: str) -> None:
    with pytest.raises(FileNameRefused):
        naming.file_name(encoded)


def test_a_download_is_an_attachment_whatever_its_name_is() -> None:
    assert naming.disposition('证"明\n.pdf') == (
        "attachment; filename=\"____.pdf\"; filename*=UTF-8''%E8%AF%81%22%E6%98%8E%0A.pdf"
    )


@pytest.mark.parametrize(
    ("declared", "kind"),
    [("application/pdf", "application/pdf"), ("Image/PNG", "image/png"), ("text/plain; charset=utf-8", "text/plain")],
)
def test_types_of_the_list_are_taken(declared: str, kind: str) -> None:
    assert naming.media_type(declared) == kind


@pytest.mark.parametrize(
    "declared", ["", "text/html", "image/svg+xml", "application/x-sh", "application/pdf,text/html"]
)
def test_other_types_are_refused(declared: str) -> None:
    with pytest.raises(MediaTypeRefused, match="application/pdf, image/jpeg"):
        naming.media_type(declared)


def test_a_file_is_there_when_it_is_kept_and_gone_otherwise(tmp_path: Path) -> None:
    with Incoming(tmp_path, 3) as incoming:
        incoming.write(b"ab")
        incoming.write(b"c")
        received = incoming.keep()
    assert (received.size, received.sha256) == (3, SHA256_OF_ABC)
    assert [path.name for path in tmp_path.iterdir()] == [received.id]
    assert (tmp_path / received.id).read_bytes() == b"abc"
    assert (tmp_path / received.id).stat().st_mode & 0o777 == 0o600

    with pytest.raises(EvidenceTooLarge, match="larger than 3 bytes"), Incoming(tmp_path, 3) as incoming:
        incoming.write(b"abcd")
    with pytest.raises(EvidenceEmpty), Incoming(tmp_path, 3) as incoming:
        incoming.keep()
    with Incoming(tmp_path, 3) as incoming:
        incoming.write(b"x")
    assert len(list(tmp_path.iterdir())) == 1


def test_a_sender_may_have_so_many_waiting(engine: Engine, tmp_path: Path) -> None:
    with Session(engine) as session, session.begin():
        for n in range(WAITING):
            put_evidence(session.connection(), n)
        put_evidence(session.connection(), WAITING, object_id="obj_1")
        with Incoming(tmp_path, 3) as incoming:
            incoming.write(b"abc")
            received = incoming.keep()
        with pytest.raises(EvidenceTooMany, match="20 files of yours"):
            register(session, received, file_name="a.pdf", media_type="application/pdf", actor=SUBJECT)
        session.expunge_all()
        other = SUBJECT._replace(id="usr_2")
        assert register(session, received, file_name="a", media_type="text/plain", actor=other).id == received.id


def test_what_belongs_to_no_case_is_forgotten_after_a_day(engine: Engine, tmp_path: Path) -> None:
    settings = Settings(storage=str(tmp_path))
    path = folder(settings, sweep.NOUN)
    old: dict[str, Any] = {"uploaded_at": clock.now() - timedelta(days=1, minutes=1)}
    with engine.begin() as connection:
        waiting = put_evidence(connection, 1, **old)
        young = put_evidence(connection, 2)
        attached = put_evidence(connection, 3, **old, object_id="obj_1")
    left, part, fresh = "evd_left", f"evd_x{'.part'}", "evd_fresh.part"
    for name in (waiting, young, attached, left, part, fresh):
        (path / name).write_bytes(b"abc")
    before = time.time() - 90_000
    for name in (waiting, young, attached, left, part):
        os.utime(path / name, (before, before))

    assert sweep.sweep(engine, settings) == 3
    assert {each.name for each in path.iterdir()} == {young, attached, fresh}
    with Session(engine) as session:
        assert session.get(Evidence, waiting) is None
        assert session.get(Evidence, attached) is not None
    assert sweep.sweep(engine, settings) == 0
