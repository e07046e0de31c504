"""Two who act at the same time: one wins, and nothing is done twice or forgotten."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from exchange.errors import ExchangeError
from exchange.listing import reach, standing
from exchange.listing.model import ListEntry, ListEntryEvent
from exchange.listing.state import DelistingReason
from exchange.measure.model import MeasureAction
from tests.domain.listing import BUREAU, OPERATOR, assign, decided, edition, listed, prepared, proposed

Step = Callable[[Session], Any]


def at_once(engine: Engine, *steps: Step) -> list[str]:
    """Take steps in transactions of their own that begin together; return how each ended."""
    start = Barrier(len(steps))

    def take(step: Step) -> str:
        start.wait(30)
        try:
            with Session(engine) as session, session.begin():
                step(session)
        except ExchangeError as error:
            return error.code
        return "DONE"

    with ThreadPoolExecutor(len(steps)) as threads:
        return sorted(threads.map(take, steps))


def test_of_two_listings_of_one_entry_one_wins(engine: Engine) -> None:
    prepared(engine)
    with Session(engine) as session, session.begin():
        entry = decided(session).id
    ended = at_once(engine, *[lambda session: standing.enter(session, entry, BUREAU)] * 2)

    assert ended == ["DONE", "LIST_STEP_REFUSED"]
    with Session(engine) as session:
        steps = select(func.count()).select_from(ListEntryEvent)
        assert session.scalar(steps.where(ListEntryEvent.entry_id == entry, ListEntryEvent.state == "LISTED")) == 1


def test_of_two_proposals_on_the_same_basis_one_wins(engine: Engine) -> None:
    prepared(engine)
    assert at_once(engine, proposed, proposed) == ["DONE", "LIST_ENTRY_EXISTS"]
    with Session(engine) as session:
        assert session.scalar(select(func.count()).select_from(ListEntry).where(ListEntry.facts == "拖欠工资")) == 1


def test_a_listing_beside_a_publication_leaves_no_measure_out(engine: Engine) -> None:
    prepared(engine)
    with Session(engine) as session, session.begin():
        assign(session)
        made, entry = edition(session), decided(session).id
    steps: list[Step] = [
        lambda session: standing.enter(session, entry, BUREAU),
        lambda session: reach.publish_edition(session, made, *OPERATOR),
    ]
    assert at_once(engine, *steps) == ["DONE", "DONE"]
    with Session(engine) as session:
        states = select(MeasureAction.state).where(MeasureAction.entry_id == entry)
        assert session.scalars(states).all() == ["TRIGGERED"]


def test_a_delisting_beside_a_publication_leaves_no_measure_in_force(engine: Engine) -> None:
    prepared(engine)
    with Session(engine) as session, session.begin():
        assign(session)
        made, entry = edition(session), listed(session).id
    steps: list[Step] = [
        lambda session: standing.delist(session, entry, BUREAU, DelistingReason.REVOKED, "撤销"),
        lambda session: reach.publish_edition(session, made, *OPERATOR),
    ]
    assert at_once(engine, *steps) == ["DONE", "DONE"]
    with Session(engine) as session:
        states = select(MeasureAction.state).where(MeasureAction.entry_id == entry)
        assert set(session.scalars(states)) <= {"LIFTED"}
