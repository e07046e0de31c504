"""Every spelling of a capital unit in the real registries is known, but those that say nothing."""

import csv
import gzip
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from exchange.reference import load
from exchange.reference.unit import unit_key

UNITS = {unit.unit: unit for unit in load.capital_units()}


@pytest.mark.parametrize(
    ("path", "opener", "column", "no_units"),
    [
        ("registry/huizhou_enterprises.csv", open, "capital_raw", {""}),
        ("registry/guangdong_enterprises.csv.gz", gzip.open, "capital_raw", {"", "-"}),
        ("registry/as_received/registry_as_received.csv", open, "注册资金", {"", "N/A", "已移除", '万"'}),
    ],
)
def test_every_unit_in_a_registry_is_known(
    shared_data: Path, path: str, opener: Callable[..., Iterator[str]], column: str, no_units: set[str]
) -> None:
    with opener(shared_data / path, "rt", encoding="utf-8-sig", newline="") as lines:  # type: ignore[attr-defined]
        met = {unit_key((row[column] or "").lstrip("0123456789.,")) for row in csv.DictReader(lines)}

    assert met - UNITS.keys() == no_units
