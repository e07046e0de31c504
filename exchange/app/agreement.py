"""`exchange agreement`: enters, lists and terminates data-sharing agreements."""

from datetime import datetime
from typing import Annotated

import typer

app = typer.Typer(help="The data-sharing agreements.", no_args_is_help=True, rich_markup_mode=None)

Parties = Annotated[list[str], typer.Option("--party", help="The code of a party; two at least.")]
Items = Annotated[list[str], typer.Option("--item", help="The code of a catalogue item; repeated.")]
Purposes = Annotated[list[str], typer.Option("--purpose", help="LOAN_REVIEW, SUPERVISION ...; repeated.")]
Day = Annotated[datetime, typer.Option(formats=["%Y-%m-%d"])]


@app.command()
def create(
    number: Annotated[str, typer.Argument(help="The parties' own number of it.")],
    *,
    title: Annotated[str, typer.Option(help="Its title.")],
    party: Parties,
    item: Items,
    purpose: Purposes,
    legal_basis: Annotated[str, typer.Option(help="Title and article.")],
    security_terms: Annotated[str, typer.Option(help="What the parties agreed on keeping the data safe.")],
    valid_from: Day,
    valid_until: Day,
) -> None:
    """Enter an agreement; both its days count."""
    from auth.transaction import transaction
    from exchange.agreement import rules
    from exchange.agreement.terms import Terms
    from exchange.settings import Settings

    terms = Terms(
        number=number,
        title=title,
        parties=tuple(party),
        items=tuple(item),
        purposes=tuple(purpose),
        legal_basis=legal_basis,
        security_terms=security_terms,
        valid_from=valid_from.date(),
        valid_until=valid_until.date(),
    )
    with transaction(Settings.load()) as session:
        agreement = rules.enter(session, terms)
        typer.echo(f"agreement_id={agreement.id}")


@app.command("list")
def list_agreements() -> None:
    """Show all agreements: id, number, state, its days and title, separated by tabs."""
    from auth.transaction import transaction
    from exchange import clock
    from exchange.agreement import rules
    from exchange.settings import Settings

    with transaction(Settings.load()) as session:
        for row in rules.listed(session):
            state = "in force" if rules.in_force(row, clock.today()) else "not in force"
            state = "terminated" if row.terminated_at else state
            typer.echo(f"{row.id}\t{row.number}\t{state}\t{row.valid_from}\t{row.valid_until}\t{row.title}")


@app.command()
def terminate(number: str) -> None:
    """End an agreement now; the next query under it is refused."""
    from auth.transaction import transaction
    from exchange.agreement import rules
    from exchange.settings import Settings

    with transaction(Settings.load()) as session:
        rules.terminate(session, rules.numbered(session, number).id)
