"""How a keeper's own decided entries come in: many lines, each through every step, the refused ones beside the good."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.listing.intake import Fate, Line, take
from exchange.listing.model import ListEntry, ListEntryEvent, ListPlea
from exchange.listing.proposal import Proposal
from exchange.listing.refusal import ListUnknown
from tests.domain.listing import BUREAU, COURT, DEFAULTERS, HERE, RED, actions, assign, prepared, published
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
        ("UNCHANGED", None, None),
    ]
    assert outcomes[8].entry_id == outcomes[0].entry_id
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
