"""Whether a court could enforce what is to be awarded: who owes whom what, how much, by when. Without I/O."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from exchange.arbitration.lodging import MOST_FEN
from exchange.arbitration.model import Side
from exchange.arbitration.refusal import CaseRefused
from exchange.award.model import ObligationKind
from exchange.procedure.wording import written

MOST = 50
INDEFINITE = (
    "另行协商",
    "另行商定",
    "另行确定",
    "另行约定",
    "协商解决",
    "酌情",
    "视情况",
    "适当",
    "合理期限",
    "尽快",
    "若干",
    "待定",
)
"""Words that leave open what is owed, how much or by when. A list of the exchange's own."""


class Duty(NamedTuple):
    """What one side is to owe the other."""

    kind: ObligationKind
    debtor: Side
    content: str
    due_on: date
    amount_fen: int | None = None


def check(duties: Sequence[Duty], made_on: date) -> None:
    """Raise CaseRefused for the first duty that isn't definite, naming its place and what is missing."""
    if not 1 <= len(duties) <= MOST:
        raise CaseRefused("obligations", f"It takes 1 to {MOST}; a claim that is dismissed ends without enforcement.")
    for at, duty in enumerate(duties):
        _check(duty, f"obligations.{at}", made_on)


def _check(duty: Duty, at: str, made_on: date) -> None:
    content = written(CaseRefused, f"{at}.content", duty.content)
    vague = next((word for word in INDEFINITE if word in content), None)
    if vague is not None:
        raise CaseRefused(f"{at}.content", f"'{vague}' leaves open what is owed: say what, how much and by when.")
    if duty.kind is ObligationKind.PAY:
        if duty.amount_fen is None or not 0 < duty.amount_fen <= MOST_FEN:
            raise CaseRefused(f"{at}.amountFen", f"What is to be paid is 1 to {MOST_FEN} fen.")
    elif duty.amount_fen is not None:
        raise CaseRefused(f"{at}.amountFen", f"{duty.kind} isn't owed in money; say in the content what is.")
    if duty.due_on < made_on:
        raise CaseRefused(f"{at}.dueOn", f"{duty.due_on} is over; name a day from {made_on} on.")
