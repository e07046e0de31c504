"""How the operator enters a rule: never without a source."""

from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange.deadline.model import DeadlineRule
from exchange.deadline.refusal import DeadlineRuleExists, DeadlineRuleRefused
from exchange.deadline.rule import COUNTRY
from exchange.reference.model import Region

LONGEST = 300
"""Characters of a source and of an article."""
MOST = 10_000
"""Units of a period."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule as it is to be entered."""

    code: str
    jurisdiction: str
    subject: str
    period: int
    unit: str
    extension: int | None
    ends_on_workday: bool
    source: str
    article: str
    verified: bool
    valid_from: date
    valid_until: date | None


def enter(session: Session, rule: Rule) -> DeadlineRule:
    """Enter a rule; what is under way keeps the deadline that it has. Raises DeadlineRuleRefused and …Exists."""
    _check(session, rule)
    if session.get(DeadlineRule, rule.code) is not None:
        raise DeadlineRuleExists(rule.code)
    given = asdict(rule) | {"source": rule.source.strip(), "article": rule.article.strip()}
    entered = DeadlineRule(**given)
    session.add(entered)
    session.flush()
    return entered


def _check(session: Session, rule: Rule) -> None:
    for field in ("source", "article"):
        text = getattr(rule, field).strip()
        if not 1 <= len(text) <= LONGEST or not text.isprintable():
            raise DeadlineRuleRefused(
                field, f"A rule names its source and the article: 1 to {LONGEST} printable characters each."
            )
    if not 1 <= rule.period <= MOST:
        raise DeadlineRuleRefused("period", f"{rule.period} is no period: it takes 1 to {MOST:,}.")
    if rule.extension is not None and not 1 <= rule.extension <= MOST:
        raise DeadlineRuleRefused("extension", f"{rule.extension} is no extension: it takes 1 to {MOST:,}, or null.")
    if rule.valid_until is not None and rule.valid_until < rule.valid_from:
        raise DeadlineRuleRefused("valid_until", f"{rule.valid_until} is before {rule.valid_from}.")
    known = select(Region.code).where(Region.code == rule.jurisdiction)
    if rule.jurisdiction != COUNTRY and session.scalar(known.limit(1)) is None:
        raise DeadlineRuleRefused(
            "jurisdiction", f"{rule.jurisdiction} is no division of GB/T 2260, nor CN for the whole country."
        )
