"""What the commands about demands take and answer."""

from datetime import date
from typing import Annotated

import strawberry

from auth.policy import scope
from schema.arguments import given, repeatable, required
from schema.demand import DEMAND, READ, FinancingDemand
from schema.enums import EnterpriseSize, ProductKind
from schema.error import CommandError
from schema.fields import link, of, referred
from schema.scalars import USCC, BigInt

WRITE = scope("demands:write")


@strawberry.input(description="What an enterprise looks for.")
class LodgeDemandInput:
    """A demand."""

    uscc: USCC = required("The enterprise; the caller acts for it.")
    kind: ProductKind = required("What kind of product.")
    amount_fen: BigInt = required("How much, in fen: 1 or more.")
    term_months: int = required("For how many months: 1 to 600.")
    use: str = required("What for; institutions read it. 1 to 2,000 characters.")
    size: EnterpriseSize = required("How large the enterprise is, as it declares.")
    open_until: date = required("The last day that it counts: today or later, at most 366 days ahead.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Which demand an institution claims.")
class ClaimDemandInput:
    """A claim."""

    demand: strawberry.ID = required("The demand's id: an open one of a kind that the institution is licensed for.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Which product an institution names for a demand that it has claimed.")
class MatchDemandInput:
    """A match."""

    demand: strawberry.ID = required("The demand's id.")
    product: strawberry.ID = required("A listed product of the institution, of the demand's kind.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Which demand is given back, opened again or closed, and why.")
class DemandStepInput:
    """A step."""

    demand: strawberry.ID = required("The demand's id.")
    reason: str | None = given("Why; the other side reads it.")
    idempotency_key: str | None = repeatable()


@of(None, "A demand after a command about it.")
class DemandPayload:
    """The demand, read back."""

    demand: FinancingDemand | None = link(referred(DEMAND.c.id, "demand_id"), "The demand as it is now.", READ)


DemandResult = Annotated[
    DemandPayload | CommandError, strawberry.union("DemandResult", description="The demand, or why not.")
]
