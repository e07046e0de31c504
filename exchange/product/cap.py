"""What the law lets a rate be at the most, by the caps in force on a day."""

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from exchange.product.model import RateCap
from exchange.product.refusal import RateOverCap


def check_rate(session: Session, kind: str, ppm: int, day: date, field: str = "rate") -> None:
    """Raise RateOverCap for a rate over a legal cap of its kind of product; where no source sets one, there is none.

    `ppm` are millionths a year.
    """
    cap = RateCap
    lasting = or_(cap.valid_until.is_(None), cap.valid_until >= day)
    over = select(cap).where(cap.kind == str(kind), cap.valid_from <= day, lasting, cap.rate_ppm < ppm)
    broken = session.scalars(over.order_by(cap.rate_ppm, cap.code).limit(1)).one_or_none()
    if broken is not None:
        raise RateOverCap(field, ppm, broken)
