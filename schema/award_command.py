"""What the commands about awards, statements, courts and performance take."""

from datetime import date

import strawberry

from schema.arbitration_enums import CourtAct, ObligationKind, Side
from schema.arguments import given, repeatable, required
from schema.scalars import BigInt

TEXT = "1 to 2,000 characters."


@strawberry.input(description="What one party is to owe the other: definite enough for a court to enforce.")
class ObligationInput:
    """An obligation."""

    kind: ObligationKind = required("What is owed.")
    debtor: Side = required("Who owes it.")
    content: str = required(f"What it says; nothing left to be agreed. {TEXT}")
    due_on: date = required("The last day for it, not before today.")
    amount_fen: BigInt | None = given("How much, in fen; needed for PAY, and for nothing else.")


@strawberry.input(description="What is awarded, or put before both sides to be signed.")
class DecisionInput:
    """An award or a statement."""

    case: strawberry.ID = required("The case's id.")
    text: str = required(f"What is decided or agreed, and why. {TEXT}")
    obligations: list[ObligationInput] = required("What it obliges to, 1 to 50.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Which statement a party signs.")
class SignStatementInput:
    """A signature."""

    case: strawberry.ID = required("The case's id.")
    statement: strawberry.ID = required("The id of the latest statement, among the case's `awards`.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="What the tribunal corrects in its award, or adds to it.")
class CorrectAwardInput:
    """A correction."""

    case: strawberry.ID = required("The case's id.")
    correction: str = required(f"What is corrected; what it obliges to stays. {TEXT}")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="What a court did about an award.")
class CourtActInput:
    """An act."""

    case: strawberry.ID = required("The case's id.")
    act: CourtAct = required("What it did.")
    document: str = required(f"The court's document. {TEXT}")
    acted_on: date = required("Its day.")
    side: Side | None = given("Who applied; needed for APPLIED.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="That something was performed.")
class StatePerformanceInput:
    """A performance."""

    case: strawberry.ID = required("The case's id.")
    obligation: strawberry.ID = required("The obligation's id, in the award.")
    amount_fen: BigInt | None = given("How much was paid, in fen; left out for what isn't money.")
    performed_on: date = required("The day.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="What a creditor says to a stated performance.")
class AnswerPerformanceInput:
    """An answer."""

    case: strawberry.ID = required("The case's id.")
    performance: strawberry.ID = required("The performance's id, among the obligation's `performances`.")
    confirms: bool = required("Whether it was performed.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="What the parties are reminded of.")
class RemindInput:
    """A reminder."""

    case: strawberry.ID = required("The case's id.")
    text: str = required(f"What is due. {TEXT}")
    idempotency_key: str | None = repeatable()
