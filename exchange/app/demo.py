"""`exchange demo`: a demonstration with made-up data, served on this machine only."""

import socket
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from os import environ
from pathlib import Path
from typing import Annotated

import typer
import uvicorn
from sqlalchemy import Engine

from exchange.app import log
from exchange.app.demonstration.database import DemonstrationOutdated, prepare
from exchange.app.demonstration.greeting import greeting
from exchange.app.demonstration.stage import Keys, set_up
from exchange.app.http import Exchange
from exchange.app.server import OPTIONS
from exchange.db.engine import connect
from exchange.errors import ExchangeError
from exchange.settings import Settings

FILE = Path("var/demo.sqlite")
"""The demonstration's own database; it is kept, and made anew when another version's data are in it."""
OWN = f"sqlite:///{FILE}"
HOST = "127.0.0.1"

app = typer.Typer(rich_markup_mode=None)


class PortTaken(ExchangeError):
    """Another program listens on the port."""

    code = "PORT_TAKEN"


class Greeter(uvicorn.Server):
    """A server that says so when it answers, and not before."""

    def __init__(self, config: uvicorn.Config, words: str) -> None:
        super().__init__(config)
        self.words = words

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to listen."""
        await super().startup(sockets)
        if self.started:
            typer.echo(self.words)


@app.command()
def demo(port: Annotated[int, typer.Option(help="The port to listen on.", min=0, max=65535)] = 8000) -> None:
    """Serve a demonstration with made-up data on 127.0.0.1, with fresh secrets for its programs and people."""
    with listening(port) as listener:
        settings = demonstration(environ, listener.getsockname()[1])
        log.configure(settings.log_level)
        serve(settings, keys(settings), listener)


def listening(port: int) -> socket.socket:
    """Take the port. Raises PortTaken."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError as error:
        listener.close()
        raise PortTaken(
            f"{HOST}:{port} can't be listened on ({error.strerror}). Stop the program that does, or choose another: "
            f"make demo PORT={port + 1}"
        ) from None
    return listener


def demonstration(environment: Mapping[str, str], port: int) -> Settings:
    """Return the settings: those of the environment, but for the demonstration's own database, address and mode."""
    given = Settings.load(environment)
    own = given if "EXCHANGE_DATABASE_URL" in environment else replace(given, database_url=OWN)
    return replace(own, issuer=f"http://{HOST}:{port}", demo=True)


def keys(settings: Settings) -> Keys:
    """Make the database ready; return what lets this run's callers in."""
    engine = ready(settings.database_url)
    try:
        return set_up(engine, settings)
    finally:
        engine.dispose()


def ready(address: str) -> Engine:
    """Prepare the database and return its engine; one of our own from another version is thrown away first."""
    try:
        return prepared(address)
    except DemonstrationOutdated:
        if address != OWN:
            raise
    for end in ("", "-wal", "-shm"):
        FILE.with_name(FILE.name + end).unlink(missing_ok=True)
    # With an engine of its own: one that has had a file makes no other in its place.
    return prepared(address)


def prepared(address: str) -> Engine:
    """Prepare the database and return its engine."""
    engine = connect(address)
    try:
        prepare(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def serve(settings: Settings, known: Keys, listener: socket.socket) -> None:
    """Answer until SIGTERM or SIGINT."""
    config = uvicorn.Config(Exchange(settings, known.passwords), **OPTIONS)
    server = Greeter(config, greeting(settings, known))
    with suppress(KeyboardInterrupt):
        server.run(sockets=[listener])
    if not server.started:
        raise typer.Exit(3)
