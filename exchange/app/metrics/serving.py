"""Metrics of a server: a folder for its workers' numbers, and the listener that adds them up."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from exchange.settings import PREFIX, Settings

FOLDER = f"{PREFIX}METRICS_FOLDER"


@contextmanager
def serving(settings: Settings) -> Iterator[None]:
    """Answer Prometheus as long as the block runs, where the settings say so; its workers find the folder.

    Raises SettingRefused where the address can't be listened on.
    """
    if not settings.metrics_address:
        yield
        return
    from exchange.app.metrics.exposition import listen

    given = settings.metrics_folder
    with nullcontext(given) if given else tempfile.TemporaryDirectory(prefix="exchange-metrics-") as folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        listen(settings.metrics_address, Path(folder))
        # The workers are processes of their own, which read their settings from the environment.
        os.environ[FOLDER] = folder
        yield
