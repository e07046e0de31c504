"""The reference files of the catalogue: the same as the sources where those are at hand."""

import csv
import json
from pathlib import Path

from exchange.reference import catalogue


def test_the_standards_of_licences_and_penalties_have_every_column_of_the_source(shared_data: Path) -> None:
    columns = {(row.item_code, row.code): row for row in catalogue.catalogue_fields()}
    items = {"行政许可": "LICENCE", "行政处罚": "PENALTY"}
    with (shared_data / "policy/shuanggongshi_fields.csv").open(encoding="utf-8-sig", newline="") as file:
        stated = [row for row in csv.DictReader(file) if row["table"] in items]
    assert len(stated) == 58
    for row in stated:
        column = columns[items[row["table"]], row["field"]]
        assert column.name == row["name"]
        assert column.personal is row["obligation"].startswith("PERSON")
        measured = row["type"].startswith("文本(") and column.type == "TEXT"
        assert column.length == (int(row["type"][3:-1]) if measured else None)


def test_publication_rules_are_those_of_the_source(shared_data: Path) -> None:
    in_force = json.loads((shared_data / "policy/credit_restoration_rules.json").read_text("utf-8"))["in_force"]
    names = {"轻微": "MINOR", "一般": "GENERAL", "严重": "SERIOUS"}
    expected = {names[one["class"]]: (one["min_months"], one["max_months"]) for one in in_force["classes"]}
    rules = [row for row in catalogue.publication_rules() if row.valid_until is None]
    assert {row.severity: (row.min_months, row.max_months) for row in rules} == expected
    assert {row.valid_from.isoformat() for row in rules} == {in_force["effective"]}
