"""What a check answers: the rows of its one statement, shaped by enterprise, and as the document that is signed."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import Row

from exchange.check.model import CreditCheck
from exchange.check.subject import Subject
from exchange.listing.state import ListColour

_HIT: Mapping[str, Mapping[str, str]] = {
    "entry": {
        "id": "entry_id",
        "list": "list_code",
        "listName": "list_name",
        "colour": "colour",
        "ground": "ground_code",
        "basisDocument": "basis_document",
        "decidingAuthority": "deciding_authority",
        "listedAt": "listed_at",
        "validFrom": "valid_from",
        "validUntil": "valid_until",
    },
    "rule": {
        "number": "number",
        "consequence": "consequence",
        "precedence": "precedence",
        "legalBasis": "legal_basis",
        "article": "article",
        "verified": "verified",
    },
    "memorandum": {
        "code": "memorandum_code",
        "title": "memorandum_title",
        "documentNumber": "document_number",
        "edition": "memorandum_edition",
        "article": "clause",
        "measure": "measure",
    },
}
"""The document's names of a hit's parts, and the statement's columns."""


class Answer(NamedTuple):
    """What is answered for one that was given."""

    position: int
    subject: Subject
    first: Row[Any]
    """The statement's first row for it: its own columns, and those of the hit that counts."""
    hits: tuple[Row[Any], ...]
    repeated: bool

    @property
    def adverse(self) -> bool:
        """Tell whether what counts is to its disadvantage."""
        return bool(self.hits) and self.first.colour != ListColour.RED


def shaped(rows: Iterable[Row[Any]], subjects: Sequence[Subject]) -> list[Answer]:
    """Put the statement's rows together by enterprise, in the order given."""
    answers: list[Answer] = []
    seen: set[str] = set()
    for position, group in groupby(rows, attrgetter("position")):
        own = tuple(group)
        uscc = own[0].uscc
        hits = tuple(row for row in own if row.entry_id is not None)
        answers.append(Answer(position, subjects[position], own[0], hits, uscc in seen))
        seen |= {uscc} if uscc is not None else set()
    return answers


def document(check: CreditCheck, edition: int, answers: Iterable[Answer]) -> str:
    """Return a check as canonical JSON: names by the alphabet, no white space; instants in UTC with microseconds."""
    said = {
        "id": check.id,
        "matter": check.matter_code,
        "matterEdition": edition,
        "asOf": written(check.as_of),
        "madeAt": written(check.made_at),
        "institution": check.institution_code,
        "purpose": check.purpose,
        "entities": [_entity(answer) for answer in answers],
    }
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(text: str) -> str:
    """Return the SHA-256 of a document's UTF-8 bytes, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def written(value: Any) -> Any:
    """Return a value as JSON has it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else value


def _entity(answer: Answer) -> dict[str, Any]:
    first = answer.first
    return {
        "given": {name: value for name, value in answer.subject._asdict().items() if value is not None},
        "status": first.status,
        "uscc": first.uscc,
        "name": first.name,
        "candidates": first.candidates,
        "consequence": first.follows,
        "rule": first.number,
        "hits": [_hit(row) for row in answer.hits],
    }


def _hit(row: Row[Any]) -> dict[str, Any]:
    parts: dict[str, Any] = {
        part: {name: written(getattr(row, column)) for name, column in columns.items()}
        for part, columns in _HIT.items()
    }
    return parts | ({} if row.measure_id is not None else {"memorandum": None})
