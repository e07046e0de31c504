"""The fee for a case, by the fee table in force and where in its ranges the centre's own rate lies."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange.arbitration.model import ArbitrationRules, FeeBand

_MILLION = 1_000_000
_HUNDRED = 100


class Fee(NamedTuple):
    """A fee in fen, and the range that the table leaves to the centre."""

    fen: int
    least_fen: int
    most_fen: int


def fee(session: Session, rules: ArbitrationRules, claim_fen: int) -> Fee:
    """Return the fee for a claim under a centre's rules."""
    bands = select(FeeBand).where(FeeBand.edition == rules.fee_edition).order_by(FeeBand.number)
    return computed(session.scalars(bands).all(), claim_fen, rules.fee_percent)


def computed(bands: Sequence[FeeBand], claim_fen: int, percent: int) -> Fee:
    """Return the fee band by band, each rounded to the fen once, half up, at the end."""
    least = most = 0
    for band in bands:
        end = claim_fen if band.up_to_fen is None else min(claim_fen, band.up_to_fen)
        part = end - band.above_fen
        if part <= 0:
            break
        least += _of(part, band.least_fen, band.least_ppm)
        most += _of(part, band.most_fen, band.most_ppm)
    chosen = least * _HUNDRED + (most - least) * percent
    return Fee(_rounded(chosen, _MILLION * _HUNDRED), _rounded(least, _MILLION), _rounded(most, _MILLION))


def _of(part: int, amount_fen: int | None, rate_ppm: int | None) -> int:
    """Return a band's fee in millionths of a fen."""
    return amount_fen * _MILLION if amount_fen is not None else part * (rate_ppm or 0)


def _rounded(value: int, unit: int) -> int:
    return (2 * value + unit) // (2 * unit)
