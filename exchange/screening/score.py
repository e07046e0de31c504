"""How well a registered name fits a given one: pure, and the same wherever it is asked.

The two names are aligned, and every change is counted for the piece of the registered name that it falls in; so one
wrong character costs the same whether it spoils a core, or a legal form that is then no longer known as one.
"""

from collections.abc import Iterator
from typing import NamedTuple

from exchange.screening import place
from exchange.screening.comparison import Comparison, Count, compared, texts
from exchange.screening.part import FORMER_COSTS, UNEQUAL, UNSAID, WEIGHTS, PartKind, ScorePart
from exchange.screening.split import Piece, Split

_NOT_SAID_ALIKE = 0.95
"""What divisions are worth that agree without being named alike: 惠州 and 惠州市."""
_PIECES = {
    PartKind.CORE: Piece.CORE,
    PartKind.READING: Piece.CORE,
    PartKind.TRADE: Piece.TRADE,
    PartKind.REGION: Piece.REGION,
    PartKind.FORM: Piece.FORM,
    PartKind.BRANCH: Piece.BRANCH,
}


class Registered(NamedTuple):
    """A name to compare with: taken apart, and what is known of its entity."""

    name: Split
    region: str | None = None
    """The path of the division that the entity is registered in."""
    former: bool = False


class Fit(NamedTuple):
    """A comparison, the value of each part that counts, and the score."""

    score: float
    values: dict[PartKind, float]
    comparison: Comparison | None
    """None where the two are equal."""


def fit(given: Split, registered: Registered, sought: str | None = None) -> Fit:
    """Compare two names. `sought` is the path of the division that the entity is looked for in, if any."""
    cost = FORMER_COSTS if registered.former else 0.0
    if given.normal == registered.name.normal and not _elsewhere(registered, sought):
        return Fit(round(1 - cost, 4), {PartKind.NAME: 1.0}, None)
    comparison = compared(given, registered.name)
    values = _values(comparison.counts)
    region = comparison.counts[Piece.REGION]
    if region.given or region.registered or sought:
        values[PartKind.REGION] = _region(given, registered, region, sought)
    total = reached = 0.0
    for kind, value in values.items():
        total += WEIGHTS[kind]
        reached += WEIGHTS[kind] * value
    return Fit(round(max(0.0, UNEQUAL * reached / total - cost), 4), values, comparison)


def explained(found: Fit, registered: Registered) -> Iterator[ScorePart]:
    """Say what a score is made of; the contributions add up to it, but for rounding."""
    if found.comparison is None:
        yield ScorePart(PartKind.NAME, 1.0, 1.0, 1.0, registered.name.normal)
    else:
        total = sum(WEIGHTS[kind] for kind in found.values)
        for kind, value in found.values.items():
            weight = UNEQUAL * WEIGHTS[kind] / total
            detail = _detail(kind, found.comparison)
            yield ScorePart(kind, round(weight, 4), round(value, 4), round(weight * value, 4), detail)
    if registered.former:
        yield ScorePart(PartKind.FORMER, FORMER_COSTS, 1.0, -FORMER_COSTS, "a name borne before")


def _values(counts: dict[Piece, Count]) -> dict[PartKind, float]:
    core, trade, form, branch = (counts[piece] for piece in (Piece.CORE, Piece.TRADE, Piece.FORM, Piece.BRANCH))
    values = {PartKind.CORE: core.agreement(), PartKind.READING: core.agreement(core.alike)}
    if trade.given or trade.registered:
        values[PartKind.TRADE] = _omissible(trade)
    if form.given or form.registered:
        values[PartKind.FORM] = _omissible(form)
    if branch.given or branch.registered:
        values[PartKind.BRANCH] = branch.agreement()
    return values


def _omissible(count: Count) -> float:
    """Return the value of a piece that may be left out, as a whole or in part."""
    if not count.given or not count.registered:
        return UNSAID
    if count.wrong in (count.missing, count.added):
        return UNSAID + (1 - UNSAID) * count.agreement()
    return count.agreement()


def _elsewhere(registered: Registered, sought: str | None) -> bool:
    """Return whether the entity is known to be registered outside the division that it is looked for in."""
    return bool(sought and registered.region and not place.agree({sought}, {registered.region}))


def _region(given: Split, registered: Registered, count: Count, sought: str | None) -> float:
    """Return whether the divisions agree: those named, else the one where the entity is registered."""
    if _elsewhere(registered, sought):
        return 0.0
    named = registered.name.paths or frozenset(filter(None, [registered.region]))
    if given.paths and named:
        alike = 1.0 if not count.wrong else _NOT_SAID_ALIKE
        return alike if place.agree(given.paths, named) else 0.0
    if count.given and count.registered:
        return count.agreement()
    return _NOT_SAID_ALIKE if sought and registered.region else UNSAID


def _detail(kind: PartKind, found: Comparison) -> str:
    given, registered = texts(found, _PIECES[kind])
    if kind is PartKind.READING:
        return f"{found.counts[Piece.CORE].alike} other characters of the same reading"
    return given if given == registered else f"given {given or '-'}, registered {registered or '-'}"
