"""A criterion as a row: what products and policies ask of an enterprise, as data."""

from sqlalchemy.orm import Mapped, mapped_column

from exchange.db.base import Long
from exchange.db.types import Code


class Criterion:
    """The columns of a criterion; a field has one criterion an operator. See exchange.criterion.vocabulary."""

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """Its place, from 1."""
    field: Mapped[str] = mapped_column(Code)
    """A Field."""
    operator: Mapped[str] = mapped_column(Code)
    """An Operator."""
    threshold: Mapped[int | None] = mapped_column(Long)
    """What a fact is compared with: months, fen, a count, a grade's rank; null where the operands are a set."""
    operands: Mapped[str]
    """What was stated, as a JSON array of strings without white space."""
