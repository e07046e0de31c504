"""Documents by their hashes, as Apollo Client's own link sends them."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from auth.oauth import client_change, documents
from tests.clients.bank import Bank
from tests.clients.node import Node

REGISTERED = "query Viewer {\n  viewer {\n    clientId\n    __typename\n  }\n}"
"""As Apollo's link hashes it: with the __typename that its cache adds, printed by graphql-js."""
OTHER = "query Other {\n  viewer {\n    clientId\n    __typename\n  }\n}"
BY_HASH, WITH_TEXT = "extensions operationName variables", "extensions operationName query variables"


@pytest.mark.parametrize("only", [False, True])
def test_apollo_client_asks_by_hashes(node: Node, bank: Bank, only: bool) -> None:
    settings, client_id = bank.running.settings, bank.party.client_id
    with Session(bank.running.engine) as session, session.begin():
        documents.register(session, client_id, REGISTERED, "query Viewer")
        client_change.trust_documents(session, client_id, only=only)
    given: dict[str, Any] = {
        "issuer": settings.issuer,
        "api": settings.audience,
        "client_id": client_id,
        "jwk": bank.party.key.as_dict(private=True),
        "request": bank.request(),
        "registered": REGISTERED,
        "other": OTHER,
    }
    said = node.run("oauth4webapi", "documents", given)

    right = {"data": {"viewer": {"clientId": client_id, "__typename": "Viewer"}}}
    assert said["registered"] == [right, right]
    assert said["other"] == ({"codes": ["DOCUMENT_NOT_TRUSTED"]} if only else right)
    # What nobody registered is sent again with its text: that answers who may send texts, and registers nothing.
    assert said["bodies"] == [["POST", BY_HASH], ["GET", BY_HASH], ["POST", BY_HASH], ["POST", WITH_TEXT]]
