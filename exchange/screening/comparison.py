"""Two names compared: the changes that make one of the other, counted for the pieces of the registered one."""

from functools import lru_cache
from typing import NamedTuple

from exchange.name import readings
from exchange.screening.alignment import Alignment, Change, aligned
from exchange.screening.split import Piece, Split

_LOOSE = (Piece.REGION, Piece.FORM)
"""Pieces that are often left out: what stands in their place is then something else."""


class Count:
    """The changes in one piece."""

    __slots__ = ("added", "alike", "kept", "missing", "replaced", "swapped")

    def __init__(self, kept: int) -> None:
        self.kept = kept
        self.replaced = self.missing = self.added = self.swapped = 0
        self.alike = 0
        """Of those replaced, how many read like what they stand for."""

    @property
    def given(self) -> int:
        """Return how many characters the given name has of the piece."""
        return self.kept + self.replaced + self.swapped + self.added

    @property
    def registered(self) -> int:
        """Return how many the registered name has."""
        return self.kept + self.replaced + self.swapped + self.missing

    @property
    def wrong(self) -> int:
        """Return how many changes there are; two characters that swapped places are one."""
        return self.replaced + self.missing + self.added + self.swapped // 2

    def agreement(self, forgiven: int = 0) -> float:
        """Return which share of the longer text is unchanged, 0 to 1."""
        return max(0.0, 1 - (self.wrong - forgiven) / max(self.given, self.registered, 1))


class Comparison(NamedTuple):
    """What two names have in common, by piece."""

    given: Split
    registered: Split
    alignment: Alignment
    strangers: frozenset[Piece]
    """Pieces of the registered name of which hardly anything was kept."""
    counts: dict[Piece, Count]


def compared(given: Split, registered: Split) -> Comparison:
    """Compare two names; what the given one has besides goes by its own pieces."""
    way = aligned(given.normal, registered.normal)
    pieces, inner = registered.pieces, given.pieces
    outer = pieces[: way.head] + pieces[len(pieces) - way.tail :]
    counts = {piece: Count(outer.count(piece)) for piece in Piece}
    strangers = frozenset(piece for piece in _LOOSE if piece in pieces and _is_stranger(piece, way, registered))
    for change, at, of in way.middle:
        if change is Change.ADDED:
            counts[_PIECE[inner[at]]].added += 1
            continue
        piece = _PIECE[pieces[of]]
        count = counts[piece]
        if change is Change.MISSING:
            count.missing += 1
        elif piece in strangers:
            count.missing += 1
            counts[_PIECE[inner[at]]].added += 1
        elif change is Change.KEPT:
            count.kept += 1
        elif change is Change.SWAPPED:
            count.swapped += 1
        else:
            count.replaced += 1
            count.alike += _sound_alike(given.normal[at], registered.normal[of])
    return Comparison(given, registered, way, strangers, counts)


_PIECE = {piece.value: piece for piece in Piece}


def texts(found: Comparison, piece: Piece) -> tuple[str, str]:
    """Return what the given and the registered name have of a piece."""
    given, registered = [], found.registered.text(piece)
    pieces, size = found.registered.pieces, len(found.registered.pieces)
    given += [found.given.normal[at] for at in range(found.alignment.head) if pieces[at] == piece]
    for change, at, of in found.alignment.middle:
        if change is Change.MISSING:
            continue
        own = change is not Change.ADDED and pieces[of] not in found.strangers
        if (pieces[of] if own else found.given.pieces[at]) == piece:
            given.append(found.given.normal[at])
    given += [found.registered.normal[of] for of in range(size - found.alignment.tail, size) if pieces[of] == piece]
    return "".join(given), registered


def _is_stranger(piece: Piece, way: Alignment, registered: Split) -> bool:
    pieces = registered.pieces
    kept = pieces.count(piece, 0, way.head) + pieces.count(piece, len(pieces) - way.tail)
    kept += sum(1 for change, _, of in way.middle if change is Change.KEPT and pieces[of] == piece)
    return kept * 2 < pieces.count(piece)


@lru_cache(maxsize=10_000)
def _sound_alike(one: str, other: str) -> bool:
    known = readings.by_char()
    return not set(known.get(one, ())).isdisjoint(known.get(other, ()))
