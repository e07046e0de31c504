"""What each character of a name is: of a division, of the core that tells it from others, trade, form, branch."""

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from exchange.screening import place
from exchange.screening.words import ending, words


class Piece(StrEnum):
    """What a character of a name belongs to."""

    REGION = "R"
    CORE = "C"
    TRADE = "T"
    FORM = "F"
    BRANCH = "B"


class Split(NamedTuple):
    """A name in its normal form: a Piece for each character, and the divisions it may name."""

    normal: str
    pieces: str
    paths: frozenset[str]

    def text(self, *pieces: Piece) -> str:
        """Return the characters of some pieces, in their order."""
        return "".join(char for char, piece in zip(self.normal, self.pieces, strict=True) if piece in pieces)


_LEAST = 2
"""Characters that a core has at least, where a division ends before the trade: 恒利惠州贸易, but not 新东方."""
_BRANCH = re.compile(
    rf"(.{{2,}}?(?:公司)|.{{2,}}(?:银行|合作社|信用社|联社|集团|厂))(.*(?:{'|'.join(words('branch'))}))"
)


@lru_cache(maxsize=20_000)
def split(normal: str) -> Split:
    """Take a name apart; it is in its normal form. Every character gets a piece, and some get CORE."""
    found = _BRANCH.fullmatch(normal)
    end = found.end(1) if found and not found[1].endswith("分公司") else len(normal)
    opens = place.opening(normal)
    start = opens.length if opens.length < end else 0
    paths = opens.paths if start else frozenset[str]()
    at = _form(normal, end, start)
    pieces = [Piece.FORM] * (end - at)
    while True:
        inner = place.closing(normal, at, start + _LEAST)
        if inner.length:
            paths, kind, size = paths or inner.paths, Piece.REGION, inner.length
        else:
            kind, size = Piece.TRADE, ending(normal, at, "trade", start)
        if not size:
            break
        pieces += [kind] * size
        at -= size
    if at == start:
        pieces = [Piece.CORE if piece is Piece.TRADE else piece for piece in pieces]
        if Piece.CORE not in pieces:
            pieces = [Piece.CORE] * len(pieces)
    pieces += [Piece.CORE] * (at - start) + [Piece.REGION] * start
    return Split(normal, "".join(reversed(pieces)) + Piece.BRANCH * (len(normal) - end), paths)


def _form(normal: str, end: int, start: int) -> int:
    """Return where the words of the legal form begin that stand before `end`."""
    while True:
        size = ending(normal, end, "form", start + 1)
        if not size or ending(normal, end, "trade", start) > size:
            return end
        end -= size
