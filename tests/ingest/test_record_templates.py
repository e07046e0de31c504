"""Templates of every catalogue item: filled in, they go in; left as they are, they say nothing."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from exchange.catalogue.model import CatalogueItem
from exchange.record.standard import standard
from exchange.record.template import ENDINGS, template
from exchange.settings import Settings
from exchange.submission import workbook
from tests.ingest.penalties import commit, counts, enrol, penalty


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    """Keep the files in a folder of the test's own."""
    return replace(settings, storage=str(tmp_path / "storage"))


def items(engine: Engine) -> list[str]:
    """Return the items that are supplied."""
    with engine.connect() as connection:
        of = CatalogueItem.__table__.c
        return list(connection.scalars(select(of.code).where(of.record_kind.is_not(None)).order_by(of.code)))


def test_every_item_has_templates_that_hold_no_record(engine: Engine, settings: Settings) -> None:
    enrol(engine, *items(engine))
    assert len(items(engine)) > 10

    for item in items(engine):
        with engine.connect() as connection:
            wanted = standard(connection, item)
        for ending in ENDINGS:
            told = commit(engine, settings, template(wanted, ending), f"{item} {ending}", item=item)
            assert (counts(told), told["read"]) == ((0, 0, 0, 0, 0), 0), (item, ending)


def test_a_filled_in_table_goes_in_with_its_explanation(engine: Engine, settings: Settings) -> None:
    enrol(engine)
    with engine.connect() as connection:
        empty = template(standard(connection, "PENALTY"), "csv")
    head, explanation = csv.reader(io.StringIO(empty.decode("utf-8-sig")))
    assert explanation[0].startswith("#说明")
    assert "必填" in explanation[head.index("CF_WSH")]
    assert not {"CF_FRDB", "CF_XDR_ZJHM"} & set(head)
    line = io.StringIO()
    csv.DictWriter(line, head, restval="").writerow(penalty(1))

    told = commit(engine, settings, empty + line.getvalue().encode())

    assert (counts(told), told["read"]) == ((1, 0, 0, 0, 0), 1)


def test_a_workbook_offers_the_choices_and_marks_what_is_required(engine: Engine, tmp_path: Path) -> None:
    with engine.connect() as connection:
        wanted = standard(connection, "PENALTY")
    content = template(wanted, "xlsx")
    assert template(wanted, "xlsx") == content
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<dataValidation ") == sum(
        field.type.value in ("CHOICE", "BOOLEAN") for field in wanted.fields if not field.personal
    )
    (tmp_path / "book").write_bytes(content)
    assert workbook.as_table(tmp_path / "book", tmp_path / "table") == 2


def test_an_object_explains_each_field(engine: Engine) -> None:
    with engine.connect() as connection:
        explained = json.loads(template(standard(connection, "LICENCE"), "ndjson"))
    assert "必填" in explained["XK_WSH"]
