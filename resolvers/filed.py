"""What the credit file says under the fields of the criteria, read by the credit file's own rules (auth.visibility)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    Text,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal_column,
    select,
)

from auth.door import TODAY, Access, Basis
from auth.recorded import in_force as shared
from auth.row_rule import Who
from auth.visibility import RULES
from exchange.criterion.spelling import month_number
from exchange.criterion.verdict import held_in
from exchange.criterion.vocabulary import MEANINGS, Field
from exchange.filing.model import AnnualReport
from exchange.record.kind import RecordKind
from exchange.record.model import CreditRecord
from resolvers.functions import fact
from resolvers.piece import ONE, ZERO, grade_of, part_of

FILE = "creditfile:read"
"""The scope that everything behind the door asks for, besides its own."""
_SCOPES = bindparam("@scopes", None, type_=Text)
_RECORD = CreditRecord.__table__
_REPORT = AnnualReport.__table__


def seen(access: Access, field: Field) -> ColumnElement[bool]:
    """Return whether the caller may see a field's item through the door: as in the credit file, with its scopes."""
    meaning = MEANINGS[field]
    covered = access.granted if access.asked is Basis.SELF else access.covers(str(meaning.item))
    return and_(covered, *(held_in(_SCOPES, literal_column(f"'{one}'", Text)) for one in (FILE, meaning.scope)))


def filed_numbers(access: Access) -> Mapping[Field, ColumnElement[Any]]:
    """Return what the credit file says under each of its fields; only of a field that is `seen` it may be read."""
    return {
        Field.TAX_RATING: _latest_rating(access),
        Field.TAX_ARREARS_FEN: func.coalesce(_unsettled(access, RecordKind.TAX_ARREARS), ZERO),
        Field.WAGE_ARREARS_FEN: func.coalesce(_unsettled(access, RecordKind.WAGE_ARREARS), ZERO),
        Field.SOCIAL_INSURANCE_MONTHS: _contributed(access, RecordKind.SOCIAL_INSURANCE),
        Field.SOCIAL_INSURANCE_ARREARS_FEN: _owed(access, RecordKind.SOCIAL_INSURANCE),
        Field.HOUSING_FUND_MONTHS: _contributed(access, RecordKind.HOUSING_FUND),
        Field.HOUSING_FUND_ARREARS_FEN: _owed(access, RecordKind.HOUSING_FUND),
        Field.REVENUE_FEN: _reported(access, _REPORT.c.revenue_fen),
        Field.TAX_PAID_FEN: _reported(access, _REPORT.c.tax_fen),
        Field.EMPLOYEES: _reported(access, _REPORT.c.employees),
    }


def _records(access: Access, kind: RecordKind, what: Any) -> Select[Any]:
    """Return something of the records of a kind that the door lets out and that are shared today."""
    item = _RECORD.c.item_code == kind.value
    return select(what).where(_let_out(_RECORD, access), _RECORD.c.kind == kind.value, item, shared(_RECORD.c))


def _let_out(table: Any, access: Access) -> ColumnElement[bool]:
    """Return the table's own rule for rows of the enterprise at whose door the caller stands."""
    rule = RULES[table].condition
    assert rule is not None  # noqa: S101 - both tables are behind the door
    return and_(table.c.uscc == access.columns.uscc, rule(table.c, Who(frozenset(), authenticated=True, door=access)))


def _alone(of: Select[Any], table: Any) -> ColumnElement[Any]:
    return of.correlate_except(table).scalar_subquery()


def _number(key: str) -> ColumnElement[int]:
    return cast(fact(_RECORD.c.facts, literal_column(f"'{key}'", Text)), BigInteger)


def _latest_rating(access: Access) -> ColumnElement[int]:
    grade = grade_of(Field.TAX_RATING, fact(_RECORD.c.facts, literal_column("'grade'", Text)))
    latest = _records(access, RecordKind.TAX_RATING, grade).order_by(_RECORD.c.decided_on.desc(), _RECORD.c.id.desc())
    return _alone(latest.limit(ONE), _RECORD)


def _unsettled(access: Access, kind: RecordKind) -> ColumnElement[int]:
    """Return what arrears of a kind that aren't settled add up to."""
    open_ = fact(_RECORD.c.facts, literal_column("'settled_on'", Text)).is_(None)
    return _alone(_records(access, kind, func.sum(_number("amount_fen"))).where(open_), _RECORD)


def _contributed(access: Access, kind: RecordKind) -> ColumnElement[int]:
    """Return for how many of the twelve months before this one contributions are recorded and none is owed."""
    until = fact(_RECORD.c.facts, literal_column("'period_until'", Text))
    month = cast(part_of(until, 1, 4), BigInteger) * 12 + cast(part_of(until, 6, 2), BigInteger)
    paid = func.coalesce(_number("arrears_fen"), ZERO) == ZERO
    counts = and_(paid, (month_number(TODAY) - month).between(ONE, literal_column("12")))
    # None at all is not known; none in these months is 0.
    found = case((func.count() > ZERO, func.count(case((counts, month)).distinct())))
    return _alone(_records(access, kind, found), _RECORD)


def _owed(access: Access, kind: RecordKind) -> ColumnElement[int]:
    """Return what contributions of a kind are owed; not known where none is recorded."""
    return _alone(_records(access, kind, func.sum(func.coalesce(_number("arrears_fen"), ZERO))), _RECORD)


def _reported(access: Access, column: Any) -> ColumnElement[Any]:
    latest = select(column).where(_let_out(_REPORT, access)).order_by(_REPORT.c.year.desc()).limit(ONE)
    return _alone(latest, _REPORT)
