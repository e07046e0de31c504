"""Which fields of an item's standard the heads of a file mean."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from unicodedata import normalize

from exchange.record.standard import Field, Standard
from exchange.submission.chunk import quoted
from exchange.submission.refusal import ColumnsMissing, ColumnTwice, UnknownColumns

EXPLANATION = "#说明"
"""What the explanatory line of a template begins with: it is no record."""
_REMINDER = re.compile(r"\((?:必填|选填|非必填|可选|必填项|选填项)\)")
"""What people write behind a head. Other brackets count: an amount in 万元 is another one than in 元."""
_BRACKETED = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """What the sender says of its heads: those to leave aside, and what others mean (head → code)."""

    ignore: Sequence[str] = ()
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where each field stands in a line, and what is wrong with the head.

    `kept`: places of the fields that are read; `personal`: places of natural persons' fields, which aren't.
    """

    kept: tuple[tuple[Field, int], ...]
    personal: tuple[tuple[Field, int], ...]
    missing: tuple[Field, ...]
    """The required fields that have no column."""
    problem: tuple[str, str] | None
    """The code and message of why a line under this head can't be read."""


_REFUSALS = {"UNKNOWN_COLUMNS": UnknownColumns, "COLUMN_TWICE": ColumnTwice, "COLUMNS_MISSING": ColumnsMissing}


def refuse(layout: Layout) -> None:
    """Raise UnknownColumns, ColumnTwice or ColumnsMissing where the head of a whole file has a problem."""
    if layout.problem:
        code, message = layout.problem
        raise _REFUSALS[code](message)


class Columns:
    """Finds the fields of one standard by their heads: letter case, spaces, brackets' width and marks don't matter."""

    def __init__(self, standard: Standard, heads: Heads, *, history: bool) -> None:
        self.standard, self.history = standard, history
        self.known = _known(standard)
        self.ignored = {_plain(head) for head in heads.ignore}
        self.meant = {_plain(head): _plain(code) for head, code in heads.columns.items()}

    def layout(self, header: Sequence[str]) -> Layout:
        """Return where the fields stand."""
        at: dict[str, int] = {}
        unknown, twice = list[str](), list[str]()
        for place, head in enumerate(header):
            plain = _plain(head)
            if not plain or plain in self.ignored:
                continue
            found = self.known.get(self.meant.get(plain, plain))
            if found is None:
                unknown.append(head)
            elif found.code in at:
                twice.append(found.code)
            else:
                at[found.code] = place
        fields = self.standard.fields
        kept = tuple((each, at[each.code]) for each in fields if each.code in at and not each.personal)
        missing = tuple(each for each in fields if each.required and each.code not in at)
        return Layout(
            kept=kept,
            personal=tuple((each, at[each.code]) for each in fields if each.code in at and each.personal),
            missing=missing,
            problem=self._problem(unknown, twice, missing),
        )

    def _problem(
        self, unknown: Sequence[str], twice: Sequence[str], missing: Sequence[Field]
    ) -> tuple[str, str] | None:
        if unknown:
            named = ", ".join(quoted(head) for head in unknown[:20])
            known = ", ".join(each.code for each in self.standard.fields)
            return "UNKNOWN_COLUMNS", (
                f"The item {self.standard.item} doesn't know the columns {named}. It knows {known}. Leave them out, "
                "or name them in `ignore` when opening."
            )
        if twice:
            return "COLUMN_TWICE", f"More than one column means {twice[0]}."
        needed = [each for each in missing if not self.history or each.target == "subject_name"]
        if needed:
            named = ", ".join(f"{each.code} ({each.name})" for each in needed)
            return "COLUMNS_MISSING", f"There is no column {named}."
        return None


def _known(standard: Standard) -> dict[str, Field]:
    """Return the fields by every head that means one: its code, its name, and parts of the name that are its alone."""
    by_part: dict[str, Field] = {}
    parts = Counter[str]()
    for each in standard.fields:
        for part in _parts(each.name):
            parts[part] += 1
            by_part[part] = each
    unambiguous = {part: each for part, each in by_part.items() if parts[part] == 1}
    whole = {_plain(each.name): each for each in standard.fields}
    return unambiguous | whole | {_plain(each.code): each for each in standard.fields}


def _parts(name: str) -> set[str]:
    narrow = normalize("NFKC", name)
    inner = [_plain(part) for part in _BRACKETED.findall(narrow)]
    return {part for part in (_plain(_BRACKETED.sub("", narrow)), *inner) if part}


def _plain(head: str) -> str:
    said = _REMINDER.sub("", normalize("NFKC", head))
    return "".join(char for char in said.casefold() if char.isalnum())
