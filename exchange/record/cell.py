"""Reads one cell of a credit record's line by its field's type: the value, what was repaired, and why it is refused."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from unicodedata import normalize

from exchange.catalogue.model import FieldType
from exchange.entity import cell as registry
from exchange.entity import day
from exchange.entity.cell import NOTHING, Finding, Memo, Read
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
from exchange.record.person import MASK, is_number, masked
from exchange.record.standard import Field
from exchange.record.window import LONG_TERM
from exchange.submission import formula
from exchange.submission.chunk import quoted

NO_END = "9999-12-31"
"""What a day from LONG_TERM on means where the standard asks for an end: there is none."""
FIRST = date(1900, 1, 1)
_FOREVER = frozenset({"长期", "永久", "无固定期限"})
_STANDARD_DAY = re.compile(r"\d{4}(?:-\d\d-\d\d|/\d{1,2}/\d{1,2}|\d{4})")
PARTIAL = re.compile(r"\d{4}(?:[-/.年]\d{1,2}月?|年)?")
"""A year, or a month of one: where history knows no more."""
_NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?")
_SHORTENED = re.compile(r"\d(?:\.\d+)?E\+\d\d")
"""What a spreadsheet makes of a long number: its end is lost."""
_ERRORS = frozenset({"#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"})
_BETWEEN = re.compile(r"[;；,，、|/+]|\s+")
_TRUTH = {"是": True, "有": True, "true": True, "1": True, "y": True, "yes": True}
_TRUTH |= {"否": False, "无": False, "false": False, "0": False, "n": False, "no": False}
DIGITS = 28
"""The most digits of a number: with more, what is worked out of it would be rounded."""
FEN = {FieldType.YUAN: 100, FieldType.WAN_YUAN: 1_000_000}
LARGEST = 10**18
"""Fen of a decimal(18,6) in ten thousand yuan."""
NATURAL_PERSON = "NATURAL_PERSON"
PERSON = (NATURAL_PERSON, "The line is about a natural person: none is held here. Leave the line out.")


def reader(field: Field, latest: date, *, history: bool) -> Read:
    """Return what reads the cells of a field; `latest` is the last day on which something can have been decided."""
    read = _by_type(field, latest, history=history)

    def unguarded(text: str) -> Finding:
        if not formula.is_guarded(text):
            return read(text)
        value, repairs, fault = read(formula.restored(text))
        return value, (*repairs, ("FORMULA_GUARD", "The apostrophe in front of the cell was taken off.")), fault

    # Days, amounts and choices recur; texts and subjects' codes hardly do.
    return unguarded if field.type is FieldType.TEXT or field.target == "uscc" else Memo(unguarded).__getitem__


def _by_type(field: Field, latest: date, *, history: bool) -> Read:
    if field.target == "decided_on":
        return _day(latest, ends=False, history=history)
    made: dict[FieldType, Callable[[], Read]] = {
        FieldType.TEXT: lambda: _text(field),
        FieldType.DATE: lambda: _day(LONG_TERM, ends=True, history=history),
        FieldType.INTEGER: lambda: _integer,
        FieldType.DECIMAL: lambda: _decimal,
        FieldType.YUAN: lambda: _money(FieldType.YUAN),
        FieldType.WAN_YUAN: lambda: _money(FieldType.WAN_YUAN),
        FieldType.USCC: lambda: _uscc,
        FieldType.CHOICE: lambda: _choice(field),
        FieldType.CHOICES: lambda: _choices(field),
        FieldType.BOOLEAN: lambda: _boolean,
    }
    return made[field.type]()


def _text(field: Field) -> Read:
    limit, of_person = field.length, field.code.upper().endswith("XDR_LB")
    is_name = field.target in ("subject_name", "authority")
    mended = mended_name if is_name else mended_text
    # As text they mean something here: 无 is what a measure may have imposed.
    empty = UNKNOWN if field.target in ("subject_name", "external_id", "document_number") else UNKNOWN - {"无", "空"}

    def read(text: str) -> Finding:
        if text.strip() in empty:
            return NOTHING
        if of_person and _says_person(text):
            return None, (), PERSON
        if fault := _of_a_spreadsheet(text.strip()):
            return None, (), fault
        hidden = masked(text)
        if hidden is text and len(text) <= limit and is_clean(text) and not (is_name and _needs_mending(text)):
            return text, (), None
        repairs: Repairs = ()
        if hidden != text:
            repairs = (("PERSON_NUMBER", f"A natural person's identity number became {MASK}: send it to nobody."),)
        made, more, fault = _mended(hidden, mended, limit)
        return (made, (*repairs, *more), fault) if fault or (made and made not in empty) else NOTHING

    return read


def _mended(text: str, mended: Callable[[str], tuple[str, Repairs]], limit: int) -> Finding:
    try:
        refuse_nul(text)
        made, repairs = mended(text)
    except WordingRefused as refused:
        return None, (), (refused.code, str(refused))
    if len(made) > limit:
        return None, (), ("FIELD_TOO_LONG", f"The text has {len(made):,} characters; {limit:,} are the most.")
    return made, repairs, None


def _of_a_spreadsheet(text: str) -> tuple[str, str] | None:
    """Return what is wrong with a text that only a spreadsheet can have made."""
    if _SHORTENED.fullmatch(text):
        return "NUMBER_SHORTENED", f"'{text}' is a number that was shortened: set the column as text, enter it anew."
    if text in _ERRORS:
        return "FORMULA_ERROR", f"'{text}' is what a formula came to that failed or never ran: enter what is meant."
    return None


def _needs_mending(name: str) -> bool:
    return "  " in name or not is_narrow(name)


def _says_person(text: str) -> bool:
    return "自然人" in text or normalize("NFKC", text).strip() == "01"


def _day(latest: date, *, ends: bool, history: bool) -> Read:
    def read(text: str) -> Finding:
        plain = normalize("NFKC", text).strip()
        if plain in UNKNOWN:
            return NOTHING
        if history and PARTIAL.fullmatch(plain) and not _STANDARD_DAY.fullmatch(plain):
            return None, (("PARTIAL_DATE", f"{quoted(plain)} is no whole day, so none is kept."),), None
        try:
            found = LONG_TERM if ends and plain in _FOREVER else day.day(plain)
        except ValueError:
            return None, (), ("DATE_UNKNOWN", f"{_cited(plain)} is no day; write it as 2026-03-01.")
        if ends and found >= LONG_TERM:
            return NO_END, (), None
        fault = _out_of_range(found, latest)
        usual = fault or _STANDARD_DAY.fullmatch(text)
        return found.isoformat(), () if usual else (("DATE_FORM", f"{_cited(text)} became {found}."),), fault

    return read


def _out_of_range(found: date, latest: date) -> tuple[str, str] | None:
    if found > latest:
        return "DATE_FUTURE", f"{found} is in the future."
    return ("DATE_RANGE", f"{found} is before {FIRST}.") if found < FIRST else None


def _number(text: str) -> tuple[Decimal | None, tuple[tuple[str, str], ...], tuple[str, str] | None]:
    plain = normalize("NFKC", text).strip()
    if not _NUMBER.fullmatch(plain) or sum(map(str.isdigit, plain)) > DIGITS:
        return None, (), ("NOT_A_NUMBER", f"{_cited(plain)} is no number; write digits and a point, without a unit.")
    repaired = plain != text or "," in plain
    shown = f"{_cited(text)} became {plain.replace(',', '')}."
    return Decimal(plain.replace(",", "")), (("NUMBER_FORM", shown),) if repaired else (), None


def _integer(text: str) -> Finding:
    if text.strip() in UNKNOWN:
        return NOTHING
    found, repairs, fault = _number(text)
    if found is not None and (found != found.to_integral_value() or abs(found) >= LARGEST):
        return None, (), ("NOT_A_NUMBER", f"{_cited(text.strip())} is no whole number of at most 18 digits.")
    return None if found is None else int(found), repairs, fault


def _decimal(text: str) -> Finding:
    if text.strip() in UNKNOWN:
        return NOTHING
    found, repairs, fault = _number(text)
    return None if found is None else format(found.normalize(), "f"), repairs, fault


def _money(unit: FieldType) -> Read:
    factor = FEN[unit]
    called = "yuan" if unit is FieldType.YUAN else "ten thousand yuan"

    def read(text: str) -> Finding:
        if text.strip() in UNKNOWN:
            return NOTHING
        found, repairs, fault = _number(text)
        if found is None:
            return None, (), fault
        fen = found * factor
        if fen != fen.to_integral_value():
            return None, (), ("MONEY_PRECISION", f"{_cited(text.strip())} {called} is no whole number of fen.")
        if not 0 <= fen < LARGEST:
            return None, (), ("MONEY_RANGE", f"{_cited(text.strip())} {called} is negative or too much.")
        return int(fen), repairs, None

    return read


def _uscc(text: str) -> Finding:
    if text.strip() in UNKNOWN:
        return NOTHING
    return (None, (), PERSON) if is_number(text) else registry.code(text)


def _choice(field: Field) -> Read:
    known = _coded(field)

    def read(text: str) -> Finding:
        if text.strip() in UNKNOWN:
            return NOTHING
        found = _found(known, text)
        if found == NATURAL_PERSON:
            return None, (), PERSON
        return (found, (), None) if found else (None, (), _no_choice(field, text))

    return read


def _choices(field: Field) -> Read:
    known = _coded(field)

    def read(text: str) -> Finding:
        if text.strip() in UNKNOWN:
            return NOTHING
        whole = _found(known, text)
        found = [whole] if whole else [_found(known, part) or "" for part in _BETWEEN.split(text) if part.strip()]
        if not all(found):
            return None, (), _no_choice(field, text)
        return list(dict.fromkeys(found)), (), None

    return read


def _coded(field: Field) -> dict[str, str]:
    by_code = {code.casefold(): code for code in field.choices.values()}
    return by_code | {normalize("NFKC", value).casefold(): code for value, code in field.choices.items()}


def _found(known: dict[str, str], text: str) -> str | None:
    plain = normalize("NFKC", text).strip().casefold()
    # 其他-… names the kind behind it.
    return known.get(plain) or known.get(re.split(r"[-:(—]", plain, maxsplit=1)[0].strip())


def _no_choice(field: Field, text: str) -> tuple[str, str]:
    return "CHOICE_UNKNOWN", f"{_cited(text.strip())} is none of {', '.join(field.choices)}."


def _boolean(text: str) -> Finding:
    plain = normalize("NFKC", text).strip().casefold()
    if plain in UNKNOWN - {"无"}:
        return NOTHING
    if plain not in _TRUTH:
        return None, (), ("CHOICE_UNKNOWN", f"{_cited(plain)} is neither 是 nor 否.")
    return _TRUTH[plain], (), None


def _cited(text: str) -> str:
    """Return a text as messages cite it: never a person's number in it."""
    return quoted(masked(text))
