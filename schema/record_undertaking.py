"""Records of what an enterprise owes by contract, guarantee, judgment or award."""

from datetime import date

from exchange.record.kind import RecordKind
from schema.fields import of
from schema.record import RECORD, CreditRecord
from schema.record_fact import stated
from schema.scalars import USCC, BigInt, Code


@of(RECORD, "How a contract was performed. Null is not stated.", which=RecordKind.CONTRACT_PERFORMANCE)
class ContractPerformance(CreditRecord):
    """A contract."""

    title: str | None = stated("title", "What it is called.")
    counterparty_uscc: USCC | None = stated("counterparty_uscc", "The other party's USCC.")
    amount_fen: BigInt | None = stated("amount_fen", "What it is worth, in fen.")
    due_on: date | None = stated("due_on", "The day by which it was to be performed.")
    performed_on: date | None = stated("performed_on", "The day on which it was performed.")
    performance: Code | None = stated("performance", "PERFORMED, PARTLY_PERFORMED, NOT_PERFORMED or PENDING.")


@of(RECORD, "A guarantee given or taken. Null is not stated.", which=RecordKind.GUARANTEE)
class Guarantee(CreditRecord):
    """A guarantee."""

    role: Code | None = stated("role", "What the enterprise is: GUARANTOR or DEBTOR.")
    creditor: str | None = stated("creditor", "The institution to which it was given.")
    amount_fen: BigInt | None = stated("amount_fen", "What it covers, in fen.")
    valid_from: date | None = stated("valid_from", "The first day it is in force.")
    valid_until: date | None = stated("valid_until", "The last day it is in force.")
    discharged_on: date | None = stated("discharged_on", "The day on which it ended ahead of time.")


@of(RECORD, "A court's judgment; its document number is the case's. Null is not stated.", which=RecordKind.JUDGMENT)
class Judgment(CreditRecord):
    """A judgment."""

    cause: str | None = stated("cause", "The cause of action.")
    role: Code | None = stated("role", "What the enterprise is: CLAIMANT, RESPONDENT or THIRD_PARTY.")
    outcome: str | None = stated("outcome", "What was decided.")
    amount_fen: BigInt | None = stated("amount_fen", "What was awarded, in fen.")
    performance: Code | None = stated("performance", "PERFORMED, PARTLY_PERFORMED, NOT_PERFORMED or PENDING.")


@of(
    RECORD,
    "The outcome of an arbitration; held only where the parties agreed or a court listed it. Null is not stated.",
    which=RecordKind.ARBITRATION_OUTCOME,
)
class ArbitrationOutcome(CreditRecord):
    """An outcome."""

    disclosure: Code | None = stated("disclosure", "Why it may be held: PARTIES_AGREED or COURT_LISTED.")
    role: Code | None = stated("role", "What the enterprise is: CLAIMANT or RESPONDENT.")
    outcome: str | None = stated("outcome", "What was decided.")
    amount_fen: BigInt | None = stated("amount_fen", "What was awarded, in fen.")
    performance: Code | None = stated("performance", "PERFORMED, PARTLY_PERFORMED, NOT_PERFORMED or PENDING.")
