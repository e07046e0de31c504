"""How criteria are stated: checked against the vocabulary and the reference data, and made rows."""

import json
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange.criterion.refusal import CriterionRefused, FieldUnknown, OperatorUnknown, TooManyCriteria, ValueRefused
from exchange.criterion.vocabulary import MEANINGS, Field, Meaning, Operator, Takes
from exchange.listing.model import ListDefinition
from exchange.reference.model import Industry, Region

MOST, MOST_VALUES = 20, 50
"""Criteria of one product or policy, and values of one criterion."""
NUMBER = re.compile(r"[0-9]{1,15}", re.ASCII)
LONGEST_TEXT = 100
TREES: dict[Takes, tuple[Any, str]] = {
    Takes.REGION: (Region, "division of GB/T 2260"),
    Takes.INDUSTRY: (Industry, "category of GB/T 4754-2017"),
}


class Stated(NamedTuple):
    """A criterion as somebody states it."""

    field: str
    operator: str
    values: Sequence[str]


def rows(session: Session, stated: Sequence[Stated]) -> list[dict[str, Any]]:
    """Return the columns of a `Criterion` for each. Raises TooManyCriteria and CriterionRefused."""
    if len(stated) > MOST:
        raise TooManyCriteria("criteria", len(stated), MOST)
    made = [{"number": number, **_row(session, number, one)} for number, one in enumerate(stated, 1)]
    _refuse_contradictions(made)
    return made


def _row(session: Session, number: int, stated: Stated) -> dict[str, Any]:
    if stated.field not in Field.__members__:
        raise FieldUnknown(number, stated.field, Field)
    field = Field(stated.field)
    meaning = MEANINGS[field]
    if stated.operator not in meaning.operators:
        raise OperatorUnknown(number, field, stated.operator, meaning.operators)
    values = list(dict.fromkeys(stated.values))
    if meaning.ordered:
        threshold: int | None = _threshold(number, field, meaning, values)
    else:
        threshold = None
        _check_set(session, number, meaning, values)
    operands = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return {"field": field.value, "operator": stated.operator, "threshold": threshold, "operands": operands}


def _threshold(number: int, field: Field, meaning: Meaning, values: list[str]) -> int:
    if len(values) != 1:
        raise ValueRefused(number, f"{field} is compared with one value; {len(values)} were given.")
    value = values[0]
    if meaning.takes is Takes.GRADE:
        if value not in meaning.choices:
            raise ValueRefused(number, f"'{value}' is none of {', '.join(meaning.choices)}.")
        return meaning.choices.index(value)
    if not NUMBER.fullmatch(value):
        raise ValueRefused(number, f"'{value}' is no whole number from 0 of at most 15 digits.")
    return int(value)


def _check_set(session: Session, number: int, meaning: Meaning, values: list[str]) -> None:
    if not values:
        raise ValueRefused(number, "Give at least one value.")
    if len(values) > MOST_VALUES:
        raise TooManyCriteria(f"values of criterion {number}", len(values), MOST_VALUES)
    match meaning.takes:
        case Takes.REGION | Takes.INDUSTRY:
            _check_codes(session, number, meaning.takes, values)
        case Takes.LIST:
            _check(number, values, {*meaning.choices, *_published_lists(session)}, "published list, nor a colour")
        case Takes.CHOICE:
            _check(number, values, set(meaning.choices), f"value of {', '.join(meaning.choices)}")
        case Takes.TEXT:
            _check_texts(number, values)


def _check_codes(session: Session, number: int, takes: Takes, values: list[str]) -> None:
    tree, named = TREES[takes]
    wanted = [value for value in values if "\0" not in value]
    _check(number, values, set(session.scalars(select(tree.code).where(tree.code.in_(wanted)))), named)


def _published_lists(session: Session) -> list[str]:
    return list(session.scalars(select(ListDefinition.code).where(ListDefinition.published)))


def _check(number: int, values: list[str], known: set[str], named: str) -> None:
    for value in values:
        if value not in known:
            raise ValueRefused(number, f"'{value}' is no {named}.")


def _check_texts(number: int, values: list[str]) -> None:
    for value in values:
        if not 1 <= len(value) <= LONGEST_TEXT or not value.isprintable() or '"' in value or "\\" in value:
            raise ValueRefused(number, f'A text takes 1 to {LONGEST_TEXT} printable characters without " and \\.')


def _refuse_contradictions(made: list[dict[str, Any]]) -> None:
    """Raise CriterionRefused for what is stated twice, and for bounds that nobody can be between."""
    seen: dict[tuple[str, str], int | None] = {}
    for row in made:
        key = (row["field"], row["operator"])
        if key in seen:
            raise CriterionRefused(row["number"], "operator", f"{key[1]} of {key[0]} is stated twice. State it once.")
        seen[key] = row["threshold"]
        least, most = (seen.get((row["field"], operator)) for operator in (Operator.AT_LEAST, Operator.AT_MOST))
        if least is not None and most is not None and least > most:
            raise CriterionRefused(
                row["number"], "values", f"{row['field']} at least {least} and at most {most}: nobody can be both."
            )
