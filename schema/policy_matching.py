"""Which policy measures suit an enterprise, and why."""

from typing import Annotated, Any

from sqlalchemy import ColumnElement, Select, Text, literal_column, null, select
from sqlalchemy import type_coerce as typed

from auth.door import basis, passage
from resolvers import matching
from resolvers.binding import Door, Order, Page, Paging
from resolvers.known import knowing
from resolvers.policy_matching import OF_MEASURE, measures_for
from schema.arguments import argument
from schema.credit_file import Access, ConsentId, access_of
from schema.criterion import MatchedCriterion
from schema.enums import MatchOutcome, PolicyKind, Purpose
from schema.fields import column, connection, link, of, part, referred, rows
from schema.matching import OUTCOMES, SHOWN, ranked
from schema.page import Connection
from schema.policy_measure import MEASURE, PolicyMeasure
from schema.reasons import ACCOUNT, MATCHED, POLICIES
from schema.scalars import USCC


def _outcome(self: Any) -> ColumnElement[str]:
    return ranked(self.outcome)


def _criteria(self: Any) -> Select[Any]:
    return matching.criteria_of(self.id, self, OF_MEASURE)


@of(None, "A measure in force today, and how it matches an enterprise, as far as the caller may see.")
class MatchedPolicy:
    """A match."""

    policy: PolicyMeasure | None = link(referred(MEASURE.c.id, "id"), "The measure.", POLICIES)
    outcome: MatchOutcome = column("How its criteria come out as a whole.", MATCHED, _outcome)
    criteria: list[MatchedCriterion] = rows(_criteria, "Every criterion and how it comes out.", MATCHED)


def _policies(
    self: Any,
    kind: Annotated[PolicyKind | None, argument("Only those that give this.")] = None,
    outcome: Annotated[MatchOutcome | None, argument("Only those that come out so.")] = None,
    *,
    paging: Paging,
) -> Page:
    """Return the measures in force today, those that suit first."""
    found: Any = measures_for(self)
    rows_ = select(found)
    if kind is not None:
        rows_ = rows_.where(found.c.kind == kind.value)
    if outcome is not None:
        rows_ = rows_.where(found.c.outcome == literal_column(str(OUTCOMES.index(outcome))))
    order = Order("BEST", [(found.c.outcome, int), (found.c.id, str)])
    return Page(rows=rows_, order=order, paging=paging)


@of(None, "Which policy measures suit an enterprise. What rests on its credit file is said to who passes the door "
    "only: the enterprise itself, or whom it consents to; to others it is NEEDS_CONSENT.")  # fmt: skip
class PolicyMatching:
    """Matches of measures."""

    uscc: USCC = column("The enterprise that was asked about.", ACCOUNT)
    access: Access = part(access_of, "Whether its credit file is open to the caller, and on which basis.", ACCOUNT)
    policies: Connection[MatchedPolicy] = connection(
        _policies, "Every measure in force today, and how it matches.", MATCHED
    )


def match_policies(
    self: Any,
    entity: Annotated[USCC, argument("The enterprise's USCC.")],
    purpose: Annotated[
        Purpose, argument("What the credit file is looked at for; a bank says LOAN_REVIEW and its consent.")
    ] = Purpose.OWN_RECORD,
    consent: ConsentId = None,
) -> Door:
    """Return the way to the matches of an enterprise, known to the exchange or not."""
    parsed: Any = consent
    asked = basis(purpose, consent_named=consent is not None)
    named: ColumnElement[Any] = parsed.id if parsed else null()
    access = passage(asked, typed(entity, Text), purpose, named)
    return Door(purpose.value, asked, knowing(asked, access), SHOWN)
