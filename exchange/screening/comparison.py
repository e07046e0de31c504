"""Two names compared: the changes that make one of the other, counted for the pieces of the registered one."""

from collections.abc import Iterator
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


class Placed(NamedTuple):
    """A change between the common beginning and the common end, and the piece it counts for."""

    piece: Piece
    change: Change
    given: int
    registered: int


class Comparison(NamedTuple):
    """What two names have in common, by piece."""

    given: Split
    registered: Split
    alignment: Alignment
    placed: list[Placed]
    counts: dict[Piece, Count]


def compared(given: Split, registered: Split) -> Comparison:
    """Compare two names; what the given one has besides goes by its own pieces."""
    way = aligned(given.normal, registered.normal)
    pieces = registered.pieces
    outer = pieces[: way.head] + pieces[len(pieces) - way.tail :]
    counts = {piece: Count(outer.count(piece)) for piece in Piece}
    placed = list(_placed(given, registered, way))
    for piece, change, at, of in placed:
        count = counts[piece]
        match change:
            case Change.KEPT:
                count.kept += 1
            case Change.MISSING:
                count.missing += 1
            case Change.ADDED:
                count.added += 1
            case Change.SWAPPED:
                count.swapped += 1
            case Change.REPLACED:
                count.replaced += 1
                count.alike += _sound_alike(given.normal[at], registered.normal[of])
    return Comparison(given, registered, way, placed, counts)


def texts(found: Comparison, piece: Piece) -> tuple[str, str]:
    """Return what the given and the registered name have of a piece."""
    given, registered, way = found.given.normal, found.registered, found.alignment
    head = [char for char, own in zip(given[: way.head], registered.pieces, strict=False) if own == piece]
    middle = [given[one.given] for one in found.placed if one.piece is piece and one.change is not Change.MISSING]
    end = len(given) - way.tail
    own_end = registered.pieces[len(registered.pieces) - way.tail :]
    tail = [char for char, own in zip(given[end:], own_end, strict=True) if own == piece]
    return "".join(head + middle + tail), registered.text(piece)


_PIECE = {piece.value: piece for piece in Piece}


def _placed(given: Split, registered: Split, way: Alignment) -> Iterator[Placed]:
    """Yield the changes by the registered name's pieces; in place of a stranger there is something of the given one."""
    pieces, inner = registered.pieces, given.pieces
    strangers = {piece for piece in _LOOSE if piece in pieces and _is_stranger(piece, way, registered)}
    for change, at, of in way.middle:
        if change is Change.ADDED:
            yield Placed(_PIECE[inner[at]], change, at, of)
        elif change is not Change.MISSING and pieces[of] in strangers:
            yield Placed(_PIECE[pieces[of]], Change.MISSING, -1, of)
            yield Placed(_PIECE[inner[at]], Change.ADDED, at, -1)
        else:
            yield Placed(_PIECE[pieces[of]], change, at, of)


def _is_stranger(piece: Piece, way: Alignment, registered: Split) -> bool:
    """Return whether hardly anything of a piece was kept."""
    pieces = registered.pieces
    kept = pieces.count(piece, 0, way.head) + pieces.count(piece, len(pieces) - way.tail)
    kept += sum(1 for change, _, of in way.middle if change is Change.KEPT and pieces[of] == piece)
    return kept * 2 < pieces.count(piece)


@lru_cache(maxsize=10_000)
def _sound_alike(one: str, other: str) -> bool:
    known = readings.by_char()
    return not set(known.get(one, ())).isdisjoint(known.get(other, ()))
