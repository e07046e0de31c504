"""The command `exchange document`, and the options of `exchange client` about documents."""

import re
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from typer import Typer
from typer.testing import CliRunner

from auth.oauth import documents
from auth.oauth.model import OAuthClient, TrustedDocument
from exchange.app import client, document
from exchange.errors import ExchangeError
from tests.access.oauth_party import BUREAU, add_bureau

VIEWER = "query Viewer { viewer { clientId } }\nquery Who { viewer { scopes } }\n"
MINE = "mutation { __typename }"
FILE = "query($u: USCC!) { creditFile(uscc: $u, purpose: LOAN_REVIEW) { access { granted } } }"


@pytest.fixture(autouse=True)
def _environment(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXCHANGE_DATABASE_URL", database_url)


@pytest.fixture
def sender(engine: Engine, tmp_path: Path) -> str:
    """Register a client that sends hashes alone."""
    add_bureau(engine)
    create = ["create", "Batch sender", "--institution", BUREAU, "--scope", "submissions:read", "--client-id", "sender"]
    _run(client.app, *create, "--generate-key", str(tmp_path / "key.json"), "--trusted-documents")
    return "sender"


def test_documents_are_registered_listed_and_removed(engine: Engine, sender: str, tmp_path: Path) -> None:
    files = _files(tmp_path, VIEWER, MINE, FILE)
    ids = [f"sha256:{documents.digest(text)}" for text in (VIEWER, MINE, FILE)]
    added = f"{ids[0]}  query Viewer, query Who\n{ids[1]}  mutation\n{ids[2]}  query  lacks creditfile:read\n"
    for _ in range(2):
        assert _run(document.app, "add", sender, *files) == added

    listed = _run(document.app, "list", sender).splitlines()
    assert sorted(re.sub("  [0-9-]{10}T[^ ]*  ", "  ", line) for line in listed) == sorted(
        [f"{ids[0]}  query Viewer, query Who", f"{ids[1]}  mutation", f"{ids[2]}  query"]
    )
    with Session(engine) as session:
        assert session.get_one(TrustedDocument, (sender, ids[0][7:])).text == VIEWER
    _run(document.app, "remove", sender, ids[0])
    assert ids[0] not in _run(document.app, "list", sender)
    with pytest.raises(ExchangeError, match=ids[0]) as unknown:
        _run(document.app, "remove", sender, ids[0])
    assert unknown.value.code == "DOCUMENT_UNKNOWN"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (b"{ nobody }", "Cannot query field 'nobody'"),
        (b"{{{", "Syntax Error"),
        (b"", "Syntax Error"),
        (b"\xff", "is not UTF-8"),
        (b"{ " + b"viewer { clientId } " * 300 + b"}", "is the limit"),
        (b'{ a: screenNames(names: ["a b"]) { name } b: screenNames(names: ["c d"]) { name } }', "may cost 6000"),
    ],
)
def test_a_document_that_can_never_be_answered_is_refused_with_all_others(
    sender: str, tmp_path: Path, text: bytes, named: str
) -> None:
    good = _files(tmp_path, VIEWER)
    bad = tmp_path / "bad.graphql"
    bad.write_bytes(text)
    with pytest.raises(ExchangeError, match=named) as refused:
        _run(document.app, "add", sender, *good, str(bad))
    assert (refused.value.code, "bad.graphql" in refused.value.message) == ("DOCUMENT_REFUSED", True)
    assert _run(document.app, "list", sender) == ""


def test_a_client_that_nobody_registered_has_no_documents(engine: Engine, tmp_path: Path) -> None:
    for arguments in (["add", "nobody", *_files(tmp_path, VIEWER)], ["list", "nobody"], ["remove", "nobody", "x"]):
        with pytest.raises(ExchangeError, match="'nobody'") as unknown:
            _run(document.app, *arguments)
        assert unknown.value.code == "CLIENT_UNKNOWN"


def test_a_client_is_changed_to_send_any_document_and_back(engine: Engine, sender: str) -> None:
    assert _trusted(engine, sender)
    _run(client.app, "change", sender, "--any-document")
    assert not _trusted(engine, sender)
    _run(client.app, "change", sender, "--trusted-documents")
    assert _trusted(engine, sender)
    assert CliRunner().invoke(client.app, ["change", sender]).exit_code == 2


def _trusted(engine: Engine, client_id: str) -> bool:
    with Session(engine) as session:
        return session.get_one(OAuthClient, client_id).trusted_documents


def _files(folder: Path, *texts: str) -> list[str]:
    paths = [folder / f"{number}.graphql" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_bytes(text.encode())
    return [str(path) for path in paths]


def _run(app: Typer, *arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output
