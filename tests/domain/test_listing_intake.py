"""How a keeper's own decided entries come in: many lines, each through every step, the refused ones beside the good."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine, event, func, select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.deadline.rule import COUNTRY
from exchange.listing.actor import Actor
from exchange.listing.intake import Fate, Intake, Line, Outcome
from exchange.listing.model import ListEntry, ListEntryEvent, ListPlea
from exchange.listing.proposal import Proposal
from exchange.listing.refusal import ListUnknown
from exchange.measure.model import MeasureAction
from tests.domain.listing import BUREAU, COURT, DEFAULTERS, HERE, RED, actions, assign, ended, prepared, published
from tests.ingest.penalties import uscc
from tests.planning.data import USCCS

TODAY = clock.today()
LONG_AGO = TODAY - timedelta(days=40)


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """Give a transaction in which lists have keepers."""
    prepared(engine)
    with Session(engine) as session, session.begin():
        yield session


def line(n: int = 0, **changes: object) -> Line:
    """Return a good line with changes."""
    proposal = Proposal(
        USCCS[n], f"（2026）示例执{n}号", "示例人民法院", "拒不履行", "OBSTRUCTION", external_id=f"C-{n}"
    )
    good = Line(proposal, LONG_AGO, "风险提示", "符合第一条")
    return good._replace(**changes)  # type: ignore[arg-type]


def take(session: Session, code: str, lines: list[Line], actor: Actor, *, jurisdiction: str = COUNTRY) -> list[Outcome]:
    """Compare lines and write what was accepted."""
    intake = Intake(session, actor, jurisdiction)
    outcomes = intake.compared(code, lines)
    intake.write()
    return outcomes


def test_a_line_takes_every_step_and_triggers_measures(session: Session) -> None:
    assign(session)
    published(session, list_code=DEFAULTERS)
    (outcome,) = take(session, DEFAULTERS, [line()], COURT)

    assert outcome.fate is Fate.ACCEPTED
    entry = session.get_one(ListEntry, outcome.entry_id)
    assert (entry.state, entry.valid_from, entry.basis_document) == ("LISTED", TODAY, "（2026）示例执0号")
    steps = select(ListEntryEvent.state).where(ListEntryEvent.entry_id == entry.id).order_by(ListEntryEvent.id)
    assert session.scalars(steps).all() == ["PROPOSED", "NOTIFIED", "DECIDED", "LISTED"]
    assert actions(session, entry) == [("财政部", "T-BUREAU", "TRIGGERED")]


def test_refused_lines_stand_beside_good_ones_and_leave_nothing(session: Session) -> None:
    lines = [
        line(0),
        line(1, noticed_on=None),
        line(2, noticed_on=TODAY),
        line(3, noticed_on=TODAY + timedelta(days=1)),
        line(4, plea="已履行"),
        line(5, plea="已履行", plea_answer="凭证不实"),
        line(6, reasons=" "),
        line(7, valid_until=TODAY),
        line(0),
    ]
    outcomes = take(session, DEFAULTERS, lines, COURT)

    assert [(one.fate.value, one.code, one.field) for one in outcomes] == [
        ("ACCEPTED", None, None),
        ("REJECTED", "LIST_ENTRY_REFUSED", "noticedOn"),
        ("REJECTED", "LIST_STEP_TOO_EARLY", "entry"),
        ("REJECTED", "LIST_ENTRY_REFUSED", "noticedOn"),
        ("REJECTED", "LIST_PLEA_UNANSWERED", "pleaAnswer"),
        ("ACCEPTED", None, None),
        ("REJECTED", "LIST_ENTRY_REFUSED", "reasons"),
        ("REJECTED", "LIST_ENTRY_REFUSED", "validUntil"),
        ("REJECTED", "LIST_ENTRY_EXISTS", "input"),
    ]
    subjects = select(ListEntry.uscc).where(ListEntry.list_code == DEFAULTERS)
    assert sorted(session.scalars(subjects)) == [USCCS[0], USCCS[5]]
    assert session.get_one(ListPlea, outcomes[5].entry_id).answer == "凭证不实"


def test_a_red_list_s_line_was_publicised(session: Session) -> None:
    proposal = Proposal(USCCS[0], "示例税〔2026〕1号", "示例税务局", "连续三年A级")
    late, good = (Line(proposal, day, "公示", "守信") for day in (TODAY - timedelta(days=2), TODAY - timedelta(days=8)))

    (early,) = take(session, RED, [late], BUREAU, jurisdiction=HERE)
    assert (early.fate, early.code) == (Fate.REJECTED, "LIST_STEP_TOO_EARLY")
    (taken,) = take(session, RED, [good], BUREAU, jurisdiction=HERE)
    assert taken.fate is Fate.ACCEPTED


@pytest.mark.parametrize("code", [DEFAULTERS, "NOWHERE"])
def test_nobody_but_the_keeper_sends_lines(session: Session, code: str) -> None:
    with pytest.raises(ListUnknown):
        take(session, code, [line()], BUREAU)


def test_nothing_is_written_of_what_is_only_compared(session: Session) -> None:
    intake = Intake(session, COURT)
    entries = select(func.count()).select_from(ListEntry)
    before = session.scalar(entries)

    first, second = (intake.compared(DEFAULTERS, [line(0)])[0] for _ in range(2))
    assert (first.fate, second.code) == (Fate.ACCEPTED, "LIST_ENTRY_EXISTS")
    assert session.scalar(entries) == before


def test_a_refused_line_doesn_t_bar_the_good_one_behind_it(session: Session) -> None:
    outcomes = take(session, DEFAULTERS, [line(0, reasons=" "), line(0)], COURT)

    assert [one.fate.value for one in outcomes] == ["REJECTED", "ACCEPTED"]


def test_an_entry_sent_again_is_unchanged_or_differs(session: Session) -> None:
    (first,) = take(session, DEFAULTERS, [line(0)], COURT)
    other = line(0).proposal._replace(facts="另有事实")
    again = take(session, DEFAULTERS, [line(0), line(0, proposal=other), line(0, reasons="另有理由")], COURT)

    assert again[0] == Outcome(Fate.UNCHANGED, first.entry_id)
    assert [(one.code, one.field) for one in again[1:]] == [("LIST_ENTRY_DIFFERS", "externalId")] * 2


def test_what_has_ended_stays_ended_when_it_is_sent_again(session: Session) -> None:
    (first,) = take(session, DEFAULTERS, [line(0)], COURT)
    ended(session, session.get_one(ListEntry, first.entry_id))
    (again,) = take(session, DEFAULTERS, [line(0)], COURT)

    assert (again.fate, again.entry_id, again.code) == (Fate.UNCHANGED, first.entry_id, "LIST_ENTRY_ENDED")


def test_a_thousand_lines_take_a_few_statements(session: Session) -> None:
    assign(session)
    published(session, list_code=DEFAULTERS)
    counted = 0

    def count(*_: object) -> None:
        nonlocal counted
        counted += 1

    connection = session.connection()
    event.listen(connection, "before_cursor_execute", count)
    proposals = (Proposal(uscc(n), f"{n}", "示例人民法院", "x", "OBSTRUCTION", "示例", f"K-{n}") for n in range(1000))
    lines = [Line(each, LONG_AGO, "风险提示", "理由") for each in proposals]
    outcomes = take(session, DEFAULTERS, lines, COURT)

    assert {one.fate for one in outcomes} == {Fate.ACCEPTED}
    listed = [one.entry_id for one in outcomes]
    acted = select(func.count()).select_from(MeasureAction).where(MeasureAction.entry_id.in_(listed))
    assert (counted < 60, session.scalar(acted)) == (True, 1000)
