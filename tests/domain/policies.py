"""Policy measures of a bureau: for tests of measures, of their matching and of the statistics."""

from typing import Any

from sqlalchemy.orm import Session

from exchange import clock
from exchange.criterion.stating import Stated as Criterion
from exchange.policy_measure import rules
from exchange.policy_measure.model import PolicyKind, PolicyMeasure
from exchange.policy_measure.terms import Terms
from exchange.procedure.actor import Actor


def bureau(institution: str) -> Actor:
    """Return the bureau's program."""
    return Actor("desk", institution)


def terms(*criteria: tuple[str, str, list[str]], **more: Any) -> Terms:
    """Return what interest relief says: one percent a year, from today on."""
    given: dict[str, Any] = {
        "kind": PolicyKind.INTEREST_RELIEF,
        "title": "示例贷款贴息",
        "valid_from": clock.today(),
        "relief_ppm": 10_000,
        "criteria": [Criterion(*one) for one in criteria],
    }
    return Terms(**given | more)


def published(session: Session, institution: str, key: str, *criteria: tuple[str, str, list[str]]) -> PolicyMeasure:
    """State a measure and publish it."""
    measure = rules.state(session, key, terms(*criteria), bureau(institution))
    return rules.publish(session, measure.id, bureau(institution))
