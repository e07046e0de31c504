"""`exchange schema`: the contract as text."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(rich_markup_mode=None)


@app.command()
def schema(
    check: Annotated[Path | None, typer.Option(help="Compare with this file instead of printing.")] = None,
    access: Annotated[bool, typer.Option(help="Print the access matrix instead.")] = False,
) -> None:
    """Print the GraphQL schema in its own language, or say how it differs from a file."""
    from schema.access import matrix
    from schema.build import schema as build
    from schema.build import sdl
    from schema.snapshot import changes

    made = matrix(build()) if access else sdl()
    if check is None:
        typer.echo(made)
        return
    found = changes(check.read_text(encoding="utf-8"), made)
    for change in found:
        typer.echo(change)
    raise typer.Exit(1 if found else 0)
