"""Criteria: what products ask of an enterprise, and how each comes out."""

from typing import Any

from sqlalchemy import ColumnElement, case, literal, literal_column, null

from exchange.criterion.verdict import Verdict
from exchange.criterion.vocabulary import MEANINGS
from exchange.product import model
from resolvers.binding import Part
from schema.enums import CriterionField, CriterionOperator, MatchOutcome, Undecidable
from schema.fields import column, of
from schema.reasons import MATCHED, OFFERED
from schema.scalars import Code

CRITERION = model.ProductCriterion.__table__
_HIDDEN: dict[Any, Any] = {
    literal_column(f"'{field}'"): literal(meaning.item) for field, meaning in MEANINGS.items() if meaning.item
}


def item_of(self: Any) -> ColumnElement[str]:
    """Return the catalogue item of the credit file that a criterion asks about; null for a public field."""
    return case(_HIDDEN, value=self.field, else_=null())


def outcome_of(self: Any) -> ColumnElement[str]:
    """Return the outcome of a row's verdict."""
    decided = self.verdict.in_([literal(Verdict.PASSED.value), literal(Verdict.FAILED.value)])
    return case((decided, self.verdict), else_=literal(MatchOutcome.UNDECIDABLE.value))


def undecidable_of(self: Any) -> ColumnElement[str]:
    """Return why a row's verdict is neither; null where it is one."""
    open_ = self.verdict.in_([literal(Verdict.UNKNOWN.value), literal(Verdict.NEEDS_CONSENT.value)])
    return case((open_, self.verdict), else_=null())


@of(CRITERION, "What a version of a product, or a policy measure, asks of an enterprise.")
class Criterion:
    """A criterion."""

    number: int = column("Its place, from 1.", OFFERED)
    field: CriterionField = column("What it asks about.", OFFERED)
    operator: CriterionOperator = column("How that is compared.", OFFERED)
    values: list[str] = column("What it is compared with, as it was stated.", OFFERED, lambda self: self.operands)
    item: Code | None = column(
        "The catalogue item of the credit file that it asks about; null for a public field.", OFFERED, item_of
    )


@of(None, "How a criterion comes out for an enterprise, as far as the caller may see it.")
class MatchedCriterion:
    """A criterion with its outcome."""

    number: int = column("Its place, from 1.", MATCHED)
    field: CriterionField = column("What it asks about.", MATCHED)
    operator: CriterionOperator = column("How that is compared.", MATCHED)
    values: list[str] = column("What it is compared with, as it was stated.", MATCHED, lambda self: self.operands)
    item: Code | None = column(
        "The catalogue item of the credit file that it asks about; null for a public field.", MATCHED, item_of
    )
    outcome: MatchOutcome = column("Whether it is met.", MATCHED, outcome_of)
    undecidable: Undecidable | None = column("Why it can't be decided; null where it is.", MATCHED, undecidable_of)


@of(None, "How one of a version's own terms comes out: an amount, a term of months, where it is offered and to whom.")
class MatchedTerm:
    """A term with its outcome."""

    outcome: MatchOutcome = column("Whether it fits.", MATCHED, outcome_of)
    undecidable: Undecidable | None = column("Why it can't be decided; null where it is.", MATCHED, undecidable_of)


def matched_term(name: str) -> Any:
    """Return a part's function: the verdict in the row's column, null where nothing was asked."""

    def matched(self: Any) -> Part:
        verdict = getattr(self, name)
        return Part(verdict.is_not(None), verdict=verdict)

    return matched
