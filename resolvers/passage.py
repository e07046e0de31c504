"""How an operation that passes the credit file's door tells which doors it passed: notes between the bytes of `data`.

The statement that reads the data writes the notes, of the same rows in the same snapshot: what left and what is
logged can't differ. A note stands before its credit file, and ROW before every row behind the door; both begin with
control characters, which JSON strings never hold unescaped, and are taken out before anything leaves.
"""

import re
from typing import Any, NamedTuple

from graphql import GraphQLObjectType
from sqlalchemy import ColumnElement, case, func

from auth.door import Basis
from resolvers.binding import KEY
from resolvers.joined import joined
from resolvers.row import EMPTY, Groups

NOTE, END, ROW, BETWEEN = "\x1e", "\x1f", "\x1d", "|"
_NOTE = re.compile(rb"\x1e(\d+)\|([^|]*)\|([^|]*)\|([^\x1f]*)\x1f")


class Passage(NamedTuple):
    """A place in an operation where it asks to pass the door."""

    purpose: str
    basis: Basis
    policies: tuple[str, ...]
    """The guarded fields behind the door, as coordinates."""


class Passed(NamedTuple):
    """A door that was passed: one subject's non-public data are in the answer."""

    passage: Passage
    uscc: str
    consent_id: str | None
    agreement_id: str | None
    rows: int


def guarded(type_: GraphQLObjectType, groups: Groups) -> tuple[str, ...]:
    """Return the coordinates of the selected fields of a credit file that have a scope of their own."""
    names = dict.fromkeys(details[0].node.name.value for details in groups.values())
    fields = [(name, type_.fields[name]) for name in names if name in type_.fields]
    policies = {name: field.extensions["strawberry-definition"].metadata[KEY].policy for name, field in fields}
    return tuple(f"{type_.name}.{name}" for name, policy in policies.items() if not policy.is_public)


def noted(number: int, columns: Any) -> ColumnElement[str]:
    """Return the note of a door that is passed, no text where it is not."""
    ids: list[Any] = [func.coalesce(columns.consent_id, EMPTY), BETWEEN, func.coalesce(columns.agreement_id, EMPTY)]
    note = joined([f"{NOTE}{number}{BETWEEN}", columns.uscc, BETWEEN, *ids, END])
    return case((columns.granted, note), else_=EMPTY)


def delivered(doors: tuple[Passage, ...], data: bytes) -> tuple[bytes, list[Passed]]:
    """Take the notes out of `data`; return it clean, and the doors that were passed."""
    clean, *parts = data.split(NOTE.encode())
    passed = []
    for part in parts:
        note = _NOTE.match(NOTE.encode() + part)
        assert note is not None  # noqa: S101 - the statement wrote it
        number, uscc, consent, agreement = (group.decode() for group in note.groups())
        rest = part[note.end() - 1 :]
        passage = doors[int(number)]
        passed.append(Passed(passage, uscc, consent or None, agreement or None, rest.count(ROW.encode())))
        clean += rest
    return clean.replace(ROW.encode(), b""), passed
