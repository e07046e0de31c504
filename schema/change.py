"""The feed: what happened, in the order in which it was committed, as far as the caller may know it."""

from datetime import datetime
from typing import Annotated, Any

import strawberry
from sqlalchemy import ColumnElement, Select, Text, and_, bindparam, literal, or_, select

from auth.door import there
from auth.visibility import on_own_list
from exchange.entity.model import Entity as Registered
from exchange.feed import model
from exchange.feed.model import EventType
from exchange.listing.model import ListEntry
from exchange.watch.model import Watch
from resolvers.binding import Following, Order, Page, Paging
from resolvers.cursor import written
from schema.arguments import argument
from schema.consent import CONSENT, Consent
from schema.consent import READ as CONSENTS
from schema.entities import below
from schema.entity import ENTITY, Entity
from schema.enums import described
from schema.fields import column, link, of, referred
from schema.page import Connection
from schema.reasons import FEED, RECORDED, STRUCTURE
from schema.record import RECORD, CreditRecord
from schema.reference import REGION
from schema.scalars import USCC, Code

EVENT = model.FeedEvent.__table__
HEAD = model.FeedHead.__table__
ORDER = Order("CHANGES", [(EVENT.c.position, int)])
EARLIER = EVENT.alias("earlier")
MAY_WATCH = bindparam("@scopes", None, type_=Text).like(literal('%"watches:read"%'))

NAMELESS = (EventType.RECORD_ENDED, EventType.LIST_ENTRY_ENDED)
"""Of these an event names no entity."""

described(
    EventType,
    "What happened. `objectId` says to what.",
    {
        "ENTITY_REGISTERED": "The registry knows a further entity. Public.",
        "ENTITY_CHANGED": "The registry says something else of an entity. Public.",
        "RECORD_PUBLISHED": "There is a further record. Public as long as the record is.",
        "RECORD_CHANGED": "A record's supplier says something else. Public as long as the record is.",
        "RECORD_DISPUTED": "Somebody objects to a record: it is shown, marked. Public as long as the record is.",
        "RECORD_UPHELD": "An objection was decided: the record stands. Public as long as the record is.",
        "RECORD_ENDED": "A record is no more to be shown: whoever holds a copy deletes it. It names no enterprise.",
        "CORRECTION": "To who was given it: what it was given of an entity no longer holds.",
        "CONSENT_CHANGED": "To its enterprise and its grantee: a consent was asked for, or has another state.",
        "ACCESS_DISPUTE_CHANGED": "To the enterprise and the reader: an access is disputed, or that is answered.",
        "OBJECTION_CHANGED": "To those concerned: an objection was lodged, or has another state.",
        "RESTORATION_CHANGED": "To those concerned: a restoration was asked for, or has another state.",
        "COMMITMENT_CHANGED": "To those concerned: a commitment was made, or has another state.",
        "SUBMISSION_COMMITTED": "To its supplier: a submission has taken effect.",
        "LIST_ENTRY_CHANGED": "An entry of a list has another state. Public while everybody may see the entry, before "
        "and afterwards to its keeper and its subject.",
        "LIST_ENTRY_ENDED": "An entry is no more to be shown: whoever holds a copy deletes it. It names no enterprise.",
        "LIST_RESTORATION_CHANGED": "To the keeper and the subject: the end of an entry was asked for, or is decided.",
        "MEASURE_ACTION_CHANGED": "To its department and the subject: a measure was triggered, or has another state.",
        "MEMORANDUM_CHANGED": "A memorandum's edition came into force or ended. Public.",
        "DEMAND_CHANGED": "To its enterprise and who has claimed it: a demand has another state.",
        "APPLICATION_CHANGED": "To its two sides: an application took a step, or one of them wrote to the other.",
        "ENHANCEMENT_CHANGED": "To the application's sides and the provider: an enhancement has another state.",
        "RECEIVABLE_CHANGED": "To creditor and payer: a confirmation was asked for, or has another state.",
        "ARBITRATION_CHANGED": "Something happened in a case; its parties and its centre are told.",
        "REFERRAL_CHANGED": "A referral went on; its creditor, its centre and its court are told.",
    },
)
Types = Annotated[list[EventType] | None, argument("Only events of these types.")]
InRegion = Annotated[
    Code | None,
    argument(
        "Only events about entities in this division (GB/T 2260) or one below. RECORD_ENDED and LIST_ENTRY_ENDED come "
        "whatever the region: they name no entity."
    ),
]
Watched = Annotated[
    bool | None,
    argument(
        "Only what happened to the entities on the caller's watch list since they were put on it, with the ends of the "
        "records that this told of; nothing without the scope `watches:read`."
    ),
]


def _cursor(self: Any) -> ColumnElement[str]:
    return written(ORDER, [self.position])


def _head(self: Any) -> ColumnElement[str]:
    return written(ORDER, [_last().scalar_subquery()])


def _last() -> Select[Any]:
    return select(HEAD.c.position)


@of(EVENT, "Something that happened. Events have the order in which they were committed.")
class Change:
    """An event of the feed."""

    cursor: str = column("Where it lies in the feed: go on behind it with `after`.", STRUCTURE, _cursor)
    type: EventType = column("What happened.", FEED)
    at: datetime = column("When.", FEED)
    object_id: strawberry.ID = column("The id of what it happened to: `node(id:)` finds it.", FEED)
    uscc: USCC | None = column("The entity concerned; null where the event names none.", FEED)
    entity: Entity | None = link(
        referred(ENTITY.c.uscc, "uscc"), "The entity concerned; null where the event or the registry has none.", FEED
    )
    record: CreditRecord | None = link(
        referred(RECORD.c.id, "object_id"),
        "The record that it happened to, while it is published; null for other events.",
        RECORDED,
    )
    consent: Consent | None = link(
        referred(CONSENT.c.id, "object_id"), "The consent that it happened to; null for other events.", CONSENTS
    )


@of(None, "A page of the feed.")
class ChangeConnection(Connection[Change]):
    """Events, and where the feed ends."""

    head: str = column(
        "The cursor of the feed's latest event, whoever may see it: begin there to be told of the future only.",
        STRUCTURE,
        _head,
    )


def changes(
    self: Any, types: Types = None, region: InRegion = None, watched: Watched = None, *, paging: Paging
) -> Page:
    """Return the events that the caller may see, by the row rule, the first one first."""
    rows = select(EVENT)
    if types is not None:
        rows = rows.where(EVENT.c.type.in_([literal(type_.value) for type_ in types]))
    if region is not None:
        inside = there(Registered, Registered.uscc == EVENT.c.uscc, below(Registered.region_code, REGION, region))
        rows = rows.where(or_(inside, EVENT.c.type.in_([literal(type_.value) for type_ in NAMELESS])))
    if watched:
        rows = rows.where(MAY_WATCH, or_(_noticed(EVENT), _ends_noticed(), _entry_ends_noticed()))
    return Page(rows=rows, order=ORDER, paging=paging)


def _noticed(event: Any) -> ColumnElement[bool]:
    """Return whether an event is about an entity on the caller's list, and behind its being put there."""
    watched = there(Watch, Watch.uscc == event.c.uscc, Watch.position < event.c.position, on_own_list(Watch))
    return and_(event.c.type != EventType.ENTITY_REGISTERED.value, watched)


def _ends_noticed() -> ColumnElement[bool]:
    """Return whether an event ends a record that the caller's list told of: nobody else learns whose it was."""
    same = and_(EARLIER.c.object_id == EVENT.c.object_id, EARLIER.c.position < EVENT.c.position)
    told = and_(EARLIER.c.type == EventType.RECORD_PUBLISHED.value, EARLIER.c.is_public)
    return and_(EVENT.c.type == EventType.RECORD_ENDED.value, there(EARLIER, same, told, _noticed(EARLIER)))


def _entry_ends_noticed() -> ColumnElement[bool]:
    """Return whether an event ends an entry, which everybody could see, about an entity on the caller's list."""
    watched = there(Watch, Watch.uscc == ListEntry.uscc, Watch.position < EVENT.c.position, on_own_list(Watch))
    of_entry = there(ListEntry, ListEntry.id == EVENT.c.object_id, watched)
    return and_(EVENT.c.type == EventType.LIST_ENTRY_ENDED.value, of_entry)


def followed(
    self: Any,
    after: Annotated[
        str | None, argument("Begin behind this cursor of `changes`; with what happens from now on when left out.")
    ] = None,
    types: Types = None,
    region: InRegion = None,
    watched: Watched = None,
) -> Following:
    """Return the same events for who stays and waits for more."""
    page = changes(self, types, region, watched, paging=Paging(None, after, None, None))
    return Following(page, _last())
