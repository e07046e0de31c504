"""exchange client: the programs that may ask for access tokens."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from auth.oauth.token_request import Asker

app = typer.Typer(help="The clients that may ask for access tokens.", no_args_is_help=True, rich_markup_mode=None)

Scopes = Annotated[list[str], typer.Option("--scope", help="Scopes it may ask for, with spaces between, or repeated.")]
Institution = Annotated[str, typer.Option(help="The code of the institution that it belongs to.")]
ClientId = Annotated[str | None, typer.Option(help="The id; without one it is given one.")]
Jwks = Annotated[Path | None, typer.Option(help="A file with its public keys: JWKS, JWK or PEM.", exists=True)]
GenerateKey = Annotated[Path | None, typer.Option(help="Make a key pair; write the private JWK to this new file.")]
DemoSecret = Annotated[bool, typer.Option("--demo-secret", help="Give it a secret; demonstrations only.")]
KeyFile = Annotated[Path, typer.Option(help="The file with the client's private JWK.")]
Url = Annotated[str | None, typer.Option(help="Where the exchange answers, if that is not the issuer's address.")]
Scope = Annotated[str | None, typer.Option(help="The scopes to ask for, with spaces between; all if not given.")]
RedirectUri = Annotated[list[str] | None, typer.Option(help="Where users may be sent back to; repeat for several.")]
TrustedDocuments = Annotated[
    bool, typer.Option("--trusted-documents", help="Let it send nothing but hashes of its registered documents.")
]
OnlyTrusted = Annotated[
    bool,
    typer.Option(
        "--trusted-documents/--any-document", help="Nothing but hashes of its registered documents, or any document."
    ),
]
Variables = Annotated[str | None, typer.Option(help="The operation's variables, a JSON object.")]


@app.command()
def create(
    name: str,
    *,
    institution: Institution,
    scope: Scopes,
    client_id: ClientId = None,
    jwks: Jwks = None,
    generate_key: GenerateKey = None,
    demo_secret: DemoSecret = False,
    redirect_uri: RedirectUri = None,
    trusted_documents: TrustedDocuments = False,
) -> None:
    """Register a client with one of: its public keys, a key pair made here, a demonstration's secret."""
    from auth.oauth import clients, key_file, public_keys
    from auth.transaction import transaction
    from exchange.settings import Settings

    if [jwks is not None, generate_key is not None, demo_secret].count(True) != 1:
        raise typer.BadParameter("Give one of --jwks, --generate-key and --demo-secret.")
    settings = Settings.load()
    wanted = clients.Wanted(
        name=name,
        institution_code=institution,
        scopes=tuple(" ".join(scope).split()),
        client_id=client_id,
        redirect_uris=tuple(redirect_uri or ()),
        trusted_documents=trusted_documents,
    )
    lines: list[str] = []
    with transaction(settings) as session:
        if demo_secret:
            client, secret = clients.create_demonstration(session, settings, wanted)
            lines = [f"client_secret={secret}"]
        elif jwks is not None:
            client = clients.create(session, wanted, public_keys.read(jwks.read_bytes()))
        elif generate_key is not None:
            private_key, public = public_keys.pair()
            client = clients.create(session, wanted, public)
            key_file.write(generate_key, private_key)
        lines.insert(0, f"client_id={client.client_id}")
    typer.echo("\n".join(lines))


@app.command("list")
def list_clients() -> None:
    """Show all clients, the disabled ones too."""
    from auth.oauth import clients
    from auth.transaction import transaction
    from exchange.settings import Settings

    with transaction(Settings.load()) as session:
        for client in clients.listed(session):
            state = "disabled" if client.disabled_at else client.auth_method
            typer.echo(f"{client.client_id}  {client.institution_code}  {state}  {client.scopes}  {client.name}")


@app.command()
def change(client_id: str, *, trusted_documents: OnlyTrusted) -> None:
    """Say what documents a client may send; it counts from its next query on."""
    from auth.oauth import client_change
    from auth.transaction import transaction
    from exchange.settings import Settings

    with transaction(Settings.load()) as session:
        client_change.trust_documents(session, client_id, only=trusted_documents)


@app.command()
def disable(client_id: str) -> None:
    """Let a client in no more; its tokens are refused from the next request on."""
    from auth.oauth import clients
    from auth.transaction import transaction
    from exchange.settings import Settings

    with transaction(Settings.load()) as session:
        clients.disable(session, client_id)


@app.command()
def token(client_id: str, key: KeyFile, scope: Scope = None, url: Url = None) -> None:
    """Ask the running exchange for an access token and print it; it is bound to the client's key."""
    from auth.oauth import token_request

    typer.echo(token_request.requested(_asker(client_id, key, url), scope))


@app.command()
def ask(
    client_id: str, document: str, *, key: KeyFile, variables: Variables = None, scope: Scope = None, url: Url = None
) -> None:
    """Run a GraphQL operation as the client and print the answer; the exit code is 1 where it is no 200."""
    import json

    from auth.oauth import token_request

    try:
        given = json.loads(variables) if variables else None
    except ValueError:
        raise typer.BadParameter("--variables takes a JSON object.") from None
    asker = _asker(client_id, key, url)
    answer = token_request.operated(asker, token_request.requested(asker, scope), document, given)
    typer.echo(answer.body.decode(errors="replace"))
    if answer.status != 200:
        raise typer.Exit(1)


def _asker(client_id: str, key: Path, url: str | None) -> "Asker":
    from auth.oauth import key_file
    from auth.oauth.token_request import Asker
    from exchange.settings import Settings

    issuer = Settings.load().issuer
    return Asker(client_id, key_file.load(key), issuer, (url or issuer).rstrip("/"))
