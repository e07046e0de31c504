"""What the commands that bring a case to its tribunal take, and what the commands of arbitration answer."""

from datetime import date
from typing import Annotated, Any

import strawberry
from sqlalchemy import ColumnElement, Select, select

from auth.policy import scope
from schema.arbitration import CASE, POINT, READ, ArbitrationCase, IntakePoint
from schema.arbitration_enums import CaseProcedure, DisputeKind, IntakeKind, ServedDocument, Side
from schema.arguments import given, repeatable, required
from schema.error import CommandError
from schema.evidence import MaterialInput
from schema.fields import column, link, of, referred
from schema.reasons import CENTRES
from schema.scalars import USCC, BigInt, Code

WRITE = scope("arbitration:write")
INTAKE = scope("arbitration.intake:write")
TEXT = "1 to 2,000 characters."


@strawberry.input(description="A case as it is lodged.")
class LodgeCaseInput:
    """A case."""

    centre: Code = required("The centre that was agreed on.")
    claimant: USCC = required("Who claims.")
    respondent: USCC = required("From whom.")
    dispute: DisputeKind = required("What the dispute is about.")
    claim_fen: BigInt = required("How much is claimed, in fen.")
    claim: str = required(f"What is claimed. {TEXT}")
    facts: str = required(f"On which facts and reasons. {TEXT}")
    agreement: str = required(f"The agreement to arbitrate, in its words. {TEXT}")
    agreed_on: date = required("The day of that agreement.")
    online: bool = required("Whether the claimant may be heard online: false refuses it.", True)
    evidence: list[MaterialInput] | None = given(
        "Files that show it, at most 20 for the whole case; an intake point attaches the claimant's mandate."
    )
    idempotency_key: str | None = repeatable()


@strawberry.input(description="A case that is meant.")
class CaseInput:
    """A case."""

    case: strawberry.ID = required("The case's id.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="How a centre accepts a case.")
class AcceptCaseInput:
    """An acceptance."""

    case: strawberry.ID = required("The case's id.")
    number: str = required("The centre's number of it, 1 to 80 characters, used once.")
    procedure: CaseProcedure | None = given("How it is conducted; by the centre's rules when left out.")
    documents_agreed: bool = required("Whether both sides agreed to be decided on documents alone.", False)
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Why a centre doesn't take a case up.")
class RefuseCaseInput:
    """A refusal."""

    case: strawberry.ID = required("The case's id.")
    reasons: str = required(f"Why; the claimant reads it. {TEXT}")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="That a claimant takes its case back.")
class WithdrawCaseInput:
    """A withdrawal."""

    case: strawberry.ID = required("The case's id.")
    reason: str | None = given(f"Why. {TEXT}")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="That the fee of a case was paid.")
class FeeInput:
    """A payment."""

    case: strawberry.ID = required("The case's id.")
    paid_on: date = required("The day.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="What is sent to both sides.")
class ServeInput:
    """A service."""

    case: strawberry.ID = required("The case's id.")
    document: ServedDocument = required("What is sent.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="That a side has a document, as the centre can show.")
class RecordReceiptInput:
    """A receipt."""

    case: strawberry.ID = required("The case's id.")
    document: ServedDocument = required("What was received.")
    side: Side = required("By whom.")
    received_on: date = required("The day.")
    receipt: str = required(f"How it is shown. {TEXT}")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="That one's own side has a document.")
class ConfirmReceiptInput:
    """A receipt."""

    case: strawberry.ID = required("The case's id.")
    document: ServedDocument = required("What was received.")
    received_on: date = required("The day.")
    receipt: str = required(f"How it was received. {TEXT}")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Whom a party lets act for it in a case.")
class AppointRepresentativeInput:
    """An appointment."""

    case: strawberry.ID = required("The case's id.")
    user: Code = required("The person's user id: nobody's staff, and not the tribunal's.")
    powers: str = required(f"What the mandate covers. {TEXT}")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Whose acting for a party ends.")
class DismissRepresentativeInput:
    """A dismissal."""

    case: strawberry.ID = required("The case's id.")
    user: Code = required("The person's user id.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Whether a party agrees that the outcome is published.")
class AgreeToPublishInput:
    """An agreement."""

    case: strawberry.ID = required("The case's id.")
    agrees: bool = required("Whether it does; it may change its mind.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Files put before everybody in a case.")
class CaseEvidenceInput:
    """Files."""

    case: strawberry.ID = required("The case's id.")
    evidence: list[MaterialInput] = required("The files, at most 20 for the whole case.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="An institution that takes in cases for the caller's centre.")
class NameIntakePointInput:
    """A naming."""

    institution: Code = required("The institution's code.")
    kind: IntakeKind = required("As what: BANK, LAW_FIRM or TOWNSHIP.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="An institution that takes in no more cases for the caller's centre.")
class EndIntakePointInput:
    """An end."""

    institution: Code = required("The institution's code.")
    idempotency_key: str | None = repeatable()


@of(None, "A case after a command about it.")
class ArbitrationPayload:
    """The case, read back."""

    case: ArbitrationCase | None = link(referred(CASE.c.id, "case_id"), "The case as it is now.", READ)


def _lodged_id(self: Any) -> ColumnElement[str]:
    return self.lodged_id  # type: ignore[no-any-return]


@of(None, "That a case was lodged for somebody else. Whoever lodged it sees nothing more of it.")
class ArbitrationReceiptPayload:
    """A receipt."""

    id: strawberry.ID = column("The case's id, for the claimant and the centre.", INTAKE, _lodged_id)


def _point(self: Any) -> Select[Any]:
    return select(POINT).where(
        POINT.c.centre_code == self.centre_code, POINT.c.institution_code == self.institution_code
    )


@of(None, "An intake point after a command about it.")
class IntakePointPayload:
    """The intake point, read back."""

    point: IntakePoint | None = link(_point, "The intake point as it is now.", CENTRES)


ArbitrationResult = Annotated[
    ArbitrationPayload | CommandError, strawberry.union("ArbitrationResult", description="The case, or why not.")
]
ArbitrationReceiptResult = Annotated[
    ArbitrationReceiptPayload | CommandError,
    strawberry.union("ArbitrationReceiptResult", description="The receipt, or why not."),
]
IntakePointResult = Annotated[
    IntakePointPayload | CommandError, strawberry.union("IntakePointResult", description="The point, or why not.")
]
