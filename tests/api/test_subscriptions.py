"""Subscriptions over graphql-transport-ws: the protocol's own rules, and what is pushed to whom."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient, WebSocketTestSession
from starlette.websockets import WebSocketDisconnect

from exchange.app.http import Exchange
from exchange.app.protocol import PROTOCOL
from exchange.feed.model import EventType as T
from exchange.record.kind import RecordState
from exchange.settings import Settings
from tests.api.feed import becomes, changed, ended, of_record, rec, record, tell
from tests.planning.data import USCCS

FOLLOW = "subscription($after: String) { changes(after: $after) { type objectId entity { uscc } } }"


@contextmanager
def opened(client: TestClient, *protocols: str, **headers: str) -> Iterator[WebSocketTestSession]:
    """Open a socket."""
    with client.websocket_connect("/graphql", list(protocols or [PROTOCOL]), headers=headers) as session:
        yield session


@contextmanager
def begun(client: TestClient, **payload: Any) -> Iterator[WebSocketTestSession]:
    """Open a socket and begin."""
    with opened(client) as session:
        session.send_json({"type": "connection_init", "payload": payload})
        assert session.receive_json() == {"type": "connection_ack"}
        yield session


def subscribe(session: WebSocketTestSession, query: str = FOLLOW, id_: str = "1", **variables: Any) -> None:
    """Subscribe."""
    session.send_json({"id": id_, "type": "subscribe", "payload": {"query": query, "variables": variables}})


def closed(session: WebSocketTestSession) -> tuple[int, str]:
    """Return with which code and reason the server closes next."""
    with pytest.raises(WebSocketDisconnect) as gone:
        session.receive_json()
    return gone.value.code, str(gone.value.reason)


def pushed(session: WebSocketTestSession, id_: str = "1") -> tuple[str, str]:
    """Return type and object of the event that comes next."""
    message = session.receive_json()
    assert (message["id"], message["type"]) == (id_, "next"), message
    change = message["payload"]["data"]["changes"]
    return change["type"], change["objectId"]


def refused(session: WebSocketTestSession) -> str:
    """Return the code of the error that comes next."""
    message = session.receive_json()
    assert message["type"] == "error", message
    return str(message["payload"][0]["extensions"]["code"])


def first(engine: Engine, client: TestClient) -> str:
    """Publish an event; return its cursor."""
    tell(engine, changed(0))
    answer = client.post("/graphql", json={"query": "{ changes { head } }"}).json()
    return str(answer["data"]["changes"]["head"])


def test_events_are_pushed_in_order_from_a_cursor_on(client: TestClient, engine: Engine) -> None:
    cursor = first(engine, client)
    tell(engine, *map(changed, range(1, 120 % 48)))
    with begun(client) as session:
        subscribe(session, after=cursor)
        found = [pushed(session) for _ in range(1, 24)]
        tell(engine, changed(30))
        found.append(pushed(session))

    assert found == [("ENTITY_CHANGED", f"ent_{USCCS[number]}") for number in [*range(1, 24), 30]]


def test_more_events_than_one_statement_reads(client: TestClient, engine: Engine) -> None:
    cursor = first(engine, client)
    tell(engine, *[changed(number % 48) for number in range(130)])
    with begun(client) as session:
        subscribe(session, after=cursor)
        found = [pushed(session)[1] for _ in range(130)]

    assert found == [f"ent_{USCCS[number % 48]}" for number in range(130)]


def test_without_a_cursor_the_future_is_pushed(client: TestClient, engine: Engine) -> None:
    tell(engine, changed(1))
    with begun(client) as session:
        subscribe(session)
        session.send_json({"type": "ping"})
        assert session.receive_json() == {"type": "pong"}
        tell(engine, changed(2))

        assert pushed(session) == ("ENTITY_CHANGED", f"ent_{USCCS[2]}")


def test_several_subscriptions_share_a_socket(client: TestClient, engine: Engine) -> None:
    cursor = first(engine, client)
    with begun(client) as session:
        subscribe(session, id_="a", after=cursor)
        tell(engine, changed(3))
        assert pushed(session, "a")[1] == f"ent_{USCCS[3]}"
        session.send_json({"id": "a", "type": "complete"})
        subscribe(session, id_="b", after=cursor)
        assert pushed(session, "b")[1] == f"ent_{USCCS[3]}"
        tell(engine, changed(4))

        assert pushed(session, "b")[1] == f"ent_{USCCS[4]}"


def test_a_record_that_has_ended_meanwhile_is_not_replayed(client: TestClient, engine: Engine) -> None:
    cursor = first(engine, client)
    record(engine, 1, USCCS[0])
    tell(engine, of_record(T.RECORD_PUBLISHED, 1, USCCS[0]))
    with begun(client) as session:
        subscribe(session, after=cursor)
        assert pushed(session) == ("RECORD_PUBLISHED", rec(1))
    becomes(engine, 1, RecordState.RESTORED)
    tell(engine, ended(1))
    with begun(client) as session:
        subscribe(session, after=cursor)

        assert pushed(session) == ("RECORD_ENDED", rec(1))


WRONG = (
    ("subscription { changes { nothing } }", "GRAPHQL_VALIDATION_FAILED"),
    ("subscription { changes { type", "GRAPHQL_PARSE_FAILED"),
    ("subscription { a: changes { type } b: changes { type } }", "GRAPHQL_VALIDATION_FAILED"),
    ("subscription { changes { type ... @defer { at } } }", "GRAPHQL_VALIDATION_FAILED"),
    ("subscription { changes @skip(if: true) { type } }", "GRAPHQL_VALIDATION_FAILED"),
    ("subscription { changes(types: [NONE]) { type } }", "GRAPHQL_VALIDATION_FAILED"),
    ("subscription { changes { consent { id } } }", "UNAUTHENTICATED"),
    ("{ changes { head } }", "NOT_A_SUBSCRIPTION"),
    (
        "subscription { changes { entity { owners(first: 100) { nodes { owner { holdings(first: 100) "
        "{ nodes { owned { name } } } } } } } } }",
        "COST_EXCEEDED",
    ),
)


def test_what_cannot_be_followed_is_refused_before_it_begins(client: TestClient) -> None:
    with begun(client) as session:
        for query, code in WRONG:
            # The id is free again after each refusal.
            subscribe(session, query)
            assert refused(session) == code, query


def test_a_subscription_over_http_is_refused(client: TestClient) -> None:
    answer = client.post("/graphql", json={"query": "subscription { changes { type } }"}).json()

    assert answer["errors"][0]["extensions"]["code"] == "SUBSCRIPTION_OVER_HTTP"


def test_a_subscription_can_be_explained(client: TestClient) -> None:
    query = "query($text: String!) { explainAccess(document: $text) { allowed operation cost errors { code } } }"
    answer = client.post("/graphql", json={"query": query, "variables": {"text": FOLLOW}}).json()

    said = {"allowed": True, "operation": "SUBSCRIPTION", "cost": 100, "errors": []}
    assert answer["data"]["explainAccess"] == said


def test_pings_are_answered_also_before_the_beginning(client: TestClient) -> None:
    with opened(client) as session:
        session.send_json({"type": "ping"})
        assert session.receive_json() == {"type": "pong"}
        session.send_json({"type": "ping", "payload": {"n": 1}})
        assert session.receive_json() == {"type": "pong", "payload": {"n": 1}}
        session.send_json({"type": "pong"})
        session.send_json({"type": "connection_init"})
        assert session.receive_json() == {"type": "connection_ack"}


AGAINST = (
    ("no JSON", 4400),
    ("[]", 4400),
    ("{}", 4400),
    ('{"type": "start"}', 4400),
    ('{"type": "subscribe", "payload": {"query": "{ a }"}}', 4400),
    ('{"type": "subscribe", "id": "", "payload": {"query": "{ a }"}}', 4400),
    ('{"type": "subscribe", "id": "1", "payload": {}}', 4400),
    ('{"type": "subscribe", "id": "1", "payload": {"query": "{ a }", "variables": []}}', 4400),
    ('{"type": "subscribe", "id": "1", "payload": {"query": "{ a }", "operationName": 1}}', 4400),
    ('{"type": "ping", "payload": 1}', 4400),
    ('{"type": "ping", "payload": %s1%s}' % ('{"a": ' * 900, "}" * 900), 4400),
    ('{"type": "connection_init"}', 4429),
    ('{"type": "ping", "payload": {"a": "%s"}}' % ("x" * 70_000), 1009),
)


def test_a_message_against_the_protocol_ends_the_socket(client: TestClient) -> None:
    for message, code in AGAINST:
        with begun(client) as session:
            session.send_text(message)
            assert closed(session)[0] == code, message


def test_a_binary_message_ends_the_socket(client: TestClient) -> None:
    with begun(client) as session:
        session.send_bytes(b'{"type": "ping"}')

        assert closed(session)[0] == 4400


def test_subscribing_before_the_beginning_is_unauthorised(client: TestClient) -> None:
    with opened(client) as session:
        subscribe(session)

        assert closed(session) == (4401, "Unauthorized")


def test_an_id_in_use_ends_the_socket(client: TestClient) -> None:
    with begun(client) as session:
        subscribe(session)
        subscribe(session)

        assert closed(session) == (4409, "Subscriber for 1 already exists")


def test_a_socket_that_does_not_begin_ends(settings: Settings) -> None:
    application = Exchange(replace(settings, socket_init_seconds=0.05))
    with TestClient(application) as client, opened(client) as session:
        assert closed(session) == (4408, "Connection initialisation timeout")


def test_another_protocol_is_refused(client: TestClient) -> None:
    for protocols in (["graphql-ws"], ["soap", "graphql"]):
        with opened(client, *protocols) as session:
            assert session.accepted_subprotocol is None
            assert closed(session)[0] == 4406


def test_another_address_has_no_socket(client: TestClient) -> None:
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/", [PROTOCOL]):
        pass


def test_what_is_no_text_is_not_believed(client: TestClient) -> None:
    payloads: list[dict[str, Any]] = [{"authorization": 1}, {"dpop": []}, {"authorization": "Ä"}]
    for payload in payloads:
        with opened(client) as session:
            session.send_json({"type": "connection_init", "payload": payload})
            assert closed(session)[0] == 4400, payload


def test_a_bad_token_is_forbidden(client: TestClient) -> None:
    with opened(client) as session:
        session.send_json({"type": "connection_init", "payload": {"authorization": "Bearer abc"}})
        code, reason = closed(session)

    assert (code, reason.partition(":")[0]) == (4403, "UNAUTHENTICATED")


def test_a_socket_takes_so_many_subscriptions(exchange: Exchange) -> None:
    limited = Exchange(replace(exchange.settings, subscriptions=2))
    with TestClient(limited) as client, begun(client) as session:
        for number in range(3):
            subscribe(session, id_=str(number))

        assert refused(session) == "TOO_MANY_SUBSCRIPTIONS"


def test_of_too_many_idle_sockets_the_longest_idle_one_ends(exchange: Exchange, settings: Settings) -> None:
    limited = Exchange(replace(settings, idle_sockets=2))
    with TestClient(limited) as client, begun(client) as busy:
        subscribe(busy)
        subscribe(busy, "subscription { changes { nothing } }", "2")
        assert refused(busy) == "GRAPHQL_VALIDATION_FAILED"
        with begun(client) as oldest, begun(client), begun(client):
            assert closed(oldest)[0] == 1013


def test_there_are_so_many_sockets(exchange: Exchange, settings: Settings) -> None:
    limited = Exchange(replace(settings, sockets=1))
    with TestClient(limited) as client, begun(client), opened(client) as second:
        assert closed(second)[0] == 1013
