"""The reference files: whole, consistent in themselves, and the same as the sources where those are at hand."""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields
from importlib.resources import files
from itertools import chain
from pathlib import Path
from unicodedata import normalize

import pytest

from exchange.db.base import Base, written
from exchange.entity.model import EntityKind
from exchange.reference import load
from exchange.reference.model import Currency, Industry, Region, UsccDepartment
from exchange.reference.table import ReferenceFileError, read_rows, text, whole_number
from exchange.reference.unit import unit_key

SHARED_DATA = Path(__file__).parents[2].parent / "shared" / "data"
with_sources = pytest.mark.skipif(not SHARED_DATA.is_dir(), reason=f"the source data are not at {SHARED_DATA}")

FILES = (
    "regions.tsv",
    "industries.tsv",
    "uscc_departments.tsv",
    "currencies.tsv",
    "capital_units.tsv",
    "catalogue_items.tsv",
    "catalogue_fields.tsv",
    "collection_limits.tsv",
    "publication_rules.tsv",
)
REGIONS = {region.code: region for region in load.regions()}
INDUSTRIES = {industry.code: industry for industry in load.industries()}
KINDS = {row.department + row.category: row.kind for row in load.departments()}
CURRENCIES = {currency.code: currency for currency in load.currencies()}
UNITS = {unit.unit: unit for unit in load.capital_units()}


def ancestors(rows: dict[str, load.RegionRow] | dict[str, load.IndustryRow], code: str) -> Iterator[str]:
    parent = rows[code].parent_code
    while parent is not None:
        yield parent
        parent = rows[parent].parent_code


def source(path: str) -> list[dict[str, str]]:
    with (SHARED_DATA / path).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("file", FILES)
def test_a_file_is_small_plain_and_names_its_source(file: str) -> None:
    content = files("exchange.reference").joinpath(file).read_bytes()
    heading = [line for line in content.decode("utf-8").split("\n") if line.startswith("# ")]

    assert len(content) < 300 * 1024
    assert b"\r" not in content
    assert content.endswith(b"\n")
    assert heading[0].startswith("# title: ")
    assert heading[1].startswith("# source: ")
    assert any(line.startswith("# made: ") for line in heading)


@pytest.mark.parametrize(
    ("row", "table"),
    [
        (load.RegionRow, Region),
        (load.IndustryRow, Industry),
        (load.DepartmentRow, UsccDepartment),
        (load.CurrencyRow, Currency),
    ],
)
def test_a_row_has_the_columns_of_its_table(row: type[load.RegionRow], table: type[Base]) -> None:
    assert tuple(field.name for field in fields(row)) == written(table.__table__)  # type: ignore[arg-type]


def test_no_key_occurs_twice() -> None:
    assert len(list(load.regions())) == len(REGIONS) == 7100
    assert len(list(load.industries())) == len(INDUSTRIES) == 1971
    assert len(list(load.departments())) == len(KINDS) == 37
    assert len(list(load.currencies())) == len(CURRENCIES) == 180
    assert len(list(load.capital_units())) == len(UNITS) == 76


@pytest.mark.parametrize("rows", [REGIONS, INDUSTRIES], ids=["regions", "industries"])
def test_a_parent_comes_before_its_children(rows: dict[str, load.RegionRow]) -> None:
    met: set[str | None] = {None}
    for row in rows.values():
        assert row.parent_code in met, row
        met.add(row.code)


@pytest.mark.parametrize("rows", [REGIONS, INDUSTRIES], ids=["regions", "industries"])
def test_a_path_begins_with_the_paths_of_the_ancestors_and_no_other(rows: dict[str, load.RegionRow]) -> None:
    by_path = {row.path: row.code for row in rows.values()}
    assert len(by_path) == len(rows)

    for row in rows.values():
        prefixes = (row.path[:length] for length in range(len(row.path) - 1, 0, -1))
        assert [by_path[prefix] for prefix in prefixes if prefix in by_path] == list(ancestors(rows, row.code))


def test_a_parent_is_one_level_up() -> None:
    up = {"TOWN": "COUNTY", "COUNTY": "PREFECTURE", "PREFECTURE": "PROVINCE"}
    up |= {"CLASS": "GROUP", "GROUP": "DIVISION", "DIVISION": "SECTION"}
    rows: dict[str, load.RegionRow | load.IndustryRow] = {**REGIONS, **INDUSTRIES}
    skipping = {
        code
        for code, row in rows.items()
        if up.get(row.level) != (rows[row.parent_code].level if row.parent_code else None)
    }

    assert {code[:4] for code in skipping} == {"4600"}, "only Hainan had counties directly below the province"
    assert all(REGIONS[code].valid_to for code in skipping)


def test_each_level_is_complete() -> None:
    assert Counter(region.level for region in REGIONS.values()) == {
        "PROVINCE": 34, "PREFECTURE": 553, "COUNTY": 6429, "TOWN": 84,
    }  # fmt: skip
    assert Counter(industry.level for industry in INDUSTRIES.values()) == {
        "SECTION": 20, "DIVISION": 97, "GROUP": 473, "CLASS": 1381,
    }  # fmt: skip
    assert [REGIONS[code].name for code in ("710000", "810000", "820000")] == [
        "台湾省", "香港特别行政区", "澳门特别行政区",
    ]  # fmt: skip


def test_a_region_ends_after_it_began() -> None:
    for region in REGIONS.values():
        assert (region.valid_from or 0) <= (region.valid_to or 9999), region


def test_huizhou_has_its_five_counties_and_their_towns() -> None:
    huizhou = [region for region in REGIONS.values() if region.path.startswith("4413")]

    counties = {r.code: r.name for r in huizhou if r.level == "COUNTY" and r.valid_to is None}
    assert counties == {
        "441301": "市辖区",
        "441302": "惠城区",
        "441303": "惠阳区",
        "441322": "博罗县",
        "441323": "惠东县",
        "441324": "龙门县",
    }
    towns = Counter(r.parent_code for r in huizhou if r.level == "TOWN")
    assert towns == {"441302": 21, "441303": 12, "441322": 18, "441323": 21, "441324": 12}
    assert REGIONS["441302001"].name == "桥东街道"


def test_an_abolished_county_resolves_to_its_prefecture() -> None:
    assert REGIONS["441381"] == load.RegionRow("441381", "惠阳市", "COUNTY", "441300", "441381", 1994, 2003)
    assert list(ancestors(REGIONS, "441381")) == ["441300", "440000"]


def test_a_code_has_its_present_name_or_its_last() -> None:
    renamed, reused, in_traditional_characters = REGIONS["210200"], REGIONS["332700"], REGIONS["632858"]

    assert (renamed.name, renamed.valid_from, renamed.valid_to) == ("大连市", 1981, None)
    assert (reused.name, reused.valid_from, reused.valid_to) == ("舟山地区", 1982, 1987)
    assert in_traditional_characters.name == "冷湖行政委员会"


def test_a_prefecture_without_counties_occurs_once_as_a_prefecture() -> None:
    assert [REGIONS[code].level for code in ("441900", "442000", "460400")] == ["PREFECTURE"] * 3


def test_divisions_abolished_after_the_list_of_2023_are_retired() -> None:
    assert [REGIONS[code].valid_to for code in ("500105", "500112", "500157")] == [2025, 2025, None]


def test_a_moved_code_is_in_force_once() -> None:
    assert [r.code for r in REGIONS.values() if r.name == "神农架林区" and r.valid_to is None] == ["429021"]


def test_a_class_belongs_to_the_group_of_its_first_three_digits() -> None:
    assert INDUSTRIES["9221"] == load.IndustryRow("9221", "综合事务管理机构", "CLASS", "922", "S9221")
    for industry in INDUSTRIES.values():
        if industry.level in ("GROUP", "CLASS"):
            assert industry.parent_code == industry.code[:-1]


def test_every_prefix_has_the_kind_decided_for_it() -> None:
    kinds: dict[str, set[str]] = {}
    for prefix, kind in KINDS.items():
        kinds.setdefault(kind, set()).add(prefix)
    others = kinds.pop("OTHER")

    assert kinds == {
        "GOVERNMENT_AGENCY": {"11"},
        "INSTITUTION": {"12", "A1"},
        "SOCIAL_ORGANISATION": {"13", "51", "52", "53", "81"},
        "ENTERPRISE": {"91", "93"},
        "INDIVIDUAL_BUSINESS": {"92"},
        "RURAL_COLLECTIVE": {"N1", "N2", "N3"},
    }
    assert {prefix for prefix in KINDS if prefix[1] == "9"} | {"Y1"} <= others
    assert kinds.keys() | {"OTHER"} == set(EntityKind)


def test_currencies_have_their_minor_units() -> None:
    assert CURRENCIES["CNY"] == load.CurrencyRow("CNY", "156", "Yuan Renminbi", "人民币", 2, False)
    assert [CURRENCIES[code].digits for code in ("JPY", "KWD", "XAU")] == [0, 3, None]
    assert CURRENCIES["ALL"].numeric == "008"
    assert {code for code, currency in CURRENCIES.items() if currency.retired} == {"DEM", "FRF"}


def test_every_unit_is_of_a_currency_with_a_chinese_name_and_written_as_its_key() -> None:
    for unit in UNITS.values():
        assert CURRENCIES[unit.currency].name_zh
        assert unit_key(unit.unit) == unit.unit


@pytest.mark.parametrize(
    ("spelling", "currency", "factor", "assumed"),
    [
        ("(万元人民币)", "CNY", 10_000, False),
        ("（万元）", "CNY", 10_000, True),
        ("(万人民币元)", "CNY", 10_000, False),
        (" 万元人民币元", "CNY", 10_000, False),
        ("(万元(人民币))", "CNY", 10_000, False),
        ("（万元（港币））", "HKD", 10_000, False),
        ("万香港元", "HKD", 10_000, False),
        ("万美元\u3000", "USD", 10_000, False),
        ("元人民币", "CNY", 1, False),
        ("元", "CNY", 1, True),
        ("万德国马克", "DEM", 10_000, False),
    ],
)
def test_a_unit_is_found_however_it_is_bracketed(spelling: str, currency: str, factor: int, assumed: bool) -> None:
    key = unit_key(spelling)

    assert UNITS[key] == load.CapitalUnitRow(key, currency, factor, assumed)


@pytest.mark.parametrize("spelling", ["", "N/A", "元/万元", "股"])
def test_a_unit_that_leaves_the_amount_open_is_unknown(spelling: str) -> None:
    assert unit_key(spelling) not in UNITS


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([b"#", b"code\tyear"], "made-up.tsv, line 2: the columns are 'code\\tyear', expected 'code\\tdigits'."),
        ([b"#"], "made-up.tsv, line 1: no columns; expected 'code\\tdigits'."),
        ([b"code\tdigits", b"A\t1", b"B"], "made-up.tsv, line 3: 1 cells, expected 2."),
        ([b"code\tdigits", b"A\ttwo"], "made-up.tsv, line 2: digits is 'two': must be a whole number."),
        ([b"code\tdigits", b"\t1"], "made-up.tsv, line 2: code is '': must not be empty."),
        ([b"code\tdigits", b"A\xff\t1"], "made-up.tsv, line 2: byte 2 is not UTF-8."),
    ],
)
def test_a_damaged_file_is_refused_with_its_line(lines: Sequence[bytes], message: str) -> None:
    with pytest.raises(ReferenceFileError) as refused:
        list(read_rows("made-up.tsv", lines, dict, {"code": text, "digits": whole_number}))

    assert str(refused.value) == message


@with_sources
def test_every_division_of_2023_is_there_by_its_name() -> None:
    divisions = chain(source("codes/cn_divisions_2023.csv"), source("codes/huizhou_towns_2023.csv"))

    assert [row for row in divisions if REGIONS[row["code"]].name != row["name"]] == []


@with_sources
def test_every_division_of_the_past_resolves() -> None:
    assert {row["code"] for row in source("codes/cn_divisions_history.csv")} <= REGIONS.keys()


@with_sources
def test_every_industry_is_there_by_its_name() -> None:
    theirs = {row["code"]: normalize("NFKC", row["name"]) for row in source("codes/gbt4754_2017.csv")}

    assert {code: normalize("NFKC", industry.name) for code, industry in INDUSTRIES.items()} == theirs


@with_sources
def test_prefixes_and_currencies_are_those_of_the_sources() -> None:
    prefixes = source("codes/uscc_department_category.csv")
    assert {row["reg_dept_code"] + row["org_category_code"] for row in prefixes} == KINDS.keys()
    assert {row["alpha3"]: row["numeric"] for row in source("codes/iso4217.csv")} == {
        code: currency.numeric for code, currency in CURRENCIES.items() if not currency.retired
    }


@with_sources
def test_counted_units_have_the_currency_that_was_guessed() -> None:
    guesses = {row["unit_as_received"]: row["iso4217_guess"] for row in source("codes/capital_unit_variants.csv")}
    assert guesses.pop("元/万元") == "CNY"

    assert {spelling: UNITS[unit_key(spelling)].currency for spelling in guesses} == guesses
