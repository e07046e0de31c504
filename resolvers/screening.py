"""Screening by name: whom names may mean, and what the caller's institution decided about that."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from auth.principal import Principal
from exchange.audit.entry import written
from exchange.audit.stored import snapshot
from exchange.name.form import normal
from exchange.screening import decision, given
from exchange.screening.decision import Maker
from exchange.screening.refusal import ScreeningBusy
from exchange.screening.screen import Found, screen
from resolvers.command import Context, Made
from resolvers.computed import Computing

PAYLOAD = "ScreeningDecisionPayload"
UNDER_WAY = 3
"""Screenings that one worker has under way; one more is refused at once, so that none waits in a thread for long."""
BATCH = 200
"""Names that one screening goes through before another has its turn."""
_PLACES = BoundedSemaphore(UNDER_WAY)
_TURN = Lock()


def screen_names(
    context: Computing, names: Sequence[str], region: str | None, threshold: float, shown: int
) -> list[SimpleNamespace]:
    """Return for each name the decision about it and whom it may mean, from one snapshot.

    Raises ScreeningRefused, NameRefused, RegionUnknown and ScreeningBusy.
    """
    given.check(names, threshold, shown)
    with _place(), snapshot(context.engine) as session:
        path = given.path_of(session, region)
        institution = str(context.principal.institution_code)
        decided = decision.remembered(session, institution, {normal(name) for name in names}, region)
        found = _screened(session, names, path, threshold, shown)
        return [
            SimpleNamespace(position=position, name=name, decision=_decision(decided.get(normal(name))), candidates=own)
            for position, (name, own) in enumerate(zip(names, found, strict=True))
        ]


def decide(context: Context, input: Any) -> Made:  # noqa: A002 - the argument's name in the contract
    """Remember whom a name means to the caller's institution."""
    made = decision.decide(
        context.session,
        _maker(context.principal),
        name=input.name,
        region_code=input.region,
        uscc=input.uscc,
        reason=input.reason,
    )
    return Made(PAYLOAD, {"decision_id": made.id})


def withdraw(context: Context, input: Any) -> Made:  # noqa: A002
    """Let a decision of the caller's institution count no more."""
    made = decision.withdraw(context.session, _maker(context.principal), input.decision, input.reason)
    return Made(PAYLOAD, {"decision_id": made.id})


def _maker(principal: Principal) -> Maker:
    return Maker(str(principal.institution_code), str(principal.client_id), principal.user_id)


@contextmanager
def _place() -> Iterator[None]:
    """Take one of the places for screenings under way. Raises ScreeningBusy."""
    if not _PLACES.acquire(blocking=False):
        raise ScreeningBusy
    try:
        yield
    finally:
        _PLACES.release()


def _screened(
    session: Session, names: Sequence[str], path: str | None, threshold: float, shown: int
) -> Iterator[list[Found]]:
    """Yield whom each name may mean. One batch at a time is worked on, whoever asked: the others' answers go on."""
    for start in range(0, len(names), BATCH):
        with _TURN:
            found = screen(session.connection(), names[start : start + BATCH], path, threshold, shown)
        yield from found


def _decision(row: Row[Any] | None) -> SimpleNamespace | None:
    # Scalars take text: what comes from SQL is text already.
    return row and SimpleNamespace(**row._asdict() | {"decided_at": written(row.decided_at)})
