"""Where files lie that are kept outside the database: uploads, evidence, exports, reports. Never served as they are."""

from pathlib import Path

from exchange.settings import Settings


def folder(settings: Settings, noun: str) -> Path:
    """Return the folder of one noun's files, made where it is missing; nobody but the exchange may read it."""
    path = Path(settings.storage) / noun
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path
