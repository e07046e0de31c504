"""How matters and editions of their rules are entered, and which edition counts at an instant.

Whether the caller is the operator, the caller of these functions has made sure.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, insert, or_, select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.listing.model import ListDefinition
from exchange.listing.state import ListColour
from exchange.matter.model import Matter, MatterEdition, MatterRule
from exchange.matter.refusal import MatterExists, MatterRefused, MatterUnknown, MatterWithoutRules, RuleRefused
from exchange.matter.terms import RuleTerms, check, check_colour, written
from exchange.measure.model import Measure
from exchange.memorandum.model import Memorandum, MemorandumEdition

_RULE: Any = MatterRule.__table__


def enter(session: Session, code: str, *, name: str, description: str, source: str, entered_by: str) -> Matter:
    """Enter a matter, which can't be checked before it has rules. Raises MatterExists and MatterRefused."""
    if session.get(Matter, code) is not None:
        raise MatterExists(code)
    matter = Matter(
        code=code,
        name=written("name", name),
        description=written("description", description),
        source=written("source", source),
        entered_by=entered_by,
        entered_at=clock.now(),
    )
    session.add(matter)
    session.flush()
    return matter


def enter_edition(
    session: Session,
    matter_code: str,
    rules: Sequence[RuleTerms],
    *,
    source: str,
    entered_by: str,
    valid_from: date | None = None,
) -> MatterEdition:
    """Enter an edition of a matter's rules; it takes the place of the one before from its first day, today's if none.

    Raises MatterUnknown, MatterRefused and RuleRefused.
    """
    # Locked: of two editions at the same time the second one gets the next number.
    matter = session.scalars(select(Matter).where(Matter.code == matter_code).with_for_update()).one_or_none()
    if matter is None:
        raise MatterUnknown(matter_code)
    first_day = valid_from or clock.today()
    if first_day < clock.today():
        raise MatterRefused("validFrom", f"{first_day} is over: what was answered before doesn't change.")
    check(rules)
    for number, rule in enumerate(rules, 1):
        _check_named(session, number, rule)
    edition = _added(session, matter_code, first_day, written("source", source), entered_by)
    session.execute(insert(_RULE), [_row(edition.id, number, rule) for number, rule in enumerate(rules, 1)])
    return edition


def counting(session: Session, matter_code: str, instant: datetime) -> MatterEdition:
    """Return the edition that counted at an instant, as far as it was entered by then.

    Raises MatterUnknown and MatterWithoutRules.
    """
    edition = MatterEdition
    entered = or_(edition.entered_at.is_(None), edition.entered_at <= instant)
    day = instant.astimezone(clock.LOCAL).date()
    own = select(edition).where(edition.matter_code == matter_code, entered, edition.valid_from <= day)
    found = session.scalars(own.order_by(edition.edition.desc()).limit(1)).one_or_none()
    if found is None:
        if session.get(Matter, matter_code) is None:
            raise MatterUnknown(matter_code)
        raise MatterWithoutRules(matter_code, instant.isoformat())
    return found


def _added(session: Session, matter_code: str, first_day: date, source: str, entered_by: str) -> MatterEdition:
    latest = select(func.max(MatterEdition.edition)).where(MatterEdition.matter_code == matter_code)
    number = (session.scalar(latest) or 0) + 1
    edition = MatterEdition(
        id=edition_id(matter_code, number),
        matter_code=matter_code,
        edition=number,
        valid_from=first_day,
        source=source,
        entered_by=entered_by,
        entered_at=clock.now(),
    )
    session.add(edition)
    session.flush()
    return edition


def edition_id(matter_code: str, edition: int) -> str:
    """Return the id of an edition."""
    return f"med_{matter_code}.{edition}"


def _check_named(session: Session, number: int, rule: RuleTerms) -> None:
    """Raise RuleRefused for an unknown list or measure, and for a consequence that doesn't fit the list."""
    if rule.list_code is not None:
        definition = session.get(ListDefinition, rule.list_code)
        if definition is None:
            raise RuleRefused(number, "list", f"There is no list '{rule.list_code}'.")
        check_colour(number, rule, ListColour(definition.colour))
    if rule.measure_id is not None:
        _check_measure(session, number, rule, rule.measure_id)


def _check_measure(session: Session, number: int, rule: RuleTerms, measure_id: str) -> None:
    """Raise RuleRefused unless the measure is one for whoever is on the rule's list."""
    concerned = (
        select(Memorandum.list_code)
        .join(MemorandumEdition, MemorandumEdition.memorandum_code == Memorandum.code)
        .join(Measure, Measure.edition_id == MemorandumEdition.id)
        .where(Measure.id == measure_id)
    )
    found = None if "\0" in measure_id else session.execute(concerned).one_or_none()
    if found is None:
        raise RuleRefused(number, "measure", f"There is no measure '{measure_id}'.")
    if found.list_code is None or found.list_code != rule.list_code:
        message = f"{measure_id} is due for the list {found.list_code or '(none)'}: the rule must name that list."
        raise RuleRefused(number, "measure", message)


def _row(edition: str, number: int, rule: RuleTerms) -> dict[str, Any]:
    stated = asdict(rule) | {
        "colour": rule.colour and rule.colour.value,
        "from_state": rule.from_state.value,
        "consequence": rule.consequence.value,
        "legal_basis": rule.legal_basis.strip(),
        "article": rule.article and rule.article.strip(),
    }
    return {"edition_id": edition, "number": number, **stated}
