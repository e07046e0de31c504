"""How criteria come out, as SQL: from their rows and what is known of an enterprise.

There are two ways, of the same facts: `verdict` says it of one criterion's row, for the few that are explained; `Asked`
turns all criteria of one product into one row, by which a hundred thousand enterprises are looked through.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    Text,
    and_,
    case,
    false,
    func,
    literal,
    literal_column,
    null,
    or_,
    select,
    true,
)

from exchange.criterion.spelling import contains
from exchange.criterion.vocabulary import MEANINGS, Field, Operator


class Verdict(StrEnum):
    """How a criterion comes out."""

    PASSED = "PASSED"
    FAILED = "FAILED"
    UNKNOWN = "UNKNOWN"
    """Nobody has said what it asks about."""
    NEEDS_CONSENT = "NEEDS_CONSENT"
    """It asks about the credit file, which the caller may not see: whatever stands there, or doesn't."""


def _unknown(_operands: Any) -> ColumnElement[Any]:
    return null()


class Since(NamedTuple):
    """A day from which months are counted, and which day so many months lie behind: quicker than to count them."""

    day: ColumnElement[Any]
    full: Callable[[Any], ColumnElement[Any]]
    """Months -> the last day since which so many are full."""


class Fact(NamedTuple):
    """What is known of an enterprise under a field: a number that is compared, or whether a set holds it."""

    number: ColumnElement[Any] = null()
    """Null is unknown."""
    among: Callable[[Any], ColumnElement[bool]] = _unknown
    """The operands, a JSON array of strings as text -> whether the enterprise is among them; null is unknown."""
    seen: ColumnElement[bool] | None = None
    """Of a field of the credit file: whether the caller may see it. The number must be null where it may not."""
    since: Since | None = None
    """The same as the number, where that counts months."""


Facts = Mapping[Field, Fact]


RANKS = {Verdict.PASSED: 0, Verdict.FAILED: 2}
"""What counts when several verdicts are put together: the greatest; all others are 1, undecidable."""


def verdict(criterion: Any, facts: Facts) -> ColumnElement[str]:
    """Return the Verdict of a criterion's row."""
    return _told(criterion, facts, {one: literal(one.value) for one in Verdict})


def rank(criterion: Any, facts: Facts) -> ColumnElement[int]:
    """Return the rank of the Verdict of a criterion's row: see RANKS."""
    return _told(criterion, facts, {one: literal_column(str(RANKS.get(one, 1)), Integer) for one in Verdict})


def _told(criterion: Any, facts: Facts, words: Mapping[Verdict, ColumnElement[Any]]) -> ColumnElement[Any]:
    seen = {_text(field): fact.seen for field, fact in facts.items() if fact.seen is not None}
    told = said(_held(criterion, facts), words)
    if not seen:
        return told
    return case((~case(seen, value=criterion.field, else_=true()), words[Verdict.NEEDS_CONSENT]), else_=told)


def said(held: ColumnElement[bool], words: Mapping[Verdict, ColumnElement[Any]]) -> ColumnElement[Any]:
    """Return the word for what is held, isn't, or null."""
    decided = {true(): words[Verdict.PASSED], false(): words[Verdict.FAILED]}
    return case(decided, value=held, else_=words[Verdict.UNKNOWN])


def _held(criterion: Any, facts: Facts) -> ColumnElement[bool]:
    """Return whether a criterion is met, null where that isn't known: every fact stands in it once."""
    ordered = [field for field in facts if MEANINGS[field].ordered]
    numbers = {_text(field): facts[field].number for field in ordered}
    sets = {_text(field): fact.among(criterion.operands) for field, fact in facts.items() if field not in ordered}
    upward = case((criterion.operator == _text(Operator.AT_MOST), literal_column("-1")), else_=literal_column("1"))
    # Neither side is large enough for their difference not to fit.
    above = (case(numbers, value=criterion.field) - criterion.threshold) * upward >= literal_column("0")
    within = case(sets, value=criterion.field) == (criterion.operator != _text(Operator.NOT_IN))
    return case((criterion.threshold.is_not(None), above), else_=within)


class Asked:
    """All criteria of one product or policy as one row: what each operator of each field is given, null for nothing."""

    def __init__(self, criteria: FromClause, own: Callable[[Any], ColumnElement[bool]], facts: Facts) -> None:
        self.facts = facts
        """The facts by which enterprises are looked through: criteria over other fields are passed over."""
        columns = criteria.c

        def given(field: Field, operator: Operator) -> ColumnElement[Any]:
            of = and_(columns.field == _text(field), columns.operator == _text(operator))
            value = columns.threshold if operator in (Operator.AT_LEAST, Operator.AT_MOST) else columns.operands
            return func.max(case((of, value))).label(_name(field, operator))

        every = [given(field, operator) for field, operator in self._pairs()]
        self.row = select(*every).select_from(criteria).where(own(columns)).subquery("asked")

    def unmet(self) -> ColumnElement[bool]:
        """Return whether the enterprise of the facts is known not to meet one of the criteria; never null."""
        return or_(*(self._fails(field, operator) for field, operator in self._pairs()))

    def _pairs(self) -> list[tuple[Field, Operator]]:
        return [(field, operator) for field in self.facts for operator in sorted(MEANINGS[field].operators)]

    def _fails(self, field: Field, operator: Operator) -> ColumnElement[bool]:
        fact, value = self.facts[field], self.row.c[_name(field, operator)]
        since = fact.since
        match operator:
            case Operator.AT_LEAST:
                fails = fact.number < value if since is None else since.day > since.full(value)
            case Operator.AT_MOST:
                fails = fact.number > value if since is None else since.day <= since.full(value + literal_column("1"))
            case Operator.IN:
                fails = ~fact.among(value)
            case Operator.NOT_IN:
                fails = fact.among(value)
        # What isn't asked costs nothing but this look: most fields aren't.
        return case((value.is_not(None), func.coalesce(fails, literal_column("false"))), else_=literal_column("false"))


def held_in(operands: Any, *texts: Any) -> ColumnElement[bool]:
    """Return whether a JSON array of strings, as text, holds one of the texts; null where all of them are."""
    return or_(*(contains(operands, _quoted(text)) for text in texts))


def _quoted(text: Any) -> ColumnElement[str]:
    mark = literal_column("'\"'", Text)
    return mark.concat(text).concat(mark)


def _text(constant: StrEnum) -> ColumnElement[str]:
    return literal_column(f"'{constant.value}'", Text)


def _name(field: Field, operator: Operator) -> str:
    return f"{field.value}_{operator.value}".lower()
