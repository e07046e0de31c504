"""`exchange serve`: the API on uvicorn."""

from typing import Annotated

import typer

app = typer.Typer(rich_markup_mode=None)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.", min=0, max=65535)] = 8000,
    workers: Annotated[int, typer.Option(help="Processes that answer.", min=1)] = 1,
) -> None:
    """Serve the API until SIGTERM or SIGINT; requests under way are finished first."""
    import uvicorn

    from exchange.app import log
    from exchange.app.metrics.serving import serving
    from exchange.app.server import OPTIONS
    from exchange.settings import Settings

    settings = Settings.load()
    log.configure(settings.log_level)
    with serving(settings):
        uvicorn.run("exchange.app.worker:application", factory=True, host=host, port=port, workers=workers, **OPTIONS)
