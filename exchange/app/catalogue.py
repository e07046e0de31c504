"""`exchange catalogue`: lists the catalogue's items and says who supplies them."""

import json
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="What may be held, and who supplies it.", no_args_is_help=True, rich_markup_mode=None)

Item = Annotated[str, typer.Argument(help="The item's code.")]
Institution = Annotated[str, typer.Argument(help="The institution's code.")]


@app.command("list")
def list_items() -> None:
    """Show all items: code, kind, publicity, name and suppliers, separated by tabs."""
    from auth.transaction import transaction
    from exchange.catalogue import rules
    from exchange.settings import Settings

    with transaction(Settings.load()) as session:
        for item, suppliers in rules.listed(session):
            kind = item.record_kind or "-"
            typer.echo(f"{item.code}\t{kind}\t{item.publicity}\t{item.name}\t{' '.join(suppliers) or '-'}")


@app.command()
def add(file: Annotated[Path, typer.Argument(help="JSON: the input of addCatalogueItem.", exists=True)]) -> None:
    """Add an item with its field standard, written as the mutation addCatalogueItem takes it."""
    from auth.transaction import transaction
    from exchange.catalogue import rules, written
    from exchange.settings import Settings

    item = written.read(json.loads(file.read_text(encoding="utf-8")))
    with transaction(Settings.load()) as session:
        typer.echo(f"{rules.add(session, item).code} is in the catalogue.")


@app.command()
def assign(item: Item, institution: Institution) -> None:
    """Let an institution supply an item; saying it again changes nothing."""
    from auth.transaction import transaction
    from exchange.catalogue import rules
    from exchange.settings import Settings

    with transaction(Settings.load()) as session:
        rules.assign(session, item, institution)
    typer.echo(f"{institution} supplies {item}.")


@app.command()
def unassign(item: Item, institution: Institution) -> None:
    """Let an institution supply an item no more; what it supplied stays."""
    from auth.transaction import transaction
    from exchange.catalogue import rules
    from exchange.settings import Settings

    with transaction(Settings.load()) as session:
        rules.unassign(session, item, institution)
    typer.echo(f"{institution} supplies {item} no more.")
