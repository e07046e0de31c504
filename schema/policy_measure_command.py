"""What the commands about policy measures take and answer."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import strawberry

from auth.policy import scope
from schema.arguments import given, repeatable, required
from schema.enums import PolicyKind
from schema.error import CommandError
from schema.fields import link, of, referred
from schema.policy_measure import MEASURE, READ, PolicyMeasure
from schema.product_command import CriterionInput
from schema.scalars import BigInt, Share

WRITE = scope("policies:write")


@strawberry.input(description="A measure, a draft until it is published. What is left out is no limit, or not said; "
    "the draft before is replaced as a whole.")  # fmt: skip
class StatePolicyInput:
    """A measure."""

    external_id: str = required("The bureau's own key of it, 1 to 100 characters; one key, one measure.")
    kind: PolicyKind = required("What it gives.")
    title: str = required("Its title, 1 to 200 characters.")
    valid_from: date = required("The first day it holds.")
    valid_until: date | None = given("The last day, not past; leave it out where none is set.")
    document_number: str | None = given("The number of the document that it carries out.")
    summary: str | None = given("What it is, in a few words.")
    amount_max_fen: BigInt | None = given("What one enterprise gets or is covered for at most, in fen.")
    relief_rate: Share | None = given("Of interest relief: how much of the rate of a year is paid, in percent.")
    pool_fen: BigInt | None = given("Of a risk pool: how much is in it, in fen.")
    loss_share: Share | None = given("Of a risk pool: which part of a loss it bears, in percent.")
    criteria: Sequence[CriterionInput] | None = given("What it asks of an enterprise, at most 20.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Which measure takes a step, and why.")
class PolicyStepInput:
    """A step."""

    policy: strawberry.ID = required("The measure's id.")
    reason: str | None = given("Why; kept with the step where it is ended.")
    idempotency_key: str | None = repeatable()


@of(None, "A policy measure after a command about it.")
class PolicyPayload:
    """The measure, read back."""

    policy: PolicyMeasure | None = link(referred(MEASURE.c.id, "measure_id"), "The measure as it is now.", READ)


PolicyResult = Annotated[
    PolicyPayload | CommandError, strawberry.union("PolicyResult", description="The measure, or why not.")
]
