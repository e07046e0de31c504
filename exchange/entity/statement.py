"""Turns the lines of a registry file into statements: an entity's facts as columns of the table, or a refusal."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import compress
from typing import Any, NamedTuple

from exchange.entity import cell
from exchange.entity.column import Layout
from exchange.entity.fact import FACTS, EntityKind, EntityStatus
from exchange.entity.place import Places
from exchange.entity.wording import UNKNOWN
from exchange.reference.load import departments, industries, regions
from exchange.submission.chunk import Chunk, Remark, quoted

FIELDS = ("uscc", *FACTS)
"""The order of a statement's facts."""
_USCC, _NAME, _KIND, _REGION, _FEN, _CURRENCY, _STATUS, _INFERRED = map(
    FIELDS.index,
    ("uscc", "name", "kind", "region_code", "capital_fen", "capital_currency", "status", "industry_inferred"),
)
_FORMER = len(FIELDS)
_SLOT = {
    **{name: at for at, name in enumerate(FIELDS)},
    "capital": _FEN,
    "industry": FIELDS.index("industry_path"),
    "former_names": _FORMER,
}
_PLACES = ("division", "province", "city")
_NO_AMOUNT = (None, None)


class Statement(NamedTuple):
    """What one line says. `at` is its row in the chunk; `facts` are in the order of FIELDS."""

    line: int
    at: int
    facts: tuple[Any, ...]
    former: tuple[str, ...]


class Columns(NamedTuple):
    """What lines say, column by column: `facts` in the order of FIELDS, `former` the names borne before."""

    lines: Sequence[int]
    facts: Sequence[Sequence[Any]]
    former: Sequence[tuple[str, ...]]

    @staticmethod
    def of(made: Sequence[Statement]) -> "Columns":
        """Return statements, at least one, as columns."""
        facts = list(zip(*[each.facts for each in made], strict=True))
        return Columns([each.line for each in made], facts, [each.former for each in made])


_NOTHING = Columns((), ((),) * len(FIELDS), ())


@dataclass(slots=True)
class Statements:
    """What a chunk says. `stated`: the slots of FIELDS it speaks of; `refused`: the faults of a row, by its place."""

    stated: tuple[int, ...]
    columns: Columns = _NOTHING
    repairs: dict[int, list[Remark]] = field(default_factory=dict)
    refused: dict[int, list[Remark]] = field(default_factory=dict)

    @property
    def made(self) -> list[Statement]:
        """The statements of the rows that aren't refused."""
        lines, facts, former = self.columns
        rows = (at for at in range(len(lines) + len(self.refused)) if at not in self.refused)
        return list(map(Statement, lines, rows, zip(*facts, strict=True), former))


class Reader:
    """Reads lines against the reference data; remembers what recurs."""

    def __init__(self, latest: date) -> None:
        self.places = Places(list(regions()))
        self.known_kinds = {row.department + row.category: row.kind for row in departments()}
        self.departments = {prefix[0] for prefix in self.known_kinds}
        self.kinds = cell.Memo(self._kind)
        self.industries = {code: row.path for row in industries() for code in (row.code, row.path)}
        self.regions: dict[tuple[str, ...], cell.Finding] = {}
        memo = {
            "legal_form": cell.legal_form,
            "status": cell.status,
            "registered_on": cell.day_before(latest),
            "capital": cell.amount,
            "industry": self._industry,
            "authority": cell.text_of("authority"),
        }
        self.read: dict[str, cell.Read] = {
            "uscc": cell.code,
            "name": cell.name,
            "business_scope": cell.text_of("business_scope"),
            "address": cell.text_of("address"),
            "lei": cell.identifier,
            "former_names": cell.text_of("former_names"),
            **{name: cell.Memo(read).__getitem__ for name, read in memo.items()},
        }

    def statements(self, chunk: Chunk, layout: Layout) -> Statements:
        """Read a chunk whose head has this layout; the layout has the required columns.

        Columns are read one after the other, for most of their cells need one look-up: see cell.Memo.
        """
        found = Statements(_stated(layout))
        if not chunk.rows:
            return found
        count = len(chunk.rows)
        columns = list(zip(*chunk.rows, strict=True))
        slots: list[Sequence[Any]] = [(None,) * count] * (_FORMER + 1)
        slots[_STATUS], slots[_INFERRED] = (EntityStatus.UNKNOWN.value,) * count, (False,) * count
        for name, read in self.read.items():
            if name in layout.at:
                slots[_SLOT[name]] = _column(found, chunk.lines, name, map(read, columns[layout.at[name]]))
        slots[_FEN], slots[_CURRENCY] = zip(*[amount or _NO_AMOUNT for amount in slots[_FEN]], strict=True)
        prefixes = [uscc[:2] if uscc else "" for uscc in slots[_USCC]]
        slots[_KIND] = _column(found, chunk.lines, "uscc", map(self.kinds.__getitem__, prefixes))
        own = [uscc[2:8] if uscc else "" for uscc in slots[_USCC]]
        stated = [columns[layout.at[name]] if name in layout.at else ("",) * count for name in _PLACES]
        places = zip(own, *stated, strict=True)
        slots[_REGION] = _column(found, chunk.lines, "province", map(self._region, places))
        self._keep(found, chunk.lines, slots)
        return found

    def _keep(self, found: Statements, lines: list[int], slots: list[Sequence[Any]]) -> None:
        """Keep what the rows say that aren't refused."""
        if found.refused:
            for at in found.refused:
                found.repairs.pop(lines[at], None)
            right = [at not in found.refused for at in range(len(lines))]
            lines = list(compress(lines, right))
            slots = [list(compress(column, right)) for column in slots]
        *facts, former = slots
        found.columns = Columns(lines, facts, [_names(names) if names else () for names in former])

    def _region(self, words: tuple[str, ...]) -> cell.Finding:
        known = self.regions.get(words)
        if known:
            return known
        own, *stated = words
        division, province, city = ["" if word.strip() in UNKNOWN else word.strip() for word in stated]
        fault = None
        if province and not self.places.is_province(province):
            fault = ("COLUMNS_SHIFTED", f"{quoted(province)} is no province: are the line's cells shifted?")
        found: cell.Finding = (self.places.code(division, own, province, city), (), fault)
        if len(self.regions) < cell.Memo.MOST and sum(map(len, words)) <= cell.Memo.LONGEST:
            self.regions[words] = found
        return found

    def _kind(self, prefix: str) -> cell.Finding:
        if prefix and prefix[0] not in self.departments:
            message = f"No registration department has the character '{prefix[0]}', with which it begins."
            return None, (), ("USCC_DEPARTMENT", message)
        return self.known_kinds.get(prefix, EntityKind.OTHER.value), (), None

    def _industry(self, text: str) -> cell.Finding:
        plain = text.strip()
        if plain in UNKNOWN:
            return cell.NOTHING
        path = self.industries.get(plain.upper())
        message = f"{quoted(plain)} is no code of GB/T 4754-2017, such as 4813, E48 or E."
        return path, (), None if path else ("INDUSTRY_UNKNOWN", message)


def _column(found: Statements, lines: list[int], name: str, findings: Iterable[cell.Finding]) -> Sequence[Any]:
    """Return a column's values; note its repairs and faults."""
    values, repairs, faults = zip(*findings, strict=True)
    if any(repairs):
        for line, made in zip(lines, repairs, strict=True):
            if made:
                found.repairs.setdefault(line, []).extend(Remark(line, name, *each) for each in made)
    if any(faults):
        for at, fault in enumerate(faults):
            if fault:
                found.refused.setdefault(at, []).append(Remark(lines[at], name, *fault))
    return values


def _stated(layout: Layout) -> tuple[int, ...]:
    slots = {_KIND} | {_SLOT[name] for name in layout.at if name in _SLOT and name != "former_names"}
    if "capital" in layout.at:
        slots.add(_CURRENCY)
    if any(name in layout.at for name in _PLACES):
        slots.add(_REGION)
    if "industry" in layout.at:
        slots.add(_INFERRED)
    return tuple(sorted(slots))


def _names(former: str) -> tuple[str, ...]:
    parts = former.replace("；", ";").replace("、", ";").split(";")
    return tuple(part.strip() for part in parts if part.strip() not in UNKNOWN)
