"""The commands `exchange client` and `exchange keys`, against a running server."""

import json
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from joserfc.jwk import ECKey
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from starlette.applications import Starlette
from typer import Typer
from typer.testing import CliRunner

from auth.oauth import key_file
from auth.oauth.model import OAuthClient
from auth.oauth.proving import ExchangeUnreachable
from auth.oauth.routes import routes
from auth.oauth.token_request import TokenNotIssued
from auth.oauth.tokens import Verifier
from exchange.app import client, keys
from exchange.app.http import Exchange
from exchange.errors import ExchangeError
from exchange.settings import Settings
from tests.access.oauth_party import BUREAU, Party, add_bureau, jwks, stored

PUBLIC_KEY = json.dumps(ECKey.generate_key("P-256").as_dict(private=False))
CREATE = ["create", "Batch sender", "--institution", BUREAU, "--scope", "submissions:read"]


@pytest.fixture(autouse=True)
def _environment(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXCHANGE_DATABASE_URL", database_url)


def test_a_client_with_a_generated_key_gets_a_token(engine: Engine, settings: Settings, tmp_path: Path) -> None:
    add_bureau(engine)
    file = tmp_path / "key.json"
    client_id = _run(client.app, *CREATE, "--generate-key", str(file)).removeprefix("client_id=").strip()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600

    with _serving(engine, settings) as url:
        token = _run(client.app, "token", client_id, "--key", str(file), "--url", url).strip()
    party = Party(engine=engine, settings=settings, http=None, client_id=client_id, key=key_file.load(file))  # type: ignore[arg-type]
    assert party.verified(token, Verifier(engine, settings)).scopes == {"public:read", "submissions:read"}


def test_a_client_asks_a_question_with_its_key(engine: Engine, settings: Settings, tmp_path: Path) -> None:
    add_bureau(engine)
    file = tmp_path / "key.json"
    client_id = _run(client.app, *CREATE, "--generate-key", str(file)).removeprefix("client_id=").strip()
    question = ["ask", client_id, "query($c: Code!) { region(code: $c) { name } viewer { institution { code } } }"]
    with _serving(engine, settings, Exchange(settings)) as url:
        more = ["--key", str(file), "--url", url]
        answer = _run(client.app, *question, *more, "--variables", '{"c": "441300"}')
        refused = CliRunner().invoke(client.app, ["ask", client_id, "{ nothing }", *more])
        unread = CliRunner().invoke(client.app, [*question, *more, "--variables", "{"])
    assert json.loads(answer)["data"] == {"region": {"name": "惠州市"}, "viewer": {"institution": {"code": BUREAU}}}
    assert (refused.exit_code, json.loads(refused.output)["errors"][0]["extensions"]["code"]) == (
        1,
        "GRAPHQL_VALIDATION_FAILED",
    )
    assert unread.exit_code == 2


def test_a_client_is_registered_with_its_redirects(engine: Engine, tmp_path: Path) -> None:
    add_bureau(engine)
    redirects = ["--redirect-uri", "https://bureau.example/a", "--redirect-uri", "https://bureau.example/b"]
    _run(client.app, *CREATE, "--generate-key", str(tmp_path / "key.json"), "--client-id", "bureau-1", *redirects)
    with Session(engine) as session:
        stored_as = session.get_one(OAuthClient, "bureau-1").redirect_uris
    assert stored_as == "https://bureau.example/a https://bureau.example/b"


def test_a_refusal_of_the_server_is_told(engine: Engine, settings: Settings, tmp_path: Path) -> None:
    add_bureau(engine)
    file = tmp_path / "key.json"
    _run(client.app, *CREATE, "--generate-key", str(file))
    with _serving(engine, settings) as url, pytest.raises(TokenNotIssued, match="invalid_client"):
        _run(client.app, "token", "nobody", "--key", str(file), "--url", url)
    with pytest.raises(ExchangeUnreachable, match="No exchange answers at"):
        _run(client.app, "token", "nobody", "--key", str(file), "--url", url)


def test_a_private_key_is_never_overwritten(engine: Engine, tmp_path: Path) -> None:
    add_bureau(engine)
    file = tmp_path / "key.json"
    file.write_text("precious")
    with pytest.raises(ExchangeError, match="never overwritten"):
        _run(client.app, *CREATE, "--generate-key", str(file))
    assert file.read_text() == "precious"
    assert stored(engine)["oauth_client"] == []


def test_no_key_file_is_left_when_the_client_is_refused(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(ExchangeError) as refused:
        _run(client.app, *CREATE, "--generate-key", str(tmp_path / "key.json"))
    assert refused.value.code == "INSTITUTION_UNKNOWN"
    assert not (tmp_path / "key.json").exists()
    assert stored(engine)["oauth_client"] == []


def test_a_client_with_keys_of_its_own_is_listed_and_disabled(engine: Engine, tmp_path: Path) -> None:
    add_bureau(engine)
    file = tmp_path / "public.json"
    file.write_bytes(jwks(ECKey.generate_key("P-256")))
    assert _run(client.app, *CREATE, "--jwks", str(file), "--client-id", "bureau-1") == "client_id=bureau-1\n"

    line = f"bureau-1  {BUREAU}  {{}}  public:read submissions:read  Batch sender\n"
    assert _run(client.app, "list") == line.format("private_key_jwt")
    _run(client.app, "disable", "bureau-1")
    assert _run(client.app, "list") == line.format("disabled")


def test_a_secret_is_shown_in_a_demonstration_only(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    add_bureau(engine)
    with pytest.raises(ExchangeError, match="EXCHANGE_DEMO is off"):
        _run(client.app, *CREATE, "--demo-secret")
    monkeypatch.setenv("EXCHANGE_DEMO", "1")
    shown = _run(client.app, *CREATE, "--demo-secret", "--client-id", "demo-bureau").splitlines()
    assert shown[0] == "client_id=demo-bureau"
    assert len(shown[1].removeprefix("client_secret=")) == 43


@pytest.mark.parametrize("proofs", [[], ["--demo-secret", "--generate-key", "key.json"]])
def test_a_client_has_exactly_one_proof(engine: Engine, proofs: list[str]) -> None:
    result = CliRunner().invoke(client.app, [*CREATE, *proofs])
    assert result.exit_code == 2
    assert stored(engine)["oauth_client"] == []


@pytest.mark.parametrize(
    "text",
    ["", "{}", '{"kty":"oct","k":"YWJjYWJjYWJjYWJjYWJjYWJj"}', PUBLIC_KEY],
    ids=["empty", "no key", "symmetric", "public"],
)
def test_a_file_without_a_private_key_asks_for_nothing(tmp_path: Path, text: str) -> None:
    file = tmp_path / "key.json"
    file.write_text(text)
    with pytest.raises(ExchangeError, match="holds no private JWK"):
        _run(client.app, "token", "bureau-1", "--key", str(file))


def test_keys_are_rotated_and_listed(engine: Engine) -> None:
    first = _run(keys.app, "rotate").split()[0]
    second = _run(keys.app, "rotate").split()[0]
    listed = _run(keys.app, "list").splitlines()
    assert [line.split()[0] for line in listed] == [second, first]
    assert listed[0].endswith("the youngest")
    assert "believed until" in listed[1]
    assert len(stored(engine)["signing_key"]) == 2


def test_the_commands_are_imported_without_authlib() -> None:
    code = (
        "import sys, exchange.app.client, exchange.app.keys; sys.exit(bool({'authlib', 'sqlalchemy'} & {*sys.modules}))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def _run(app: Typer, *arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


@contextmanager
def _serving(engine: Engine, settings: Settings, exchange: Exchange | None = None) -> Iterator[str]:
    app = exchange or Starlette(routes=routes(engine, settings))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", lifespan="on" if exchange else "off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
