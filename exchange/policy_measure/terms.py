"""What a policy measure says, and what of it is refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from exchange import clock
from exchange.criterion.stating import Stated as Criterion
from exchange.policy_measure.model import PolicyKind
from exchange.policy_measure.refusal import PolicyRefused
from exchange.procedure.wording import optional

LARGEST_FEN = 10**15
"""Ten million million yuan: a mistake in the unit."""
WHOLE_PPM = 1_000_000
TITLE = 200
"""Characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a measure says. Null is no limit, or not said; shares and rates are in millionths."""

    kind: PolicyKind
    title: str
    valid_from: date
    document_number: str | None = None
    summary: str | None = None
    amount_max_fen: int | None = None
    relief_ppm: int | None = None
    pool_fen: int | None = None
    loss_share_ppm: int | None = None
    valid_until: date | None = None
    criteria: Sequence[Criterion] = ()


_ONLY_OF = {
    "relief_ppm": PolicyKind.INTEREST_RELIEF,
    "pool_fen": PolicyKind.RISK_POOL,
    "loss_share_ppm": PolicyKind.RISK_POOL,
}
"""What measures of one kind only say."""
_MOST = {
    "amount_max_fen": (LARGEST_FEN, "fen"),
    "relief_ppm": (WHOLE_PPM, "millionths a year"),
    "pool_fen": (LARGEST_FEN, "fen"),
    "loss_share_ppm": (WHOLE_PPM, "millionths"),
}
FIELDS = {
    "amount_max_fen": "amountMaxFen",
    "relief_ppm": "reliefRate",
    "pool_fen": "poolFen",
    "loss_share_ppm": "lossShare",
}
"""What columns are called in the contract."""


def columns(terms: Terms) -> dict[str, Any]:
    """Return the columns of a measure that says this. Raises PolicyRefused; the criteria are checked elsewhere."""
    for name, (most, unit) in _MOST.items():
        _check(terms, name, most, unit)
    if terms.valid_until is not None and terms.valid_until < terms.valid_from:
        raise PolicyRefused("validUntil", f"{terms.valid_until} lies before the first day, {terms.valid_from}.")
    check_not_past(terms.valid_until)
    return {
        "kind": terms.kind.value,
        "title": _title("title", terms.title),
        "document_number": None if terms.document_number is None else _title("documentNumber", terms.document_number),
        "summary": optional(PolicyRefused, "summary", terms.summary),
        **{name: getattr(terms, name) for name in (*_MOST, "valid_from", "valid_until")},
    }


def check_not_past(valid_until: date | None) -> None:
    """Raise PolicyRefused for a last day that is past."""
    today = clock.today()
    if valid_until is not None and valid_until < today:
        raise PolicyRefused("validUntil", f"{valid_until} is past: today is {today}. Name a day to come.")


def _check(terms: Terms, name: str, most: int, unit: str) -> None:
    value, only = getattr(terms, name), _ONLY_OF.get(name)
    if value is None:
        return
    if only is not None and terms.kind != only:
        raise PolicyRefused(FIELDS[name], f"A measure of kind {terms.kind} says none; that is for {only}.")
    if not 1 <= value <= most:
        raise PolicyRefused(FIELDS[name], f"{value} {unit} can't be: it takes 1 to {most}.")


def _title(field: str, text: str) -> str:
    text = text.strip()
    if not 1 <= len(text) <= TITLE or not text.isprintable():
        raise PolicyRefused(field, f"It takes 1 to {TITLE} printable characters.")
    return text
