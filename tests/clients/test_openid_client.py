"""openid-client and oauth4webapi, as programs use them, against a running exchange with two workers."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from exchange.settings import Settings
from tests.access.code_flow import SCOPE, approved_at, authorize_at
from tests.access.oauth_party import Party

ROOT = Path(__file__).parents[2]
PACKAGES = ROOT / "var" / "node"
SCRIPT = Path(__file__).with_name("openid_client.mjs")
BACK = "https://bank.example/callback"
INSTALLED_BY = "npm install --prefix var/node openid-client@6 oauth4webapi@3"
MISSING = f"JavaScript clients NOT run: they take Node.js 20 and `{INSTALLED_BY}`"


@pytest.fixture
def served(engine: Engine, database_url: str) -> Iterator[str]:
    """Serve with two workers; give the issuer."""
    if shutil.which("node") is None or not (PACKAGES / "node_modules" / "openid-client").is_dir():
        pytest.skip(MISSING)
    issuer = f"http://127.0.0.1:{_free_port()}"
    environment = os.environ | {"EXCHANGE_DATABASE_URL": database_url, "EXCHANGE_ISSUER": issuer}
    exchange = str(Path(sys.executable).parent / "exchange")
    command = [exchange, "serve", "--port", issuer.rpartition(":")[2], "--workers", "2"]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        _await_ready(issuer, process)
        yield issuer
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)


def test_openid_client_goes_through_every_flow(engine: Engine, database_url: str, served: str) -> None:
    party = Party.of_bank(engine, Settings(database_url=database_url, issuer=served), redirect_uris=(BACK,))
    given = {"client_id": party.client_id, "jwk": party.key.as_dict(private=True), "issuer": served}
    found = _driven(party, given | {"redirect_uri": BACK, "scope": SCOPE})

    tokens = {"type": "dpop", "scope": SCOPE}
    viewer = {"data": {"viewer": {"scopes": [*SCOPE.split(" "), "public:read"]}}}
    assert found == [
        {"step": "discovery", "issuer": served},
        {"step": "client_credentials", **tokens},
        {"step": "code", **tokens, "refresh": "string"},
        *[{"step": "graphql", "status": 200, "body": viewer}] * 4,
        {"step": "refresh", **tokens, "refresh": "undefined"},
        {"step": "introspection", "active": True},
        {"step": "revoked access token", "active": False},
        {"step": "revoked refresh token", "active": False},
        {"step": "graphql after", "refused": "invalid_token"},
        {"step": "resource", "servers": [served]},
    ]


def _driven(party: Party, given: dict[str, Any]) -> list[dict[str, Any]]:
    command = ["node", SCRIPT, PACKAGES]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, text=True, **pipes) as node:  # type: ignore[call-overload]
        print(json.dumps(given), file=node.stdin, flush=True)
        found = []
        for line in node.stdout:
            said = json.loads(line)
            if said["step"] == "authorize":
                print(approved_at(party, authorize_at(said["address"])), file=node.stdin, flush=True)
            else:
                found.append(said)
        assert node.wait(timeout=30) == 0, node.stderr.read()
    return found


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _await_ready(issuer: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert process.poll() is None, "The server ended."
        try:
            urllib.request.urlopen(f"{issuer}/readyz", timeout=2).close()
        except (OSError, urllib.error.HTTPError):
            time.sleep(0.05)
        else:
            return
    pytest.fail("The server was not ready within 60 s.")
