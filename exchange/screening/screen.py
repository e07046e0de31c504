"""Names screened: for each the registered names that may be meant, the best first, each with its score and why."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from exchange.name.form import normal
from exchange.screening.candidate import Candidate, candidates
from exchange.screening.part import ScorePart
from exchange.screening.score import Fit, Registered, explained, fit
from exchange.screening.split import split

THRESHOLD = 0.6
"""What a candidate scores at least, unless the caller says otherwise."""
SHOWN = 5
"""Candidates that are shown of each name, unless the caller says otherwise."""

Best = tuple[Fit, Registered, Candidate]


class Found(NamedTuple):
    """An entity that may be meant, by that of its names which fits best."""

    uscc: str
    name: str
    former: bool
    score: float
    why: tuple[ScorePart, ...]


def screen(
    connection: Connection,
    names: Sequence[str],
    region: str | None = None,
    threshold: float = THRESHOLD,
    shown: int = SHOWN,
) -> list[list[Found]]:
    """Return whom each of the names may mean. `region`: the path of the division that they are looked for in."""
    given = [split(normal(name)) for name in names]
    best: list[dict[str, Best]] = [{} for _ in given]
    for one in candidates(connection, given):
        registered = Registered(split(one.normal), one.region, one.former)
        found = fit(given[one.position], registered, region)
        before = best[one.position].get(one.uscc)
        if found.score >= threshold and (before is None or before[0].score < found.score):
            best[one.position][one.uscc] = (found, registered, one)
    return [list(_shown(each.values(), shown)) for each in best]


def _shown(best: Iterable[Best], shown: int) -> Iterator[Found]:
    for found, registered, one in sorted(best, key=lambda each: (-each[0].score, each[2].uscc))[:shown]:
        yield Found(one.uscc, one.name, one.former, found.score, tuple(explained(found, registered)))
