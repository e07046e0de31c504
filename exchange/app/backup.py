"""`exchange backup`: writes a consistent copy of database and files, while the exchange goes on."""

from pathlib import Path
from typing import Annotated

import typer

from exchange.backup.making import make
from exchange.settings import Settings

app = typer.Typer(rich_markup_mode=None)


@app.command()
def backup(
    folder: Annotated[Path, typer.Argument(help="A new folder. It will hold private keys and personal data.")],
) -> None:
    """Copy the database, the storage folder and a manifest with their digests into a folder."""
    made = make(Settings.load(), folder)
    size = sum(one.bytes for one in made.files)
    typer.echo(
        f"{len(made.files):,} files, {size:,} bytes, at {made.revision}; the access log has {made.log_size:,} sealed "
        "entries. Keep the folder as secret as the exchange itself."
    )
