"""Turns JSON objects into records: the keys are the head, and objects with the same keys share a chunk."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import orjson

from exchange.submission.chunk import ROWS, Chunk, Damage, Remark, quoted

_EXPONENT = re.compile(r"-?\d{1,20}(?:\.\d{1,20})?[eE][+-]?\d\d?")
"""Numbers with an exponent that are written out; others stay as they are, and are refused as no number."""
_MEMBER = re.compile(r'(?<!\\)"\s*:')
"""Behind the key of each member; within a text the quotation mark would have a backslash in front."""


class Objects:
    """Collects the objects of an NDJSON file or a JSON array; `take` gives what has come together."""

    def __init__(self) -> None:
        self.by_keys: dict[tuple[str, ...], Chunk] = {}
        self.raws: dict[tuple[str, ...], list[bytes]] = {}
        self.damages: list[Damage] = []
        self.count = 0

    def add(self, number: int, raw: bytes, text: bytes | str, place: int | None = None) -> None:
        """Add the object that `raw` holds, under its number; `text` is the same, in UTF-8."""
        try:
            found = orjson.loads(text)
        except orjson.JSONDecodeError as error:
            return self.refuse(number, raw, "JSON_SYNTAX", f"This is no JSON object: {error}.", place)
        if type(found) is not dict:
            return self.refuse(number, raw, "JSON_SYNTAX", "This is no JSON object in braces.", place)
        try:
            cells = _cells(found)
        except TypeError:
            return self.refuse(number, raw, "FIELD_TYPE", "A value is neither text nor a number nor null.", place)
        members = text.decode() if isinstance(text, bytes) else text
        if len(_MEMBER.findall(members)) > len(found) and (twice := _twice(members)):
            return self.refuse(number, raw, "COLUMN_TWICE", f"The key {quoted(twice)} stands in it twice.", place)
        if float in map(type, found.values()):
            cells = _cells(json.loads(members, parse_float=_exact, parse_int=_exact))
        return self._keep(tuple(found), number, cells, raw, place)

    def refuse(self, number: int, raw: bytes | None, code: str, message: str, place: int | None = None) -> None:
        """Add what can't be read."""
        where = f" (line {place} of the file)" if place else ""
        self.damages.append(Damage(Remark(number, None, code, message + where), raw))
        self.count += 1

    @property
    def full(self) -> bool:
        """Whether it is time to take."""
        return self.count >= ROWS

    def take(self) -> Iterator[Chunk]:
        """Return the chunks collected and begin anew."""
        chunks, damages = list(self.by_keys.values()), self.damages
        Objects.__init__(self)
        if damages:
            yield Chunk((), _none, damages=damages)
        yield from chunks

    def _keep(self, keys: tuple[str, ...], number: int, cells: list[str], raw: bytes, place: int | None) -> None:
        chunk = self.by_keys.get(keys)
        if chunk is None:
            raws = self.raws[keys] = []
            chunk = self.by_keys[keys] = Chunk(keys, raws.__getitem__, places={} if place else None)
        chunk.lines.append(number)
        chunk.rows.append(cells)
        self.raws[keys].append(raw)
        if place and chunk.places is not None:
            chunk.places[number] = place
        self.count += 1


def _cells(found: dict[str, Any]) -> list[str]:
    return [value if type(value) is str else _cell(value) for value in found.values()]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if type(value) in (int, float):
        return str(value)
    if type(value) is list and all(type(part) is str for part in value):
        return ";".join(value)
    raise TypeError


def _twice(text: str) -> str | None:
    """Return a key that an object without objects in it has twice: of its values only the last would count."""
    pairs: list[tuple[str, Any]] = json.loads(text, object_pairs_hook=list)
    return next((key for key, count in Counter(key for key, _ in pairs).items() if count > 1), None)


def _exact(literal: str) -> str:
    """Return a number as it was written: a float would keep some sixteen digits of it."""
    return format(Decimal(literal), "f") if _EXPONENT.fullmatch(literal) else literal


_none: Callable[[int], bytes] = [].__getitem__
