"""What amount of registered capital a registry states, exactly: whole hundredths of the currency's unit."""

import re
from dataclasses import dataclass
from functools import cache
from unicodedata import normalize

from exchange.reference.load import CapitalUnitRow, capital_units
from exchange.reference.unit import unit_key

LONGEST = 100
"""Characters that are looked at: no real capital is longer."""
MOST_FEN = 2**63 - 1
"""What a 64-bit column holds."""
_AMOUNT = re.compile(r"([+-]?)(\d[\d,]*|(?=\.))(?:\.(\d+))?")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+|\d+|")


class CapitalRefused(ValueError):
    """A capital that is no amount in a known unit; `code` and the message are for the receipt."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Capital:
    """An amount, and the codes of what had to be repaired to understand it."""

    fen: int
    currency: str
    repairs: tuple[str, ...] = ()


@cache
def units() -> dict[str, CapitalUnitRow]:
    """Return the known units by their key."""
    return {row.unit: row for row in capital_units()}


def capital(text: str) -> Capital:
    """Read a capital such as 1,137.7296(万元人民币). Raises CapitalRefused."""
    plain = normalize("NFKC", text[:LONGEST]).strip()
    found = _AMOUNT.match(plain)
    if found is None or not _GROUPED.fullmatch(found[2]) or not (found[2] or found[3]):
        raise CapitalRefused("CAPITAL_NOT_A_NUMBER", "The capital is no number: write for example 100万元人民币.")
    sign, whole, fraction = found.groups()
    unit = _unit(plain[found.end() :])
    fen, rounded = _fen(whole.replace(",", "") or "0", fraction or "", unit.factor)
    if fen > MOST_FEN or (sign == "-" and fen):
        raise CapitalRefused("CAPITAL_RANGE", "The capital is negative or larger than any: is its unit right?")
    return Capital(fen, unit.currency, _repairs(unit) + (("CAPITAL_ROUNDED",) if rounded else ()))


def _unit(spelling: str) -> CapitalUnitRow:
    key = unit_key(spelling)
    if not key:
        message = "The capital has no unit; write for example 100万元人民币."
        raise CapitalRefused("CAPITAL_UNIT_MISSING", message)
    unit = units().get(key)
    if unit is None:
        raise CapitalRefused("CAPITAL_UNIT_UNKNOWN", f"The unit of the capital, '{key[:40]}', is unknown.")
    return unit


def _fen(whole: str, fraction: str, factor: int) -> tuple[int, bool]:
    fen, rest = divmod(int(whole + fraction) * factor * 100, 10 ** len(fraction))
    return fen + (rest * 2 >= 10 ** len(fraction)), rest > 0


def _repairs(unit: CapitalUnitRow) -> tuple[str, ...]:
    if unit.assumed:
        return ("CAPITAL_CURRENCY_ASSUMED",)
    currency = unit.unit.removeprefix("万")
    usual = unit.factor == 10_000 and currency in units() and not currency.startswith("元")
    return () if usual or unit.unit == "万元人民币" else ("CAPITAL_UNIT",)
