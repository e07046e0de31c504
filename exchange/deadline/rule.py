"""Which rule is in force for a matter on a day."""

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from exchange.deadline.model import DeadlineRule
from exchange.errors import ExchangeError


class DeadlineRuleMissing(ExchangeError):
    """No rule for the matter is in force on the day."""

    code = "DEADLINE_RULE_MISSING"


def in_force(session: Session, subject: str, day: date) -> DeadlineRule:
    """Return the rule for a matter that is in force on a day; of several the youngest. Raises DeadlineRuleMissing."""
    lasting = or_(DeadlineRule.valid_until.is_(None), DeadlineRule.valid_until >= day)
    found = select(DeadlineRule).where(DeadlineRule.subject == subject, DeadlineRule.valid_from <= day, lasting)
    rule = session.scalars(found.order_by(DeadlineRule.valid_from.desc(), DeadlineRule.code).limit(1)).first()
    if rule is None:
        raise DeadlineRuleMissing(f"No rule says by when a matter of kind {subject} is due from {day}.")
    return rule
