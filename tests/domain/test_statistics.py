"""What the regulator's statistics count, into which month, and which months there are."""

from datetime import date

import pytest
from sqlalchemy import Engine, insert
from sqlalchemy.orm import Session

from exchange import clock
from exchange.product.kind import ProductKind
from exchange.product.model import ProductPolicy
from exchange.supervision.dimension import Dimension
from exchange.supervision.month import Month, last_closed, period
from exchange.supervision.refusal import SupervisionRefused
from exchange.supervision.stage import Stage, counted
from exchange.supervision.table import tables
from tests.domain.financing import PRODUCTS, prepared
from tests.domain.supervised import YUAN, application, months_of_march_and_april

MARCH, APRIL, MAY = (Month(2026, number) for number in (3, 4, 5))
LOAN = ProductKind.LOAN
Numbers = dict[str, tuple[int, int, int]]


def numbers(engine: Engine, by: Dimension, month: Month, stage: Stage, kind: ProductKind = LOAN) -> Numbers:
    """Return number, yuan and weight by key, before anything is withheld."""
    with Session(engine) as session:
        cells = counted(session, kind, by, [month])[month, stage]
    return {key: (cell.count, cell.amount_fen // YUAN, cell.weight) for key, cell in cells.items()}


def test_everything_is_counted_once_in_the_month_in_which_it_happened(engine: Engine) -> None:
    prepared(engine)
    months_of_march_and_april(engine)

    def of(month: Month, stage: Stage) -> Numbers:
        return numbers(engine, Dimension.SIZE, month, stage)

    weight = sum((n + 1) * 100 * YUAN * (40_000 + n) for n in range(6))
    assert of(MARCH, Stage.DEMANDED) == {"MICRO": (5, 2500, 0)}
    assert of(MARCH, Stage.SUBMITTED) == {"SMALL": (6, 6000, 0), "LARGE": (2, 2000, 0)}
    assert of(MARCH, Stage.APPROVED) == {"SMALL": (6, 5400, 2 + 3 + 4 + 5 + 6 + 7)}
    assert of(MARCH, Stage.REJECTED) == of(MARCH, Stage.SIGNED) == of(MARCH, Stage.PAID_FIRST) == {}
    assert of(APRIL, Stage.SUBMITTED) == {"SMALL": (1, 1000, 0)}
    assert of(APRIL, Stage.SIGNED) == {"SMALL": (6, 2100, weight)}
    assert of(APRIL, Stage.PAID_FIRST) == {"SMALL": (6, 180, 0)}
    assert of(MAY, Stage.PAID_FIRST) == {"SMALL": (6, 180, 0)}
    assert of(MAY, Stage.PAID_FURTHER) == of(APRIL, Stage.APPROVED) == {}
    assert numbers(engine, Dimension.SIZE, MARCH, Stage.SUBMITTED, ProductKind.LEASE) == {}


@pytest.mark.parametrize(
    ("by", "keys"),
    [
        (Dimension.REGION, {"441302": 6, "": 2}),
        (Dimension.INDUSTRY, {"C": 8}),
        (Dimension.SIZE, {"SMALL": 6, "LARGE": 2}),
        (Dimension.INSTITUTION, {"F-BANK1": 6, "F-BANK2": 2}),
    ],
)
def test_each_dimension_divides_a_month_once(engine: Engine, by: Dimension, keys: dict[str, int]) -> None:
    prepared(engine)
    months_of_march_and_april(engine)

    assert {key: n for key, (n, *_) in numbers(engine, by, MARCH, Stage.SUBMITTED).items()} == keys


def test_small_numbers_are_withheld_and_nothing_is_told_to_be_nothing(engine: Engine) -> None:
    prepared(engine)
    months_of_march_and_april(engine)
    with Session(engine) as session:
        march, april = tables(session, LOAN, Dimension.INDUSTRY, [MARCH, APRIL])
        by_size, _ = tables(session, LOAN, Dimension.SIZE, [MARCH, APRIL])
        by_bank, _ = tables(session, LOAN, Dimension.INSTITUTION, [MARCH, APRIL])

    def shown(figures: object) -> dict[str, int | None]:
        assert isinstance(figures, dict)
        return {stage.name: cell and cell.count for stage, cell in figures.items()}

    nothing = dict.fromkeys(("REJECTED", "SIGNED", "PAID_FIRST", "PAID_FURTHER"), 0)
    assert shown(march.total) == {"DEMANDED": 5, "SUBMITTED": 8, "APPROVED": 6, **nothing}
    assert {key: shown(row) for key, row in march.rows.items()} == {
        "": {"DEMANDED": 5, "SUBMITTED": 0, "APPROVED": 0, **nothing},
        "C": {"DEMANDED": 0, "SUBMITTED": 8, "APPROVED": 6, **nothing},
    }
    # The two large ones would be what is left of eight.
    assert {key: shown(row)["SUBMITTED"] for key, row in by_size.rows.items()} == {"MICRO": None, "SMALL": None}
    assert [(key, shown(row)["SUBMITTED"], "DEMANDED" in shown(row)) for key, row in by_bank.rows.items()] == [
        ("F-BANK1", None, False)
    ]
    # One application in all: the month's total is as small as its part.
    assert (shown(april.total)["SUBMITTED"], shown(april.rows["C"])["SUBMITTED"]) == (None, None)
    assert shown(april.total)["PAID_FIRST"] == 6


@pytest.mark.parametrize(("fewest", "told"), [(5, {"": 5, "plm_1": 10}), (4, {})])
def test_a_policy_s_numbers_are_told_where_no_institution_has_few_of_them(
    engine: Engine, fewest: int, told: dict[str, int]
) -> None:
    prepared(engine)
    with Session(engine) as session, session.begin():
        for number, measure in ((1, None), (2, "plm_1"), (3, "plm_2")):
            linked = {"version_id": f"pvr_{PRODUCTS[1]}", "number": number, "title": "示例", "measure_id": measure}
            session.execute(insert(ProductPolicy).values(linked))
        for n in range(10 + fewest):
            bank = "F-BANK2" if n < 5 else "F-BANK3" if n < 10 else "F-BANK1"
            version = PRODUCTS[1] if n < 10 else PRODUCTS[0]
            application(session, n, "2026-03-10", version_id=f"pvr_{version}", institution_code=bank)
    with Session(engine) as session:
        (made,) = tables(session, LOAN, Dimension.POLICY, [MARCH])

    found = {key: cell.count for key, row in made.rows.items() if (cell := row[Stage.SUBMITTED])}
    assert (found, Stage.DEMANDED in made.total) == (told, False)
    total = made.total[Stage.SUBMITTED]
    assert total is not None
    assert total.count == 10 + fewest


def test_a_month_is_closed_when_a_day_has_passed(monkeypatch: pytest.MonkeyPatch) -> None:
    for day, closed in (
        (date(2026, 4, 1), Month(2026, 2)),
        (date(2026, 4, 2), MARCH),
        (date(2026, 1, 2), Month(2025, 12)),
    ):
        monkeypatch.setattr(clock, "today", lambda day=day: day)
        assert last_closed() == closed


def test_the_last_twelve_closed_months_are_told_unless_others_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 4, 2))

    assert [str(month) for month in (period(None, None)[0], period(None, None)[-1])] == ["2025-04", "2026-03"]
    assert period("2025-12", "2026-01") == [Month(2025, 12), Month(2026, 1)]
    assert len(period("2024-04", None)) == 24


@pytest.mark.parametrize(
    ("since", "until", "field", "message"),
    [
        (None, "2026-04", "until", "2026-04 isn't closed: 2026-03 is the latest month that is."),
        ("2026-03", "2026-02", "since", "2026-03 lies behind 2026-02. Name a month up to that."),
        ("2024-03", None, "since", "2024-03 to 2026-03 are 25 months; 24 are the most."),
        ("2026-13", None, "since", "'2026-13' is no month: write it as 2026-03."),
        ("2026-3", None, "since", "'2026-3' is no month: write it as 2026-03."),
        (None, "", "until", "'' is no month: write it as 2026-03."),
    ],
)
def test_other_months_are_refused(
    monkeypatch: pytest.MonkeyPatch, since: str | None, until: str | None, field: str, message: str
) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 4, 2))
    with pytest.raises(SupervisionRefused) as caught:
        period(since, until)

    assert (caught.value.code, caught.value.message, caught.value.path) == (
        "SUPERVISION_REFUSED",
        f"{field}: {message}",
        (field,),
    )
