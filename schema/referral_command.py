"""What the commands about referrals take and answer."""

from typing import Annotated

import strawberry

from auth.policy import scope
from schema.arbitration_enums import CourtDecision
from schema.arguments import repeatable, required
from schema.error import CommandError
from schema.evidence import MaterialInput
from schema.fields import link, of, referred
from schema.reasons import REFERRED
from schema.referral import REFERRAL, Referral
from schema.scalars import Code

COURT = scope("referrals:write")
TEXT = "1 to 2,000 characters."


@strawberry.input(description="What a creditor applies for when the award isn't performed in time.")
class ApplyForReferralInput:
    """An application."""

    case: strawberry.ID = required("The case's id.")
    ground: Code = required("The code of a ground of the court's list.")
    ability: str = required(f"What shows that the debtor could perform. {TEXT}")
    evidence: list[MaterialInput] = required("The files that show it, 1 to 20.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="To which court a centre refers; the same again reminds the court.")
class SendReferralInput:
    """A sending."""

    referral: strawberry.ID = required("The referral's id.")
    court: Code = required("The court's code.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Which referral has reached the court.")
class AcknowledgeReferralInput:
    """An acknowledgement."""

    referral: strawberry.ID = required("The referral's id.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Whether the court takes a referral up. Its listing comes as an entry of its own.")
class DecideReferralInput:
    """A decision."""

    referral: strawberry.ID = required("The referral's id.")
    decision: CourtDecision = required("What the court says.")
    reasons: str = required(f"Why; creditor and centre read it. {TEXT}")
    idempotency_key: str | None = repeatable()


@of(None, "A referral after a command about it.")
class ReferralPayload:
    """The referral, read back."""

    referral: Referral | None = link(referred(REFERRAL.c.id, "referral_id"), "The referral as it is now.", REFERRED)


ReferralResult = Annotated[
    ReferralPayload | CommandError, strawberry.union("ReferralResult", description="The referral, or why not.")
]
