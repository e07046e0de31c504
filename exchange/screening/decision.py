"""Whom an institution decided that a name means: decided, replaced by a later decision, withdrawn, remembered."""

from collections.abc import Collection
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.entity.model import Entity
from exchange.identifier import ordered
from exchange.screening.given import normal_form, path_of
from exchange.screening.model import ScreeningDecision, ScreeningOutcome
from exchange.screening.refusal import DecisionReplaced, DecisionUnknown, EntityUnknown, ScreeningRefused

LONGEST_REASON = 500
EVERYWHERE = ""
"""The division of a decision that is for none in particular."""


class Maker(NamedTuple):
    """Who decides."""

    institution_code: str
    client_id: str
    user_id: str | None = None


def decide(
    session: Session, maker: Maker, *, name: str, region_code: str | None, uscc: str | None, reason: str
) -> ScreeningDecision:
    """Remember whom a name means, None for nobody who was proposed; what was decided of it before is replaced.

    Raises NameRefused, ScreeningRefused, RegionUnknown and EntityUnknown.
    """
    normal = normal_form(name)
    path_of(session, region_code)
    entity = None if uscc is None else session.get(Entity, uscc)
    if uscc is not None and entity is None:
        raise EntityUnknown(uscc)
    key = {"institution_code": maker.institution_code, "normal": normal, "region_code": region_code or EVERYWHERE}
    before = _latest(session, **key)
    return _added(
        session,
        maker,
        reason,
        **key,
        version=before.version + 1 if before else 1,
        outcome=(ScreeningOutcome.ENTITY if entity else ScreeningOutcome.NOBODY).value,
        name=name,
        uscc=uscc,
        entity_name=entity.name if entity else None,
        entity_status=entity.status if entity else None,
    )


def withdraw(session: Session, maker: Maker, decision_id: str, reason: str) -> ScreeningDecision:
    """Let a decision count no more. Raises ScreeningRefused, DecisionUnknown and DecisionReplaced."""
    decision = session.get(ScreeningDecision, decision_id)
    if decision is None or decision.institution_code != maker.institution_code:
        raise DecisionUnknown(decision_id)
    key = {name: getattr(decision, name) for name in ("institution_code", "normal", "region_code")}
    if decision.outcome == ScreeningOutcome.WITHDRAWN or _latest(session, **key) is not decision:
        raise DecisionReplaced(decision_id)
    return _added(
        session,
        maker,
        reason,
        **key,
        version=decision.version + 1,
        outcome=ScreeningOutcome.WITHDRAWN.value,
        name=decision.name,
    )


def remembered(
    session: Session, institution_code: str, normals: Collection[str], region_code: str | None
) -> dict[str, Any]:
    """Return what the institution's decisions say of names, by normal form: the division's own come first.

    A row has the decision's columns, and what its entity was renamed to and its status changed to since.
    """
    regions = {EVERYWHERE, region_code or EVERYWHERE}
    decisions = (
        select(
            *ScreeningDecision.__table__.c,
            renamed_to(ScreeningDecision).label("renamed_to"),
            status_changed_to(ScreeningDecision).label("status_changed_to"),
        )
        .where(
            ScreeningDecision.institution_code == institution_code,
            ScreeningDecision.normal.in_(normals),
            ScreeningDecision.region_code.in_(regions),
        )
        .order_by(ScreeningDecision.version)
    )
    latest = {(row.region_code, row.normal): row for row in session.execute(decisions)}
    counting = {key: row for key, row in latest.items() if row.outcome != ScreeningOutcome.WITHDRAWN}
    # The empty code is the first of two.
    return {normal: counting[region, normal] for region, normal in sorted(counting)}


def counts(decision: Any, later: Any) -> ColumnElement[bool]:
    """Return whether a decision is neither replaced nor withdrawn; `later` is another alias of its table."""
    replaced = (
        select(later.id)
        .where(
            later.institution_code == decision.institution_code,
            later.normal == decision.normal,
            later.region_code == decision.region_code,
            later.version > decision.version,
        )
        .correlate_except(later)
        .exists()
    )
    return and_(decision.outcome != ScreeningOutcome.WITHDRAWN.value, ~replaced)


def renamed_to(decision: Any) -> ColumnElement[Any]:
    """Return the name that a decision's entity has got since; null while it is the same."""
    return _since(decision, Entity.name, decision.entity_name)


def status_changed_to(decision: Any) -> ColumnElement[Any]:
    """Return the status that a decision's entity has got since; null while it is the same."""
    return _since(decision, Entity.status, decision.entity_status)


def _since(decision: Any, now: Any, then: Any) -> ColumnElement[Any]:
    return select(now).where(Entity.uscc == decision.uscc, now != then).correlate_except(Entity).scalar_subquery()


def _latest(session: Session, **key: str) -> ScreeningDecision | None:
    versions = select(ScreeningDecision).filter_by(**key).order_by(ScreeningDecision.version.desc())
    return session.scalars(versions.limit(1)).one_or_none()


def _added(session: Session, maker: Maker, reason: str, **values: Any) -> ScreeningDecision:
    reason = reason.strip()
    if not 1 <= len(reason) <= LONGEST_REASON or "\0" in reason:
        raise ScreeningRefused("reason", f"Say why in 1 to {LONGEST_REASON} characters.")
    row = ScreeningDecision(
        id=ordered("scd_"),
        **values,
        reason=reason,
        decided_at=clock.now(),
        client_id=maker.client_id,
        user_id=maker.user_id,
    )
    session.add(row)
    session.flush()
    return row
