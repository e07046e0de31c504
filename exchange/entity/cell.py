"""Reads one cell of a registry line by its column: the value, what was repaired, and why it is refused."""

from collections.abc import Callable
from datetime import date
from typing import Any
from unicodedata import normalize

from exchange.entity import capital, day, lei, uscc
from exchange.entity.fact import EntityStatus
from exchange.entity.standing import standing
from exchange.entity.wording import (
    UNKNOWN,
    Repairs,
    WordingRefused,
    is_clean,
    is_narrow,
    mended_name,
    mended_text,
    refuse_nul,
)
from exchange.submission.chunk import quoted

Fault = tuple[str, str] | None
"""A code and a message."""
Finding = tuple[Any, Repairs, Fault]
Read = Callable[[str], Finding]

LIMITS = {
    "name": 300,
    "legal_form": 200,
    "business_scope": 20_000,
    "address": 1_000,
    "authority": 300,
    "former_names": 2_000,
}
"""The most characters of a cell; the longest of Guangdong's register are 40, 19, 1,024 and 119."""
NOTHING: Finding = (None, (), None)


class Memo(dict[str, Finding]):
    """Remembers how the cells of a column were read, for most of them recur."""

    MOST = 8_000
    LONGEST = 100

    def __init__(self, read: Read) -> None:
        self.read = read

    def __missing__(self, text: str) -> Finding:
        found = self.read(text)
        if len(text) <= self.LONGEST:
            if len(self) >= self.MOST:
                self.clear()
            self[text] = found
        return found


def code(text: str) -> Finding:
    """Read a USCC."""
    if uscc.is_valid(text):
        return text, (), None
    narrow = text.translate(uscc.FULL_WIDTH)
    tight = uscc.SEPARATORS.sub("", narrow)
    upper = "" if text.strip() in UNKNOWN else tight.upper()
    if not uscc.is_valid(upper):
        return None, (), uscc.fault(upper)
    shown = f"{quoted(text)} became '{upper}'."
    steps = (("FULL_WIDTH", text, narrow), ("WHITE_SPACE", narrow, tight), ("LOWER_CASE", tight, upper))
    return upper, tuple((kind, shown) for kind, before, after in steps if before != after), None


def name(text: str) -> Finding:
    """Read a name."""
    if is_clean(text) and is_narrow(text) and text not in UNKNOWN and len(text) <= LIMITS["name"] and "  " not in text:
        return text, (), None
    if text.strip() in UNKNOWN:
        return None, (), ("NAME_MISSING", "The line has no name.")
    return _mended(text, "name", mended_name)


def text_of(column: str) -> Read:
    """Return what reads free text of a column's length."""
    limit = LIMITS[column]

    def read(text: str) -> Finding:
        if text in UNKNOWN:
            return NOTHING
        if text.isprintable() and len(text) <= limit and text[0] != " " and text[-1] != " ":
            return text, (), None
        return NOTHING if text.strip() in UNKNOWN else _mended(text, column, mended_text)

    return read


def legal_form(text: str) -> Finding:
    """Read a legal form, in the supplier's words. Figures in it show that the cells of the line are shifted."""
    if text[:1].isdigit():
        return None, (), ("COLUMNS_SHIFTED", f"{quoted(text)} is no legal form: are the line's cells shifted?")
    return _FORM(text)


def status(text: str) -> Finding:
    """Read a status."""
    word = text.strip()
    if word in UNKNOWN:
        return EntityStatus.UNKNOWN.value, (), None
    meaning = standing(word)
    if meaning is None:
        return None, (), ("STATUS_UNKNOWN", f"The status {quoted(word)} is unknown.")
    return meaning, (), None


def day_before(latest: date) -> Read:
    """Return what reads a day of registration, which is not after `latest`."""

    def read(text: str) -> Finding:
        plain = normalize("NFKC", text).strip()
        if plain in UNKNOWN:
            return NOTHING
        try:
            found = day.day(plain)
        except ValueError:
            return None, (), ("DATE_UNKNOWN", f"{quoted(plain)} is no day; write it as 2001-05-16.")
        if not day.FIRST <= found <= latest:
            return None, (), ("DATE_RANGE", f"{found} is not between {day.FIRST} and {latest}.")
        repairs = () if day.is_iso(text) else (("DATE_FORM", f"{quoted(text)} became {found}."),)
        return found, repairs, None

    return read


def amount(text: str) -> Finding:
    """Read a registered capital: its fen and its currency."""
    plain = text.strip()
    if plain in UNKNOWN and plain != "[已移除]":
        return NOTHING
    try:
        found = capital.capital(plain)
    except capital.CapitalRefused as refused:
        return None, (), (refused.code, f"{quoted(plain)}: {refused}")
    shown = f"{quoted(plain)} was read as {found.fen / 100:,.2f} {found.currency}."
    return (found.fen, found.currency), tuple((kind, shown) for kind in found.repairs), None


def identifier(text: str) -> Finding:
    """Read a Legal Entity Identifier."""
    plain = text.strip().upper()
    if plain in UNKNOWN:
        return NOTHING
    if not lei.is_valid(plain):
        return None, (), ("LEI_CHECK", f"{quoted(plain)} is no Legal Entity Identifier: its check digits are wrong.")
    return plain, () if plain == text else (("LOWER_CASE", f"{quoted(text)} became '{plain}'."),), None


def _mended(text: str, column: str, mend: Callable[[str], tuple[str, Repairs]]) -> Finding:
    try:
        refuse_nul(text)
        if len(text) > LIMITS[column]:
            return None, (), ("FIELD_TOO_LONG", f"It has {len(text):,} characters; {LIMITS[column]:,} are the most.")
        mended, repairs = mend(text)
    except WordingRefused as refused:
        return None, (), (refused.code, str(refused))
    if mended in UNKNOWN:
        missing = ("NAME_MISSING", "The line has no name.") if column == "name" else None
        return None, repairs, missing
    return mended, repairs, None


_FORM = text_of("legal_form")
