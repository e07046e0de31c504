"""Turns the lines of a submission into statements on records, or says why a line is refused."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

import orjson

from exchange.entity.cell import Finding
from exchange.entity.wording import UNKNOWN
from exchange.record import cell
from exchange.record.column import EXPLANATION, Columns, Heads, Layout, refuse
from exchange.record.standard import COMMON, Field, Standard
from exchange.submission.chunk import Chunk, Remark

HEADS = 1_000
"""The most different heads that are remembered: in JSON each object has its own."""
LONGEST_KEY = 300
SUBJECT = "|"
"""Between document number and subject in a key of ours."""
UNTIL = "published_until"
"""Also a key of the facts: the end of publication that the supplier states, from which the window is counted anew."""


class Statement(NamedTuple):
    """What one line says. `at` is its row in the chunk; days in ISO 8601, `facts` as JSON."""

    line: int
    at: int
    external_id: str
    uscc: str | None
    subject_name: str
    document_number: str | None
    authority: str | None
    decided_on: str | None
    severity: str | None
    facts: str
    digest: str


@dataclass(slots=True)
class Statements:
    """What a chunk says: `refused` by the row's place; `repairs` and `gaps` by the line."""

    chunk: Chunk
    layout: Layout
    made: list[Statement] = field(default_factory=list)
    repairs: dict[int, list[Remark]] = field(default_factory=dict)
    gaps: dict[int, list[Remark]] = field(default_factory=dict)
    refused: dict[int, list[Remark]] = field(default_factory=dict)

    def refuse(self, at: int, remark: Remark) -> None:
        """Refuse a row for one more reason."""
        self.refused.setdefault(at, []).append(remark)


class Reader:
    """Reads chunk after chunk by one standard; touches no database.

    `today`: the last day on which something can have been decided. `history`: gaps are explained, not refused.
    """

    def __init__(self, standard: Standard, heads: Heads, *, today: date, history: bool) -> None:
        self.standard, self.history = standard, history
        self.columns = Columns(standard, heads, history=history)
        self.layouts: dict[tuple[str, ...], Layout] = {}
        self.read = {
            each.code: cell.reader(each, today, history=history) for each in standard.fields if not each.personal
        }
        self.by_target = {each.target: each for each in standard.fields if each.target}
        self.personal: set[str] = set()
        """The codes of natural persons' columns that were met."""

    def __call__(self, chunk: Chunk) -> Statements:
        """Read a chunk. Raises UnknownColumns, ColumnTwice or ColumnsMissing for the head of a whole file."""
        if len(self.layouts) >= HEADS:
            self.layouts.clear()
        layout = self.layouts.get(chunk.header)
        if layout is None:
            layout = self.layouts[chunk.header] = self.columns.layout(chunk.header)
            self.personal.update(each.code for each, _ in layout.personal)
        chunk = _without_explanation(chunk)
        if chunk.tabular:
            refuse(layout)
        found = Statements(chunk, layout)
        if layout.problem:
            found.refused = {at: [Remark(line, None, *layout.problem)] for at, line in enumerate(chunk.lines)}
        elif chunk.rows:
            self._read(found)
        return found

    def _read(self, found: Statements) -> None:
        lines, cells = found.chunk.lines, list(zip(*found.chunk.rows, strict=True))
        count = len(lines)
        values: dict[str, Sequence[Any]] = {}
        for each, place in found.layout.kept:
            values[each.code] = _column(found, each, [self.read[each.code](text) for text in cells[place]])
        for each in (*(each for each, _ in found.layout.kept), *found.layout.missing):
            if each.required or (self.history and each.target in ("uscc", "document_number", "decided_on")):
                self._require(found, each, values.get(each.code))
        of_persons = self._of_persons(found, cells)
        targets = {each.target: values.get(each.code) for each in self.standard.fields if each.target}
        common = [targets.get(name) or (None,) * count for name in COMMON]
        kept = [each for each, _ in found.layout.kept if each.target not in (None, *COMMON)]
        facts = [(each.target, values[each.code]) for each in kept]
        for at, (line, *said) in enumerate(zip(lines, *common, strict=True)):
            if at in of_persons and not said[0]:
                code, message = cell.PERSON
                found.refused[at] = [Remark(line, None, code, message)]
            elif at not in found.refused:
                own = {str(name): column[at] for name, column in facts if column[at] not in (None, cell.NO_END)}
                self._state(found, line, at, said, own)
        for at in found.refused:
            found.repairs.pop(lines[at], None)
            found.gaps.pop(lines[at], None)

    def _require(self, found: Statements, each: Field, column: Sequence[Any] | None) -> None:
        must = each.required and (not self.history or each.target == "subject_name")
        for at, line in enumerate(found.chunk.lines):
            if column is not None and column[at] is not None:
                continue
            if must:
                if not any(remark.field == each.code for remark in found.refused.get(at, ())):
                    found.refuse(at, Remark(line, each.code, "MISSING", f"{each.name} is required."))
            elif at not in found.refused:
                partial = [r for r in found.repairs.get(line, ()) if r.field == each.code and r.code == "PARTIAL_DATE"]
                said = partial[0].message if partial else "The line doesn't state it."
                gap = Remark(line, each.code, "MISSING", f"{each.name}: {said} It stays unknown.")
                found.gaps.setdefault(line, []).append(gap)
                if partial:
                    found.repairs[line].remove(partial[0])
                    if not found.repairs[line]:
                        del found.repairs[line]

    def _of_persons(self, found: Statements, cells: list[Any]) -> set[int]:
        """Return the rows that name a natural person's identity paper as the subject's own."""
        own = [place for each, place in found.layout.personal if each.code.upper().endswith(("XDR_ZJHM", "XDR_SFZ"))]
        return {at for place in own for at, text in enumerate(cells[place]) if text.strip() not in UNKNOWN}

    def _state(self, found: Statements, line: int, at: int, said: Sequence[Any], facts: dict[str, Any]) -> None:
        uscc, name, key, document, authority, decided_on, severity, until = said
        key = key or _own_key(document, uscc or name) or (f"{name}/{line}" if self.history else None)
        problem = self._contradiction(decided_on, until, facts)
        if key is None or len(key) > LONGEST_KEY:
            of = self.by_target.get("external_id") or self.by_target.get("document_number")
            message = f"It takes a number of 1 to {LONGEST_KEY} characters by which the record is found again."
            problem = (of.code if of else "external_id", "MISSING", message)
        if problem:
            found.refuse(at, Remark(line, *problem))
            return
        if until and until != cell.NO_END:
            facts[UNTIL] = until
        written = orjson.dumps(facts, option=orjson.OPT_SORT_KEYS).decode()
        stated = (uscc, name, document, authority, decided_on, severity, written)
        digest = hashlib.sha256(orjson.dumps(stated)).hexdigest()
        found.made.append(Statement(line, at, key, *stated, digest))

    def _contradiction(self, decided_on: str | None, until: str | None, facts: dict[str, Any]) -> Any:
        """Return field, code and message of what can't both be true."""
        if decided_on and until and until < decided_on:
            message = f"Publication would end on {until}, before the decision of {decided_on}."
            return self.standard.of(UNTIL), "PERIOD_REVERSED", message
        first, last = facts.get("valid_from"), facts.get("valid_until")
        if first and last and last < first:
            return self.standard.of("valid_until"), "PERIOD_REVERSED", f"It ends on {last}, before {first}."
        return None


def _column(found: Statements, each: Field, findings: Sequence[Finding]) -> Sequence[Any]:
    """Return a column's values; note its repairs and faults."""
    values, repairs, faults = zip(*findings, strict=True)
    if any(repairs):
        for line, made in zip(found.chunk.lines, repairs, strict=True):
            if made:
                found.repairs.setdefault(line, []).extend(Remark(line, each.code, *repair) for repair in made)
    if any(faults):
        for at, (line, fault) in enumerate(zip(found.chunk.lines, faults, strict=True)):
            if fault:
                found.refuse(at, Remark(line, each.code, *fault))
    return values


def _own_key(document: str | None, subject: str) -> str | None:
    """Return the key of a record whose supplier has none: one decision may be about several subjects."""
    return f"{document}{SUBJECT}{subject}" if document else None


def _without_explanation(chunk: Chunk) -> Chunk:
    """Drop the line by which a template explains its columns."""
    if EXPLANATION in chunk.header:
        return Chunk(chunk.header, chunk.raw, damages=chunk.damages)
    if chunk.rows and chunk.rows[0] and chunk.rows[0][0].lstrip("'").startswith(EXPLANATION):
        whole = chunk.raw
        return Chunk(
            chunk.header, lambda at: whole(at + 1), chunk.lines[1:], chunk.rows[1:], chunk.damages, chunk.places,
            chunk.tabular,
        )  # fmt: skip
    return chunk
