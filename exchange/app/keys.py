"""exchange keys: the keys that sign access tokens."""

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from auth.oauth.model import SigningKey

app = typer.Typer(help="The keys that sign access tokens.", no_args_is_help=True, rich_markup_mode=None)


@app.command()
def rotate() -> None:
    """Make a new signing key; the one before it is believed until its last token has expired."""
    from auth.oauth import keys
    from auth.transaction import transaction
    from exchange.settings import Settings

    settings = Settings.load()
    with transaction(settings) as session:
        typer.echo(_line(keys.rotate(session, settings)))


@app.command("list")
def list_keys() -> None:
    """Show the published keys, the youngest first."""
    from auth.oauth import keys
    from auth.transaction import transaction
    from exchange.settings import Settings

    with transaction(Settings.load()) as session:
        for key in keys.published(session):
            typer.echo(_line(key))


def _line(key: "SigningKey") -> str:
    end = f"believed until {key.retired_at:%Y-%m-%dT%H:%M:%SZ}" if key.retired_at else "the youngest"
    return f"{key.kid}  {key.alg}  signs from {key.active_from:%Y-%m-%dT%H:%M:%SZ}  {end}"
