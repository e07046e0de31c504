"""What the commands about licences and products take and answer."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import strawberry

from auth.policy import scope
from schema.arguments import given, repeatable, required
from schema.enums import Collateral, ProductKind
from schema.error import CommandError
from schema.fields import link, of, referred
from schema.product import LICENCE, PRODUCT, READ, FinancingProduct, InstitutionLicence
from schema.reasons import OFFERED
from schema.scalars import BigInt, Code, Share

WRITE = scope("products:write")


@strawberry.input(description="A licence that the operator has seen; the same number again states its days anew.")
class EnterLicenceInput:
    """A licence."""

    institution: Code = required("The institution.")
    kind: ProductKind = required("Which kind of product it may offer.")
    number: str = required("The licence's number.")
    authority: str = required("Who granted it.")
    valid_from: date = required("The first day it holds.")
    valid_until: date | None = given("The last such day; leave it out where none is set.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="What is asked of an enterprise: see CriterionField for the fields and their values.")
class CriterionInput:
    """A criterion."""

    field: Code = required("A CriterionField.")
    operator: Code = required("A CriterionOperator that the field can be compared by.")
    values: Sequence[str] = required("One value for AT_LEAST and AT_MOST; 1 to 50 for IN and NOT_IN.")


@strawberry.input(description="A policy that a product carries out or draws on.")
class ProductPolicyInput:
    """A policy."""

    title: str = required("Its title, 1 to 200 characters.")
    document_number: str | None = given("The number of its document.")
    measure: strawberry.ID | None = given("The measure by which a bureau has published it.")


@strawberry.input(description="A product, or a further version of one: a draft until it is submitted. What is left out "
    "is no limit, or not said; the draft before is replaced as a whole.")  # fmt: skip
class StateProductInput:
    """A product."""

    external_id: str = required("The institution's own key of it, 1 to 100 characters; one key, one product.")
    kind: ProductKind = required("What it is; the institution is licensed for it.")
    name: str = required("Its name, 1 to 100 characters.")
    summary: str | None = given("What it is, in a few words.")
    amount_min_fen: BigInt | None = given("The least amount, in fen.")
    amount_max_fen: BigInt | None = given("The largest amount, in fen.")
    rate_min: Share | None = given("The lowest rate of a year in percent, such as '3.45'.")
    rate_max: Share | None = given("The highest rate of a year in percent; no legal cap lies below it.")
    term_min_months: int | None = given("The shortest term, in months.")
    term_max_months: int | None = given("The longest term, in months.")
    decision_days: int | None = given("Within how many calendar days a decision is promised.")
    offered_until: date | None = given("The last day on which it can be applied for.")
    collateral: Sequence[Collateral] | None = given("What it may be secured by.")
    regions: Sequence[Code] | None = given("Where it is offered (GB/T 2260), each division with all below it.")
    industries: Sequence[Code] | None = given("Whom it is for (GB/T 4754-2017), each category with all below it.")
    policies: Sequence[ProductPolicyInput] | None = given("The policies that it carries out or draws on, at most 20.")
    criteria: Sequence[CriterionInput] | None = given("What it asks of an enterprise, at most 20.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Which product takes a step, and why.")
class ProductStepInput:
    """A step."""

    product: strawberry.ID = required("The product's id.")
    reason: str | None = given("Why; kept with the step.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Which product's submitted version is sent back, and why.")
class ReturnProductInput:
    """A return."""

    product: strawberry.ID = required("The product's id.")
    reason: str = required("What must be different, 1 to 2,000 characters.")
    idempotency_key: str | None = repeatable()


@of(None, "A product after a command about it.")
class ProductPayload:
    """The product, read back."""

    product: FinancingProduct | None = link(referred(PRODUCT.c.id, "product_id"), "The product as it is now.", READ)


@of(None, "A licence after it was entered.")
class LicencePayload:
    """The licence, read back."""

    licence: InstitutionLicence | None = link(
        referred(LICENCE.c.id, "licence_id"), "The licence as it is now.", OFFERED
    )


ProductResult = Annotated[
    ProductPayload | CommandError, strawberry.union("ProductResult", description="The product, or why not.")
]
LicenceResult = Annotated[
    LicencePayload | CommandError, strawberry.union("LicenceResult", description="The licence, or why not.")
]
