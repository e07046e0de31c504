"""`exchange user`: the people who may sign in, and the enterprises they may act for."""

import sys
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="The people who may sign in.", no_args_is_help=True, rich_markup_mode=None)

Login = Annotated[str, typer.Argument(help="What the user signs in with.")]
PasswordFile = Annotated[
    Path | None, typer.Option(help="A file whose first line is the password, - for standard input; else it is asked.")
]


@app.command()
def create(
    login: Login,
    *,
    name: Annotated[str, typer.Option(help="The user's name.")],
    institution: Annotated[str | None, typer.Option(help="The institution whose staff it is.")] = None,
    password_file: PasswordFile = None,
) -> None:
    """Create a user; the password is asked, or read from a file, never an argument."""
    from auth.people import users
    from auth.transaction import transaction
    from exchange.settings import Settings

    password = _password(password_file)
    with transaction(Settings.load()) as session:
        user = users.create(session, login=login, name=name, password=password, institution_code=institution)
        typer.echo(f"user_id={user.id}")


@app.command("list")
def list_users() -> None:
    """Show all users: id, login, institution, state, separated by tabs."""
    from auth.people import users
    from auth.transaction import transaction
    from exchange.settings import Settings

    with transaction(Settings.load()) as session:
        for user in users.listed(session):
            state = "disabled" if user.disabled_at else "enabled"
            typer.echo(f"{user.id}\t{user.login}\t{user.institution_code or '-'}\t{state}")


@app.command()
def disable(login: Login) -> None:
    """Let a user in no more."""
    from auth.people import users
    from auth.transaction import transaction
    from exchange.settings import Settings

    with transaction(Settings.load()) as session:
        users.disable(session, users.named(session, login).id)


@app.command()
def password(login: Login, *, password_file: PasswordFile = None) -> None:
    """Give a user a new password; it is asked, or read from a file."""
    from auth.people import users
    from auth.transaction import transaction
    from exchange.settings import Settings

    chosen = _password(password_file)
    with transaction(Settings.load()) as session:
        users.change_password(session, users.named(session, login).id, chosen)


@app.command()
def mandate(
    login: Login,
    uscc: Annotated[str, typer.Argument(help="The enterprise's Unified Social Credit Code.")],
    *,
    confirm: Annotated[bool, typer.Option("--confirm", help="Confirm it at once, as the operator.")] = False,
    revoke: Annotated[bool, typer.Option("--revoke", help="End it instead.")] = False,
) -> None:
    """Ask that a user may act for an enterprise; --confirm lets it be so, --revoke ends it."""
    from auth.people import mandates, users
    from auth.transaction import transaction
    from exchange.settings import Settings

    if confirm and revoke:
        raise typer.BadParameter("Give one of --confirm and --revoke.")
    with transaction(Settings.load()) as session:
        user = users.named(session, login)
        found = mandates.live(session, user.id, uscc)
        if revoke:
            if found is None:
                raise mandates.MandateUnknown(f"The user has no mandate for {uscc}.")
            mandates.revoke(session, found.id, decided_by=mandates.COMMAND_LINE)
        else:
            found = found or mandates.request(session, user.id, uscc)
            if confirm and found.state != "CONFIRMED":
                mandates.confirm(session, found.id, decided_by=mandates.COMMAND_LINE)
        typer.echo(f"mandate_id={found.id} state={found.state}")


def _password(file: Path | None) -> str:
    """Read a password from the file's first line, or ask for it twice."""
    if file is None:
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    text = sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")
    return text.split("\n", 1)[0].removesuffix("\r")
