"""Events and records that the tests of the feed publish, and how they look at them."""

import json
from datetime import timedelta
from typing import Any

from sqlalchemy import Engine, insert, select, update

from exchange import clock
from exchange.catalogue.model import CatalogueItem, Publicity
from exchange.feed.model import EventType
from exchange.feed.publishing import Event, publish
from exchange.record.kind import RecordKind, RecordState
from exchange.record.model import CreditRecord
from tests.planning.data import USCCS

CHANGES = """query($after: String, $types: [EventType!], $region: Code, $watched: Boolean, $first: Int) {
  changes(after: $after, types: $types, region: $region, watched: $watched, first: $first) {
    head pageInfo { hasNextPage endCursor } nodes { cursor type objectId uscc entity { uscc } }
  }
}"""
ITEM = "TEST_PENALTY"


def rec(number: int) -> str:
    """Return the id of a record of the tests' own."""
    return f"rec_feed{number:028x}"


def tell(engine: Engine, *events: Event) -> None:
    """Publish events in one transaction."""
    with engine.begin() as connection:
        publish(connection, events)


def changed(number: int) -> Event:
    """Return that the registry says something else of an entity."""
    return Event(EventType.ENTITY_CHANGED, f"ent_{USCCS[number]}", USCCS[number], is_public=True)


def of_record(type_: EventType, number: int, uscc: str | None = None) -> Event:
    """Return a public event of a record."""
    return Event(type_, rec(number), uscc, is_public=True)


def ended(number: int) -> Event:
    """Return that a record has ended."""
    return of_record(EventType.RECORD_ENDED, number)


def record(engine: Engine, number: int, uscc: str, **more: Any) -> None:
    """Write a penalty that is published today."""
    today = clock.today()
    row = {
        "id": rec(number),
        "kind": RecordKind.PENALTY,
        "item_code": ITEM,
        "publicity": Publicity.PUBLIC,
        "supplier_code": "DEMO-A",
        "external_id": f"示例罚字{number}号",
        "uscc": uscc,
        "state": RecordState.ACTIVE,
        "published_from": today - timedelta(days=30),
        "published_until": today + timedelta(days=30),
        "subject_name": "示例甲有限公司",
        "severity": "GENERAL",
        "decided_on": today - timedelta(days=30),
        "facts": json.dumps({}),
        "digest": "0" * 64,
        "version": 1,
        "submission_id": 1,
        "line": number,
        "known_from": clock.now(),
    }
    with engine.begin() as connection:
        if connection.scalar(select(CatalogueItem.code).where(CatalogueItem.code == ITEM)) is None:
            item = {"code": ITEM, "name": "示例处罚", "publicity": Publicity.PUBLIC, "scope": "public:read"}
            connection.execute(insert(CatalogueItem), [item | {"edition": "2025", "record_kind": "PENALTY"}])
        connection.execute(insert(CreditRecord), [row | more])


def becomes(engine: Engine, number: int, state: RecordState) -> None:
    """Change a record's state."""
    with engine.begin() as connection:
        own = update(CreditRecord).where(CreditRecord.id == rec(number))
        connection.execute(own.values(state=state))


def listed(answer: Any) -> list[tuple[str, str]]:
    """Return type and object of each event of an answer."""
    return [(node["type"], node["objectId"]) for node in answer["data"]["changes"]["nodes"]]
