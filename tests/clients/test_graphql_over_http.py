"""What the GraphQL over HTTP working group's audits make of the API (npm's graphql-http)."""

from typing import Any

from tests.clients.node import Node
from tests.clients.running import Running

AUDITS = 61


def test_every_audit_is_passed(node: Node, server: Running) -> None:
    given = {"issuer": server.settings.issuer, "api": server.settings.audience}
    results: list[dict[str, Any]] = node.run("graphql-http", "audits", given)["audits"]

    assert len({result["id"] for result in results}) == AUDITS
    assert [result for result in results if result["status"] != "ok"] == []
