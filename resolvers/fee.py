"""What a case would cost, computed as a centre's acceptance computes it."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.arbitration import edition
from exchange.arbitration.fee import fee
from exchange.arbitration.lodging import MOST_FEN
from exchange.arbitration.model import FeeBand
from exchange.arbitration.refusal import CaseRefused
from resolvers.computed import Computing


class Quoted(NamedTuple):
    """A fee and what it was computed by."""

    fen: int
    least_fen: int
    most_fen: int
    procedure: str
    rules: str
    source: str
    verified: bool
    table_source: str


def fee_of(context: Computing, centre: str, claim_fen: Any, on: date | None) -> Quoted:
    """Return what a claim would cost at a centre. Raises CaseRefused and RulesMissing."""
    amount = int(claim_fen)
    if not 0 < amount <= MOST_FEN:
        raise CaseRefused("claimFen", f"{amount} is not of 1 to {MOST_FEN} fen.")
    with Session(context.engine.execution_options(read_only=True)) as session:
        rules = edition.in_force(session, centre, on or clock.today())
        found = fee(session, rules, amount)
        table = session.scalar(select(FeeBand.source).where(FeeBand.edition == rules.fee_edition).limit(1))
        procedure = edition.chosen(rules, amount, None, agreed=False)
        return Quoted(*found, procedure.value, rules.code, rules.source, rules.verified, str(table))
