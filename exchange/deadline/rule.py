"""Which rule is in force for a matter on a day: the nearest jurisdiction's counts before those around it."""

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from exchange.deadline.model import DeadlineRule
from exchange.deadline.refusal import DeadlineRuleMissing

COUNTRY = "CN"
"""The jurisdiction of rules for the whole country."""


def jurisdictions(code: str) -> tuple[str, ...]:
    """Return a division's own jurisdiction and those around it, the nearest first: 441300, 440000, CN."""
    if code == COUNTRY:
        return (COUNTRY,)
    around = (code, f"{code[:4]}00", f"{code[:2]}0000", COUNTRY)
    return tuple(dict.fromkeys(around))


def found(session: Session, matter: str, day: date, jurisdiction: str = COUNTRY) -> DeadlineRule | None:
    """Return the rule for a matter that is in force on a day, or None.

    The nearest jurisdiction's counts; of several there, the youngest.
    """
    near = jurisdictions(jurisdiction)
    lasting = or_(DeadlineRule.valid_until.is_(None), DeadlineRule.valid_until >= day)
    of_matter = (DeadlineRule.subject == matter) & DeadlineRule.jurisdiction.in_(near)
    rules = select(DeadlineRule).where(of_matter, DeadlineRule.valid_from <= day, lasting)
    youngest = session.scalars(rules.order_by(DeadlineRule.valid_from.desc(), DeadlineRule.code)).all()
    return min(youngest, key=lambda rule: near.index(rule.jurisdiction), default=None)


def in_force(session: Session, matter: str, day: date, jurisdiction: str = COUNTRY) -> DeadlineRule:
    """Return the rule for a matter that is in force on a day, as `found` does. Raises DeadlineRuleMissing."""
    rule = found(session, matter, day, jurisdiction)
    if rule is None:
        raise DeadlineRuleMissing(f"No rule says by when a matter of kind {matter} is due from {day}.")
    return rule
