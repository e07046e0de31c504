"""The rows of names and their keys, in the form the database takes, made without asking it."""

from array import array
from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b
from struct import Struct
from typing import NamedTuple

from exchange.name import codes, form
from exchange.name.kind import NameKind

_SEPARATOR = "\n"
"""No normal form and no initials hold it."""
_MANY, _EACH = 10_000, 8
"""Of so many keys, every so-manieth is counted: the counts of the vocabulary only steer searches."""
_LENGTH = Struct(">i").pack
_SIGNATURE, _END = b"PGCOPY\n\xff\r\n\0" + bytes(8), b"\xff\xff"


class Named(NamedTuple):
    """An entity's name and those it bore before."""

    uscc: str
    current: str
    former: tuple[str, ...] = ()


class Row(NamedTuple):
    """A row of entity_name, without its keys."""

    place: int
    uscc: str
    kind: str
    sole: bool
    name: str
    normal: str
    initials: str


Block = bytes | tuple[list[Row], list[tuple[int, str]]]
"""Rows as the database takes them: binary COPY on PostgreSQL; on SQLite rows, and keys by their places."""


class Entries(NamedTuple):
    """The rows of some names, each of their keys once, and of some keys about how many of the names have them."""

    block: Block
    keys: "array[int]"
    counted: Counter[int]


def place(uscc: str, name: str, normal: str) -> int:
    """Return where a name stands among equals, at most 2**62: the length of its normal form, then a 56-bit digest."""
    digest = blake2b(f"{uscc}\0{name}".encode(), digest_size=7).digest()
    return min(len(normal), form.LONGEST) << form.LENGTH_SHIFT | int.from_bytes(digest, "big")


def rows(named: Iterable[Named]) -> list[Row]:
    """Return the rows of entities' names; a former name that is the current one, or repeated, is left out."""
    borne: list[tuple[str, str, bool, str]] = []
    is_current, was = NameKind.CURRENT.value, NameKind.FORMER.value
    for uscc, current, former in named:
        others = [name for name in dict.fromkeys(former) if name != current] if former else ()
        borne.append((uscc, is_current, not others, current))
        borne += [(uscc, was, False, name) for name in others]
    return rows_of(borne)


def rows_of(borne: list[tuple[str, str, bool, str]]) -> list[Row]:
    """Return the rows of names: USCC, kind, whether it is sole, name."""
    normals = [form.normal(name) for *_, name in borne]
    letters = form.initials(_SEPARATOR.join(normals)).split(_SEPARATOR)
    return [
        Row(place(uscc, name, normal), uscc, kind, sole, name, normal, initials)
        for (uscc, kind, sole, name), normal, initials in zip(borne, normals, letters, strict=False)
    ]


def entries(dialect: str, made: list[Row]) -> Entries:
    """Return rows in the form the database takes, in the order of place, and their keys."""
    made = sorted(made)
    found, places = codes.keys([each.normal for each in made], [each.initials for each in made])
    distinct, counted = array("i", set(found)), _counted(found)
    if dialect == "postgresql":
        return Entries(b"".join([_SIGNATURE, _wire(made, codes.arrays(found, places)), _END]), distinct, counted)
    keys = zip([each.place for each in made], codes.texts(found, places), strict=True)
    return Entries((made, list(keys)), distinct, counted)


def _counted(found: "array[int]") -> Counter[int]:
    step = _EACH if len(found) > _MANY else 1
    sample = Counter(found[::step])
    # What many names have turns up in a sample more than once; the rest isn't worth the memory.
    return Counter({key: times * step for key, times in sample.items() if times > 1 or step == 1})


def _wire(made: list[Row], arrays: Iterable[bytes]) -> bytes:
    """Return the rows in the binary form of COPY: how many fields, and before each its length."""
    size, parts = _Sizes(), list[bytes]()
    kinds = {kind.value: _field(kind.value.encode()) for kind in NameKind}
    soles = {sole: _field(bytes([sole])) for sole in (True, False)}
    for (at, uscc, kind, sole, name, normal, initials), keys in zip(made, arrays, strict=True):
        code, called, letters = uscc.encode(), name.encode(), initials.encode()
        form = called if normal == name else normal.encode()
        parts += (b"\0\x08\0\0\0\x08", at.to_bytes(8, "big"), size[len(code)], code, kinds[kind], soles[sole])
        parts += (size[len(called)], called, size[len(form)], form, size[len(letters)], letters, size[len(keys)], keys)
    return b"".join(parts)


class _Sizes(dict[int, bytes]):
    """The bytes that tell a length, filled as lengths turn up."""

    def __missing__(self, length: int) -> bytes:
        size = self[length] = _LENGTH(length)
        return size


def _field(data: bytes) -> bytes:
    return _LENGTH(len(data)) + data
