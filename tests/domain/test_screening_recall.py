"""Whether screened names are found again, however they are mistyped; benchmarks/screening.py has the figures."""

import csv
import gzip
from collections.abc import Callable, Sequence
from itertools import cycle, product
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Engine, insert

from exchange.entity.model import Entity
from exchange.entity.uscc import check_character
from exchange.name.index import Named, add
from exchange.name.vocabulary import settle
from exchange.screening.screen import screen
from tests.domain.enterprise import enterprise
from tests.domain.perturbed import PERTURBATIONS

REGISTRY = Path(__file__).parents[3] / "shared" / "data" / "registry" / "guangdong_enterprises.csv.gz"
MEASURED = 6
"""How many of the perturbations come first, which a screening is measured by."""
DRAWN = 100
DIVISIONS = ("惠州市", "深圳", "广东", "惠州市惠城区", "中山市")
TRADES = ("贸易", "电子科技", "服装", "物流")
FORMS = ("有限公司", "股份有限公司", "厂")


def made_up() -> list[str]:
    """Return names that share divisions, trades, forms and characters of their cores."""
    cores = ("".join(pair) for pair in product("鑫源恒达华丰泰隆盛佳", "美宝龙安顺利通和兴瑞"))
    others = zip(cycle(DIVISIONS), cycle(TRADES), cycle(FORMS), strict=False)
    return [f"{division}示例{core}{trade}{form}" for core, (division, trade, form) in zip(cores, others, strict=False)]


def real() -> list[str]:
    """Return every fortieth name of the Guangdong registry."""
    if not REGISTRY.exists():
        pytest.skip("The real registry isn't beside the checkout: ../shared/data/registry is missing.")
    with gzip.open(REGISTRY, "rt", encoding="utf-8") as file:
        return sorted({row["name"] for row in list(csv.DictReader(file))[::40]})


def registered(engine: Engine, names: Sequence[str]) -> dict[str, str]:
    """Put names in the registry, under made-up codes; return the code of each."""
    firsts = [f"91990000MC{n:07d}" for n in range(len(names))]
    codes = {name: first + check_character(first) for name, first in zip(names, firsts, strict=True)}
    with engine.begin() as connection:
        connection.execute(insert(Entity), [enterprise(code, name=name) for name, code in codes.items()])
        add(connection, (Named(code, name) for name, code in codes.items()))
    with engine.begin() as connection:
        settle(connection)
    return codes


@pytest.mark.parametrize("source", [made_up, real])
def test_mistyped_names_are_found_again(engine: Engine, source: Callable[[], list[str]]) -> None:
    codes = registered(engine, source())
    figures = {}
    with engine.connect().execution_options(read_only=True) as connection:
        for what, perturbed in list(PERTURBATIONS.items())[:MEASURED]:
            draw = Random(what)  # noqa: S311 - a repeatable choice, no secret
            names = draw.sample(sorted(codes), DRAWN)
            answers = screen(connection, [perturbed(name, draw) for name in names])
            found = [[one.uscc for one in candidates] for candidates in answers]
            recall = sum(codes[name] in some for name, some in zip(names, found, strict=True))
            first = sum(some[:1] == [codes[name]] for name, some in zip(names, found, strict=True))
            figures[what] = recall / DRAWN, first / sum(map(bool, found))

    assert min(recall for recall, _ in figures.values()) >= 0.95, figures
    assert min(precision for _, precision in figures.values()) >= 0.9, figures
