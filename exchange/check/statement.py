"""The one statement of a check: whoever is given, resolved, with every entry that counts and the rule that decides.

It asks what the exchange said at an instant: of the registry by its versions, of the lists by exchange.listing.force,
of measures by exchange.measure.force. What happened afterwards changes nothing of it.
"""

from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    Select,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal,
    literal_column,
    null,
    or_,
    select,
)

from exchange.check import subject
from exchange.check.model import CheckStatus
from exchange.db.types import Code, Instant
from exchange.entity.model import Entity, EntityVersion
from exchange.listing import force
from exchange.listing.model import ListDefinition, ListEntry, ListEntryEvent
from exchange.listing.state import ListState
from exchange.matter.model import Consequence, MatterRule
from exchange.measure import force as measure_force
from exchange.measure.model import Measure
from exchange.memorandum.model import Memorandum, MemorandumEdition
from exchange.name.kind import NameKind
from exchange.name.model import EntityName

EDITION: ColumnElement[str] = bindparam("edition", type_=Code)
INSTANT: ColumnElement[Any] = bindparam("instant", type_=Instant)
DAY: ColumnElement[Any] = bindparam("day", type_=Date)
NOBODY: ColumnElement[int] = literal_column("0")
ONE: ColumnElement[int] = literal_column("1")
_OF_ENTRY = (
    "list_code",
    "ground_code",
    "basis_document",
    "deciding_authority",
    "listed_at",
    "valid_from",
    "valid_until",
)
_OF_RULE = ("number", "consequence", "precedence", "legal_basis", "article", "verified", "measure_id")


def answers() -> Select[Any]:
    """Return the statement; its parameters are subjects (exchange.check.subject), edition, instant and its day.

    A row for each that is given and each entry of it that counts, one with a null `entry_id` where none does; in the
    order given, the entry whose rule counts first. `consequence` is null where it isn't clear who is meant.
    """
    who = _resolved()
    hit = _hits(who)
    known = Entity.uscc.is_not(None)
    status = case(
        (and_(who.c.by_name, who.c.candidates > 1), literal(CheckStatus.AMBIGUOUS.value)),
        (known, literal(CheckStatus.FOUND.value)),
        else_=literal(CheckStatus.UNKNOWN.value),
    )
    nothing = case((known, literal(Consequence.NONE.value)), else_=null())
    candidates = case((who.c.by_name, who.c.candidates), (known, ONE), else_=NOBODY)
    order = (hit.c.precedence.desc(), hit.c.listed_at, hit.c.entry_id)
    rank = func.row_number().over(partition_by=who.c.position, order_by=order)
    return (
        select(
            who.c.position,
            who.c.uscc,
            status.label("status"),
            candidates.label("candidates"),
            _name_then().label("name"),
            func.coalesce(hit.c.consequence, nothing).label("follows"),
            rank.label("rank"),
            *hit.c,
        )
        .select_from(who)
        .outerjoin(Entity, and_(Entity.uscc == who.c.uscc, Entity.first_seen_at <= INSTANT))
        .outerjoin(hit, hit.c.place == who.c.position)
        .order_by(who.c.position, rank)
    )


def _resolved() -> CTE:
    """Return who is meant by each that is given: a code is itself, a name whoever alone bears or bore it."""
    listed = subject.table()
    given = select(listed.c.position, listed.c.uscc, listed.c.normal).cte("given")
    borne = (
        select(
            given.c.position,
            func.min(EntityName.uscc).label("uscc"),
            func.count(EntityName.uscc.distinct()).label("candidates"),
        )
        .select_from(given)
        .join(EntityName, EntityName.normal == given.c.normal)
        .join(Entity, Entity.uscc == EntityName.uscc)
        .where(given.c.normal.is_not(None), Entity.first_seen_at <= INSTANT, _borne_then())
        .group_by(given.c.position)
        .cte("borne")
    )
    return (
        select(
            given.c.position,
            func.coalesce(given.c.uscc, case((borne.c.candidates == ONE, borne.c.uscc))).label("uscc"),
            given.c.uscc.is_(None).label("by_name"),
            func.coalesce(borne.c.candidates, NOBODY).label("candidates"),
        )
        .select_from(given)
        .outerjoin(borne, borne.c.position == given.c.position)
        .cte("who")
    )


def _borne_then() -> ColumnElement[bool]:
    """Return whether a name was an entity's at the instant; a name that it has got since wasn't."""
    then = exists(
        select(ONE).where(
            EntityVersion.uscc == EntityName.uscc,
            EntityVersion.name == EntityName.name,
            EntityVersion.known_from <= INSTANT,
        )
    )
    return or_(EntityName.kind == NameKind.FORMER.value, Entity.known_from <= INSTANT, then)


def _name_then() -> ColumnElement[Any]:
    before = (
        select(EntityVersion.name)
        .where(EntityVersion.uscc == Entity.uscc, EntityVersion.known_from <= INSTANT, EntityVersion.known_to > INSTANT)
        .order_by(EntityVersion.known_from.desc())
        .limit(ONE)
        .scalar_subquery()
    )
    return case((Entity.known_from <= INSTANT, Entity.name), else_=before)


def _hits(who: CTE) -> CTE:
    """Return the entries that count, each with the strongest rule that counts it and what the rule rests on."""
    strongest = func.row_number().over(
        partition_by=(who.c.position, ListEntry.id), order_by=MatterRule.precedence.desc()
    )
    every = (
        select(
            who.c.position.label("place"),
            ListEntry.id.label("entry_id"),
            *(getattr(ListEntry, name) for name in _OF_ENTRY),
            ListDefinition.name.label("list_name"),
            ListDefinition.colour,
            *(getattr(MatterRule, name) for name in _OF_RULE),
            MemorandumEdition.edition.label("memorandum_edition"),
            Memorandum.code.label("memorandum_code"),
            Memorandum.title.label("memorandum_title"),
            Memorandum.document_number.label("document_number"),
            Measure.clause,
            Measure.content.label("measure"),
            strongest.label("strength"),
        )
        .select_from(who)
        .join(ListEntry, ListEntry.uscc == who.c.uscc)
        .join(ListDefinition, ListDefinition.code == ListEntry.list_code)
        .join(MatterRule, and_(MatterRule.edition_id == EDITION, _concerns()))
        .outerjoin(Measure, Measure.id == MatterRule.measure_id)
        .outerjoin(MemorandumEdition, MemorandumEdition.id == Measure.edition_id)
        .outerjoin(Memorandum, Memorandum.code == MemorandumEdition.memorandum_code)
        .where(
            ListDefinition.published,
            force.in_force(ListEntry, INSTANT, DAY),
            _counts_then(),
            or_(MatterRule.measure_id.is_(None), measure_force.in_force(Measure, INSTANT, DAY)),
        )
        .subquery("every_hit")
    )
    shown = (column for column in every.c if column.name != "strength")
    return select(*shown).where(every.c.strength == ONE).cte("hit")


def _concerns() -> ColumnElement[bool]:
    return or_(MatterRule.list_code == ListEntry.list_code, MatterRule.colour == ListDefinition.colour)


def _counts_then() -> ColumnElement[bool]:
    """Return whether a rule was valid on the day, and the entry far enough for it at the instant."""
    extended = exists(
        select(ONE).where(
            ListEntryEvent.entry_id == ListEntry.id,
            ListEntryEvent.state == ListState.EXTENDED.value,
            ListEntryEvent.at <= INSTANT,
        )
    )
    return and_(
        or_(MatterRule.valid_from.is_(None), MatterRule.valid_from <= DAY),
        or_(MatterRule.valid_until.is_(None), MatterRule.valid_until >= DAY),
        or_(MatterRule.from_state == ListState.LISTED.value, extended),
    )
