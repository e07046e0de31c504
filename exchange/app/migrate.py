"""`exchange migrate`: makes the database ready for this version: tables, reference data, a key to sign tokens."""

import typer

from auth.oauth.keys import ensure
from exchange.db import migration
from exchange.db.engine import connect
from exchange.reference.seed import seed
from exchange.settings import Settings

app = typer.Typer(rich_markup_mode=None)


@app.command()
def migrate() -> None:
    """Bring the tables and the reference data up to this version, and make the first signing key.

    Running it again changes nothing.
    """
    engine = connect(Settings.load().database_url)
    applied = migration.upgrade(engine)
    with migration.exclusive(engine) as connection:
        written = seed(connection)
    ensure(engine)
    engine.dispose()
    typer.echo(f"Migrations: {', '.join(applied) or 'none was missing'}; now at {migration.head()}.")
    typer.echo(f"Reference data: {_describe(written)}.")


def _describe(written: dict[str, int]) -> str:
    changed = [f"{count} rows of {table}" for table, count in written.items() if count]
    return ", ".join(changed) or "up to date"
