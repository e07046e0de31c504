"""How a bureau states, publishes and ends its policy measures.

That the caller is a bureau, who calls these functions has made sure.
"""

from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, or_, select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.criterion import stating
from exchange.identifier import ordered
from exchange.policy_measure.model import PolicyCriterion, PolicyMeasure, PolicyState
from exchange.policy_measure.procedure import POLICY, Step
from exchange.policy_measure.refusal import PolicyRefused, PolicyUnknown
from exchange.policy_measure.terms import Terms, check_not_past, columns
from exchange.procedure import history
from exchange.procedure.actor import Actor
from exchange.procedure.wording import optional

LONGEST_KEY = 100


def state(session: Session, external_id: str, terms: Terms, actor: Actor) -> PolicyMeasure:
    """State a measure by the bureau's own key, or its draft anew.

    Raises PolicyRefused, TransitionRefused for one that isn't a draft any more, TooManyCriteria and CriterionRefused.
    """
    said = columns(terms) | {"stated_by": actor.id, "stated_at": clock.now()}
    criteria = stating.rows(session, terms.criteria)
    measure = _written(session, external_id, said, actor)
    session.execute(delete(PolicyCriterion).where(PolicyCriterion.measure_id == measure.id))
    session.add_all(PolicyCriterion(measure_id=measure.id, **row) for row in criteria)
    session.flush()
    return measure


def publish(session: Session, policy_id: str, actor: Actor) -> PolicyMeasure:
    """Publish a draft: it isn't changed any more. Raises PolicyUnknown, TransitionRefused and PolicyRefused."""
    measure = _own(session, policy_id, actor)
    _take(session, measure, Step.PUBLISH, actor)
    check_not_past(measure.valid_until)
    measure.published_at = clock.now()
    session.flush()
    return measure


def end(session: Session, policy_id: str, reason: str | None, actor: Actor) -> PolicyMeasure:
    """End a measure. Raises PolicyUnknown, TransitionRefused and PolicyRefused."""
    measure = _own(session, policy_id, actor)
    _take(session, measure, Step.END, actor, optional(PolicyRefused, "reason", reason))
    return measure


def in_force(measure: Any, day: Any) -> ColumnElement[bool]:
    """Return the condition under which a measure's row holds on a day."""
    open_ended = or_(measure.valid_until.is_(None), measure.valid_until >= day)
    return and_(measure.state == PolicyState.PUBLISHED.value, measure.valid_from <= day, open_ended)


def is_published(session: Session, policy_id: str) -> bool:
    """Tell whether there is such a measure that is published and not ended."""
    found = session.get(PolicyMeasure, policy_id) if "\0" not in policy_id else None
    return found is not None and found.state == PolicyState.PUBLISHED


def _written(session: Session, external_id: str, said: dict[str, Any], actor: Actor) -> PolicyMeasure:
    institution = str(actor.institution_code)
    if not (1 <= len(external_id) <= LONGEST_KEY and external_id.isprintable() and external_id.strip() == external_id):
        raise PolicyRefused("externalId", f"It takes 1 to {LONGEST_KEY} printable characters.")
    own = PolicyMeasure.institution_code == institution, PolicyMeasure.external_id == external_id
    measure = session.scalars(select(PolicyMeasure).where(*own).with_for_update()).one_or_none()
    if measure is None:
        measure = PolicyMeasure(id=ordered("plm_"), institution_code=institution, external_id=external_id, **said)
        history.begin(session, measure, PolicyState.DRAFT, actor)
        return measure
    for name, value in said.items():
        setattr(measure, name, value)
    _take(session, measure, Step.RESTATE, actor)
    return measure


def _own(session: Session, policy_id: str, actor: Actor) -> PolicyMeasure:
    measure = history.locked(session, PolicyMeasure, policy_id) if "\0" not in policy_id else None
    if measure is None or measure.institution_code != actor.institution_code:
        raise PolicyUnknown(policy_id)
    return measure


def _take(session: Session, measure: PolicyMeasure, step: StrEnum, actor: Actor, reason: str | None = None) -> None:
    history.take(session, POLICY, measure, step, actor, reason)
