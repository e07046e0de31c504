"""`exchange restore`: makes an exchange from a backup, where there is none."""

from pathlib import Path
from typing import Annotated

import typer

from exchange.app.tree_head import said
from exchange.backup.restoring import restore as restored
from exchange.settings import Settings

app = typer.Typer(rich_markup_mode=None)


@app.command()
def restore(folder: Annotated[Path, typer.Argument(help="A folder that 'exchange backup' wrote.")]) -> None:
    """Restore database and files, and verify them and the access log; nothing that is there is overwritten."""
    made = restored(Settings.load(), folder, said)
    typer.echo(
        f"Restored the state of {made.made_at}, at {made.revision}; the access log's {made.log_size:,} sealed entries "
        "are as they were written. What was revoked later counts again: see docs/backup.md."
    )
