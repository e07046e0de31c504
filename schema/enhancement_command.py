"""What the commands about enhancements take and answer."""

from typing import Annotated

import strawberry

from schema.arguments import given, repeatable, required
from schema.enhancement import ENHANCEMENT, READ, CreditEnhancement
from schema.enums import EnhancementKind
from schema.error import CommandError
from schema.fields import link, of, referred
from schema.scalars import BigInt, Code


@strawberry.input(description="What is to stand behind an application.")
class ProposeEnhancementInput:
    """An enhancement."""

    application: strawberry.ID = required("The application's id: submitted, and not signed yet.")
    kind: EnhancementKind = required("What stands behind it.")
    covered_fen: BigInt = required(
        "How much it covers, in fen: at most what is applied for; of a receivable, what isn't pledged elsewhere."
    )
    provider: Code | None = given(
        "The institution that is to stand behind it: licensed for guarantees or insurances, or one that runs a pool."
    )
    receivable: strawberry.ID | None = given("A confirmed receivable of the enterprise: it stands at once.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Which enhancement is confirmed, declined or taken back, and why.")
class EnhancementStepInput:
    """A step."""

    enhancement: strawberry.ID = required("The enhancement's id.")
    reason: str | None = given("Why; the others read it.")
    idempotency_key: str | None = repeatable()


@of(None, "An enhancement after a command about it.")
class EnhancementPayload:
    """The enhancement, read back."""

    enhancement: CreditEnhancement | None = link(
        referred(ENHANCEMENT.c.id, "enhancement_id"), "The enhancement as it is now.", READ
    )


EnhancementResult = Annotated[
    EnhancementPayload | CommandError,
    strawberry.union("EnhancementResult", description="The enhancement, or why not."),
]
