"""exchange document: the documents that clients may send the hashes of."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from exchange.app.registrable import Registrable
    from exchange.settings import Settings

app = typer.Typer(
    help="The documents that clients may send the hashes of.", no_args_is_help=True, rich_markup_mode=None
)

Client = Annotated[str, typer.Argument(help="The client's id.")]
Files = Annotated[list[Path], typer.Argument(help="Files with one document each, exactly as the client hashes it.")]
Hash = Annotated[str, typer.Argument(help="The document's id, sha256:… as it is listed.")]


@app.command()
def add(client: Client, files: Files) -> None:
    """Register documents for a client, all or none; print the hash of each, its operations and the scopes it lacks."""
    from auth.oauth import documents
    from auth.transaction import transaction
    from exchange.settings import Settings

    settings = Settings.load()
    lines: list[str] = []
    with transaction(settings) as session:
        for one in _read(session, settings, client, files):
            sha256 = documents.register(session, client, one.text, one.operations)
            lacking = f"  lacks {' '.join(sorted(one.lacking))}" if one.lacking else ""
            lines.append(f"sha256:{sha256}  {one.operations}{lacking}")
    typer.echo("\n".join(lines))


@app.command("list")
def list_documents(client: Client) -> None:
    """Show a client's documents: the hash of each, when it was registered, and its operations."""
    from auth.oauth import documents
    from auth.transaction import transaction
    from exchange.settings import Settings

    with transaction(Settings.load()) as session:
        for one in documents.listed(session, client):
            typer.echo(f"sha256:{one.sha256}  {one.created_at.isoformat(timespec='seconds')}  {one.operations}")


@app.command()
def remove(client: Client, document: Hash) -> None:
    """Take a document back; its hash is unknown from the client's next query on."""
    from auth.oauth import documents
    from auth.transaction import transaction
    from exchange.app.document_id import PREFIX
    from exchange.settings import Settings

    with transaction(Settings.load()) as session:
        documents.remove(session, client, document.removeprefix(PREFIX))


def _read(session: "Session", settings: "Settings", client: str, files: list[Path]) -> "list[Registrable]":
    from auth.oauth.clients import found
    from exchange.app.http import planner
    from exchange.app.registrable import registrable

    scopes, plans = found(session, client).scopes.split(" "), planner(settings)
    return [registrable(plans, file.name, file.read_bytes(), scopes) for file in files]
