"""What a caller looks for, read from the text of a search."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from exchange.errors import ExchangeError
from exchange.name import form, readings

_SPELLINGS = 2
_SLOTS = 4


class NameTooShort(ExchangeError):
    """A search text that too many names contain, or that holds nothing to compare."""

    code = "NAME_TOO_SHORT"


class Script(StrEnum):
    """How a term is written, which decides what of a name it is compared with."""

    HAN = "HAN"
    """Part of a name as it is written."""
    LETTERS = "LETTERS"
    """Initials of the pinyin, or letters that stand in the name."""
    PINYIN = "PINYIN"
    """Syllables, which may as well be LETTERS."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What of a term shapes the SQL: its script, and how many pairs of syllables each spelling of PINYIN has."""

    script: Script
    pairs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A search text, taken apart: `parts` are the values of the statement's parameters, all text but `shortest`."""

    shape: Shape
    parts: dict[str, str | int]

    @staticmethod
    def parse(text: str) -> "Term":
        """Read a search text.

        Two to four letters or more are initials, or pinyin where they divide into syllables, or themselves; white
        space divides syllables ("hui zhou"). Two letters, and letters among Chinese characters, are themselves.
        Raises NameTooShort for fewer than two letters, digits or characters.
        """
        normal = form.normal(text)
        if len(normal) < 2:
            raise NameTooShort(f"The name {text!r} is too short to search for: give two characters or more of it.")
        if len(normal) == 2 or not (normal.isascii() and normal.isalnum()):
            return _plain(Script.HAN, normal, form.bigrams(normal))
        spellings = _spellings(text, normal) if normal.isalpha() else []
        if spellings:
            return _pinyin(normal, spellings)
        return _plain(Script.LETTERS, normal, form.trigrams(normal))


def _spellings(text: str, normal: str) -> list[tuple[str, ...]]:
    divided = tuple(form.normal(word.replace("ü", "v")) for word in text.lower().split())
    if len(divided) > 1 and all(word in readings.by_syllable() for word in divided):
        return [divided]
    return readings.spellings(normal, _SPELLINGS)


def _plain(script: Script, normal: str, keys: list[int]) -> Term:
    opening = [form.opening(keys[0]), *keys]
    parts: dict[str, str | int] = {"normal": normal, "shortest": _shortest(len(normal))}
    for tier, found in (("opening", opening), ("inside", keys)):
        parts |= _keys(tier, found)
    return Term(Shape(script), parts)


def _keys(tier: str, keys: list[int]) -> dict[str, str]:
    distinct = list(dict.fromkeys(keys))
    indexed = [key for key in distinct if key not in form.UBIQUITOUS]
    return {
        f"{tier}_keys": ",".join(map(str, distinct)),
        f"{tier}_codes": ",".join(map(str, indexed)),
        f"{tier}_match": " AND ".join(f'"{abs(key)}"' for key in distinct),
    }


def _pinyin(normal: str, spellings: list[tuple[str, ...]]) -> Term:
    term = _plain(Script.PINYIN, normal, form.trigrams(normal))
    classes = ["".join(f"[{readings.by_syllable()[syllable]}]" for syllable in way) for way in spellings]
    parts = term.parts | {
        "opening_regex": f"^({'|'.join(classes)})",
        "inside_regex": "|".join(classes),
        "shortest": _shortest(min(map(len, spellings))),
    }
    pairs = [[" ".join(pair) for pair in pairwise(way)][:_SLOTS] for way in spellings]
    for number, slots in enumerate(pairs):
        parts |= {f"opening_glob_{number}": f"{classes[number]}*", f"inside_glob_{number}": f"*{classes[number]}*"}
        for slot, pair in enumerate(slots):
            opening = pair if slot else form.OPENS + pair
            parts |= {f"inside_{number}_{slot}": pair, f"opening_{number}_{slot}": opening}
    return Term(Shape(Script.PINYIN, tuple(map(len, pairs))), parts)


def _shortest(length: int) -> int:
    return min(length, form.LONGEST) << form.LENGTH_SHIFT
