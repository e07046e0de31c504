"""Where files lie that are kept outside the database: uploads, evidence, exports, reports. Never served as they are."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from exchange.errors import ExchangeError
from exchange.settings import Settings

_FULL = (errno.ENOSPC, errno.EDQUOT)


class StorageFull(ExchangeError):
    """There is no room for what is to be stored."""

    code = "STORAGE_FULL"

    def __init__(self) -> None:
        super().__init__(
            "The exchange has no room left for files. What was acknowledged is kept: ask for its state, and go on "
            "later. The operator is to make room."
        )


@contextmanager
def storing() -> Iterator[None]:
    """Raise StorageFull where the disk is full."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise StorageFull from None
        raise


def folder(settings: Settings, noun: str) -> Path:
    """Return the folder of one noun's files, made where it is missing; nobody but the exchange may read it."""
    path = Path(settings.storage) / noun
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path
