"""Products as a licensed bank submits them: each line checked as by the command, and handed over for review."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from exchange.app.http import Exchange
from exchange.catalogue.items import FINANCING_PRODUCT
from exchange.institution.roll import create
from exchange.product import leading
from exchange.product.model import FinancingProduct, ProductCriterion, ProductVersion
from exchange.settings import Settings
from tests.api.supplier import Supplier, code
from tests.domain.products import OPERATOR, license_
from tests.ingest.penalties import table

BANK = "T-BANK"


def line(n: int, /, **cells: str) -> dict[str, str]:
    """Return a clean line by its heads, with some cells replaced."""
    return {
        "CPBH": f"P-{n}",
        "CPLX": "贷款",
        "CPMC": f"示例贷（{n}号）",
        "EDXX": "10000",
        "EDSX": "2000000",
        "NLLXX": "3.45",
        "NLLSX": "6",
        "QXXX": "1",
        "QXSX": "36",
        "SLJZ": "",
        "DBFS": "信用、抵押",
        "SYDQ": "441302、441303",
        "ZCYJ": "示例贴息办法|示例〔2026〕1号",
        "ZRTJ": "REGISTERED_MONTHS AT_LEAST 24；REGION IN 441300，440300",
        **cells,
    }


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    """Keep the files in a folder of the test's own."""
    return replace(settings, storage=str(tmp_path / "storage"))


@pytest.fixture
def http(engine: Engine, settings: Settings) -> Iterator[TestClient]:
    """The exchange with two banks, of which one has a licence for loans."""
    with Session(engine) as session, session.begin():
        create(session.connection(), BANK, "示例银行", "BANK")
        create(session.connection(), "T-OTHER", "示例二行", "BANK")
        license_(session, BANK)
    with TestClient(Exchange(settings), base_url=settings.issuer) as connected:
        yield connected


@pytest.fixture
def bank(engine: Engine, settings: Settings, http: TestClient) -> Supplier:
    """A program of the licensed bank."""
    return Supplier.enrolled(engine, settings, BANK, http)


def held(engine: Engine) -> list[tuple[Any, ...]]:
    """Return key, state and latest version of every product."""
    with engine.connect() as connection:
        own = select(FinancingProduct.external_id, FinancingProduct.state, ProductVersion.number, ProductVersion.state)
        joined = own.join(ProductVersion, ProductVersion.product_id == FinancingProduct.id)
        return [tuple(row) for row in connection.execute(joined.order_by(FinancingProduct.external_id))]


def test_a_bank_submits_its_products_and_each_goes_into_review(bank: Supplier, engine: Engine) -> None:
    odd = [
        line(1, CPLX="担保"),
        line(2, NLLSX="1000"),
        line(3, EDXX="2000001"),
        line(4, SLJZ="2020-01-01"),
        line(5, ZRTJ="SHOE_SIZE AT_LEAST 1"),
        line(6, ZRTJ="REGION"),
        line(7, SYDQ="999999"),
        line(8, NLLXX="3.45678"),
        line(9, EDXX="-1"),
    ]
    id_ = bank.opened(table(line(0), *odd), item=FINANCING_PRODUCT)
    found = bank.do("validate", id_).json()
    assert (found["state"], found["accepted"], found["rejected"]) == ("VALIDATED", 1, 9)
    assert held(engine) == []

    found = bank.do("commit", id_).json()
    assert (found["state"], found["accepted"], found["rejected"]) == ("COMMITTED", 1, 9)
    assert [(one["line"], one["field"], one["code"]) for one in found["rejections"]] == [
        (3, "CPLX", "NOT_LICENSED"),
        (4, "NLLSX", "RATE_OVER_CAP"),
        (5, "EDXX", "PRODUCT_REFUSED"),
        (6, "SLJZ", "PRODUCT_REFUSED"),
        (7, "ZRTJ", "CRITERION_FIELD_UNKNOWN"),
        (8, "ZRTJ", "PRODUCT_REFUSED"),
        (9, "SYDQ", "PRODUCT_REFUSED"),
        (10, "NLLXX", "RATE_REFUSED"),
        (11, "EDXX", "MONEY_RANGE"),
    ]
    assert held(engine) == [("P-0", "REVIEW", 1, "REVIEW")]
    with Session(engine) as session:
        version = session.scalars(select(ProductVersion)).one()
        assert (version.amount_max_fen, version.rate_min_ppm, version.term_max_months) == (200_000_000, 34_500, 36)
        asked = [(row.field, row.operator, row.operands) for row in session.scalars(select(ProductCriterion))]
        assert asked == [("REGISTERED_MONTHS", "AT_LEAST", '["24"]'), ("REGION", "IN", '["441300","440300"]')]


def test_the_same_again_is_unchanged_and_another_word_is_a_further_version(bank: Supplier, engine: Engine) -> None:
    bank.do("commit", bank.opened(table(line(0)), item=FINANCING_PRODUCT))
    in_review = bank.do("commit", bank.opened(table(line(0, NLLSX="5")), "2", item=FINANCING_PRODUCT)).json()
    assert [(one["field"], one["code"]) for one in in_review["rejections"]] == [("CPBH", "PRODUCT_REFUSED")]
    with Session(engine) as session, session.begin():
        leading.list_(session, session.scalars(select(FinancingProduct.id)).one(), OPERATOR)

    again = bank.do("commit", bank.opened(table(line(0)), "3", item=FINANCING_PRODUCT)).json()
    assert (again["accepted"], again["unchanged"]) == (0, 1)
    bank.do("commit", bank.opened(table(line(0, NLLSX="5")), "4", item=FINANCING_PRODUCT))
    assert sorted(held(engine)) == [("P-0", "LISTED", 1, "LISTED"), ("P-0", "LISTED", 2, "REVIEW")]


def test_a_bank_without_a_licence_and_a_withdrawal_are_refused(
    bank: Supplier, engine: Engine, settings: Settings, http: TestClient
) -> None:
    other = Supplier.enrolled(engine, settings, "T-OTHER", http)
    assert code(other.open(item=FINANCING_PRODUCT)) == (403, "ITEM_NOT_ASSIGNED")
    id_ = bank.opened(table(line(0)), item=FINANCING_PRODUCT)
    bank.do("commit", id_)
    refused = bank.ask("DELETE", f"/submissions/{id_}")
    assert code(refused) == (409, "SUBMISSION_STATE")
    assert held(engine) == [("P-0", "REVIEW", 1, "REVIEW")]
