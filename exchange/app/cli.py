"""The command line `exchange`: its commands by name, each imported only when it is called.

A command is a module of this folder with an `app`, a typer.Typer; COMMANDS names it. So `exchange --help` and
`exchange serve` don't wait for what migrations or the schema need.
"""

import importlib
import importlib.util
import sqlite3
import sys
from importlib.metadata import version
from types import ModuleType
from typing import Annotated, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

from exchange.errors import ExchangeError

COMMANDS = {
    "serve": "Serve the API.",
    "migrate": "Bring the database up to this version.",
    "doctor": "Say what is wrong here, and the way out.",
    "demo": "Serve a demonstration with fictitious data.",
    "ingest": "Take in a supplier's batch and write its receipt.",
    "institution": "Add and list the institutions that take part.",
    "catalogue": "List and add what may be held, and who supplies it.",
    "agreement": "Enter, list and terminate data-sharing agreements.",
    "user": "Add and disable the people who sign in, and their mandates.",
    "client": "Register, list and disable the programs of institutions.",
    "document": "Register, list and remove clients' documents.",
    "keys": "Make, list and retire the keys that sign tokens.",
    "audit": "Seal and verify the access log.",
    "backup": "Write a consistent copy of everything into a folder.",
    "restore": "Make an exchange from such a copy, and verify it.",
    "report": "Write an enterprise's public credit report into a file.",
    "schema": "Print the GraphQL schema or check its snapshot.",
}
"""Each command's name, which is also its module's, and its line in the help."""

COMPLETION = ("install_completion", "show_completion")
"""Options that typer adds to every application; a command is none."""


class CommandMissing(ExchangeError):
    """The command is announced, but this installation has no module for it."""

    code = "COMMAND_MISSING"


class LazyGroup(TyperGroup):
    """Lists the commands from COMMANDS and imports the one that is called."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        """Return the names in the order of the help."""
        return list(self.commands)

    def resolve_command(self, ctx: typer.Context, args: list[str]) -> tuple[str | None, TyperCommand, list[str]]:  # type: ignore[override]
        """Put the real command in the place of its line in the help."""
        name, _, rest = super().resolve_command(ctx, args)
        return name, load(str(name)), rest


def find(name: str) -> ModuleType:
    """Import a command's module. Raises CommandMissing when there is none."""
    module = f"exchange.app.{name}"
    if importlib.util.find_spec(module) is None:
        raise CommandMissing(f"'exchange {name}' is not part of this installation: there is no module {module}.")
    return importlib.import_module(module)


def load(name: str) -> TyperCommand:
    """Make the command of a module's `app`."""
    command = typer.main.get_command(find(name).app)
    command.name = name
    command.params = [one for one in command.params if one.name not in COMPLETION]
    return command  # type: ignore[return-value]


def print_version(wanted: bool) -> None:
    """Print the version and leave."""
    if wanted:
        typer.echo(f"exchange {version('credit-exchange')}")
        raise typer.Exit


app = typer.Typer(cls=LazyGroup, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.callback(no_args_is_help=True)
def exchange(
    _version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=print_version, help="Print the version.")
    ] = False,
) -> None:
    """Run the credit information exchange of a city.

    Settings are environment variables such as EXCHANGE_DATABASE_URL: see README.md.
    """


def group() -> TyperGroup:
    """Make the command line with a line of help for each command."""
    made = typer.main.get_group(app)
    for name, line in COMMANDS.items():
        made.add_command(TyperCommand(name, help=line, rich_markup_mode=None))
    return made


def main() -> None:
    """Run the command line; an expected refusal is one line on standard error and exit code 1."""
    try:
        group().main(prog_name="exchange")
    except ExchangeError as refusal:
        leave(refusal.code, refusal.message)
    except Exception as error:
        leave(*explain(error))


def explain(error: Exception) -> tuple[str, str]:
    """Return code and message for a database or file that fails the operator; raise anything else again."""
    from sqlalchemy.exc import DBAPIError

    reason = str(getattr(error, "orig", error)).strip().split("\n")[0]
    if isinstance(error, sqlite3.Error) or (isinstance(error, DBAPIError) and error.statement is None):
        return "DATABASE_UNREACHABLE", f"The database of EXCHANGE_DATABASE_URL can't be opened: {reason}"
    if isinstance(error, DBAPIError) and ("no such table" in reason or getattr(error.orig, "sqlstate", "") == "42P01"):
        return "DATABASE_NOT_MIGRATED", f"The database lacks a table ({reason}). Run 'exchange migrate' first."
    if isinstance(error, OSError):
        return "FILE_REFUSED", f"{error.filename or 'The system'}: {error.strerror or error}"
    raise error


def leave(code: str, message: str) -> NoReturn:
    """Print what was refused and exit with 1."""
    typer.echo(f"{code}: {message}", err=True)
    sys.exit(1)
