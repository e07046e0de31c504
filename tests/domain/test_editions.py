"""What editions and assigned departments bring into force and end, for whoever is on a list."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.errors import ExchangeError
from exchange.listing import reach
from exchange.measure.drafting import Draft, Signed, draft
from exchange.measure.model import Measure
from exchange.memorandum.department import key
from exchange.memorandum.model import DepartmentAssignment, MemorandumEdition
from tests.domain.listing import (
    OPERATOR,
    actions,
    assign,
    decided,
    edition,
    ended,
    listed,
    prepared,
    published,
)
from tests.planning.data import USCCS

TODAY = clock.today()
Step = Callable[[], Any]
DEPARTMENT = ("department", "T-REGULATOR")


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """Give a transaction in which lists have keepers."""
    prepared(engine)
    with Session(engine) as session, session.begin():
        yield session


def test_what_is_published_later_reaches_who_is_listed_and_nobody_else(session: Session) -> None:
    assign(session)
    entry, over = listed(session), listed(session, uscc=USCCS[1])
    ended(session, over)
    waiting = decided(session, uscc=USCCS[2])
    made = edition(session, Draft("一", ("财政部",)), Draft("二", ("财政部",)))

    reach.publish_edition(session, made, *OPERATOR, {2})
    assert [actions(session, one) for one in (entry, over, waiting)] == [[("财政部", "T-BUREAU", "TRIGGERED")], [], []]
    reach.publish_edition(session, made, *OPERATOR)
    assert len(actions(session, entry)) == 2
    with pytest.raises(ExchangeError, match="no measure that is unpublished"):
        reach.publish_edition(session, made, *OPERATOR)


def test_repeal_lapses_the_measures_and_lifts_their_actions(session: Session) -> None:
    assign(session)
    made = published(session)
    another = published(session, code="EX-2")
    entry = listed(session)

    reach.repeal(session, made, *OPERATOR, "废止")
    ended_ = session.get_one(MemorandumEdition, made)
    assert sorted(state for *_, state in actions(session, entry)) == ["LIFTED", "TRIGGERED"]
    lapsed = session.execute(select(Measure.lapsed_at).where(Measure.edition_id == made)).scalars().all()
    assert lapsed == [ended_.repealed_at]
    assert session.scalars(select(Measure.lapsed_at).where(Measure.edition_id == another)).all() == [None]
    assert len(actions(session, listed(session, uscc=USCCS[1]))) == 1
    steps: list[Step] = [
        lambda: reach.repeal(session, made, *OPERATOR, "x"),
        lambda: reach.publish_edition(session, made, *OPERATOR),
    ]
    for again in steps:
        with pytest.raises(ExchangeError) as refused:
            again()
        assert refused.value.code == "EDITION_STEP_REFUSED"


def test_another_edition_takes_the_place_of_one_in_force(session: Session) -> None:
    assign(session)
    old = published(session)
    entry = listed(session)
    new = edition(session, Draft("甲", ("财政部",)), Draft("乙", ("财政部",)))

    with pytest.raises(ExchangeError, match=f"{old} is in force"):
        reach.publish_edition(session, new, *OPERATOR)
    reach.supersede(session, old, new, *OPERATOR, reason="修订")
    assert sorted(state for *_, state in actions(session, entry)) == ["LIFTED", "TRIGGERED", "TRIGGERED"]
    ended_ = session.get_one(MemorandumEdition, old)
    assert (ended_.superseded_by_id, ended_.repeal_reason) == (new, "修订")
    with pytest.raises(ExchangeError, match="no later edition"):
        reach.supersede(session, new, old, *OPERATOR, reason="x")


def test_a_superseded_memorandum_is_not_published(session: Session) -> None:
    with pytest.raises(ExchangeError, match="M03 was superseded by M04"):
        reach.publish_edition(session, "edn_M03.1", *OPERATOR)


@pytest.mark.parametrize("edition_id", ["edn_none", "edn_\0"])
def test_an_unknown_edition_is_refused(session: Session, edition_id: str) -> None:
    steps: list[Step] = [
        lambda: reach.publish_edition(session, edition_id, *OPERATOR),
        lambda: reach.repeal(session, edition_id, *OPERATOR, "x"),
        lambda: reach.supersede(session, "edn_M06.1", edition_id, *OPERATOR, reason="x"),
    ]
    for step in steps:
        with pytest.raises(ExchangeError) as refused:
            step()
        assert refused.value.code == "EDITION_UNKNOWN"


def test_a_measure_without_a_number_is_not_published(session: Session) -> None:
    made = edition(session)
    with pytest.raises(ExchangeError, match="has no unpublished measure 7"):
        reach.publish_edition(session, made, *OPERATOR, {1, 7})
    assert session.scalars(select(Measure.published_at).where(Measure.edition_id == made)).all() == [None]


def test_a_reassigned_department_keeps_what_it_was_triggered_for(session: Session) -> None:
    assign(session, "财政部", "T-REGULATOR")
    published(session)
    before, assigned = listed(session), DepartmentAssignment
    assign(session, "国家财政部", "T-COURT")

    assert actions(session, before) == [("财政部", "T-REGULATOR", "TRIGGERED")]
    assert actions(session, listed(session, uscc=USCCS[1])) == [("财政部", "T-COURT", "TRIGGERED")]
    assert len(session.scalars(select(assigned).where(assigned.department_key == "财政部")).all()) == 1


@pytest.mark.parametrize(
    ("department", "institution"), [("财政部", "T-BANK"), ("财政部", "NOWHERE"), (" ", "T-BUREAU")]
)
def test_a_department_is_assigned_to_an_authority(session: Session, department: str, institution: str) -> None:
    with pytest.raises(ExchangeError) as refused:
        assign(session, department, institution)
    assert refused.value.code == "DEPARTMENT_REFUSED"


def test_departments_are_compared_without_the_national_prefix() -> None:
    assert key(" 国家 发展改革委 ") == key("发展改革委") == "发展改革委"
    assert key("国家") == ""


BAD_EDITIONS: list[tuple[tuple[str, ...], list[Any], str]] = [
    ((), [Draft("限制")], "signatories"),
    (("财政部",), [], "measures"),
    (("财政部",), [Draft(" ")], "measures"),
    (("财政部",), [Draft("x", valid_from=TODAY, valid_until=TODAY - timedelta(days=1))], "measures"),
    (("财" * 101,), [Draft("x")], "signatories"),
]


def test_a_bad_edition_is_refused_with_its_place(session: Session) -> None:
    for signed, measures, place in BAD_EDITIONS:
        with pytest.raises(ExchangeError) as refused:
            draft(session, "M02", Signed(signed), measures, source="示例")
        assert (refused.value.code, refused.value.path) == ("MEMORANDUM_REFUSED", ("input", place))


def test_an_unknown_memorandum_has_no_editions(session: Session) -> None:
    with pytest.raises(ExchangeError) as refused:
        draft(session, "M99", Signed(("财政部",)), [Draft("x")], source="示例")
    assert refused.value.code == "MEMORANDUM_UNKNOWN"
