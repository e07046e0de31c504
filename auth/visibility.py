"""Which rows a caller sees: one rule for every exposed table, ANDed to every read of it by the planner."""

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, FromClause, Text, bindparam

from auth.principal import Principal
from exchange.entity.model import Entity, Ownership
from exchange.institution.model import Institution
from exchange.reference.model import Industry, Region
from exchange.submission.model import Submission, SubmissionRemark


class Who(NamedTuple):
    """The caller inside a statement: what is fixed when the plan is made, and parameters bound late."""

    scopes: frozenset[str]

    @property
    def institution(self) -> ColumnElement[str]:
        """The code of the caller's institution; null for the public."""
        return bindparam("@institution", None, type_=Text)


@lru_cache(maxsize=4096)
def binds(principal: Principal) -> Mapping[str, Any]:
    """Return the values of the parameters that rules and `viewer` use; "@" can't start a variable's name."""
    return {
        "@client": principal.client_id,
        "@institution": principal.institution_code,
        "@kind": principal.institution_kind,
        "@scopes": json.dumps(sorted(principal.scopes), separators=(",", ":")),
    }


Rule = Callable[[Any, Who], ColumnElement[bool]]
"""(columns of the row, caller) -> the condition under which the caller sees it."""


class RowRule(NamedTuple):
    """A table's rule: a condition, or none with the reason why everybody sees every row."""

    condition: Rule | None
    because: str


def _own(columns: Any, who: Who) -> ColumnElement[bool]:
    return columns.supplier_code == who.institution  # type: ignore[no-any-return]


RULES: Mapping[FromClause, RowRule] = {
    Region.__table__: RowRule(None, "divisions are a published national standard"),
    Industry.__table__: RowRule(None, "industries are a published national standard"),
    Institution.__table__: RowRule(None, "who takes part in the exchange is published"),
    Entity.__table__: RowRule(None, "registration is published (State Council Order 654 of 2014, article 6)"),
    Ownership.__table__: RowRule(None, "both ends are entities, never natural persons"),
    Submission.__table__: RowRule(_own, "a supplier sees its own submissions"),
    SubmissionRemark.__table__: RowRule(None, "reached through its submission only, whose rule decides"),
}
