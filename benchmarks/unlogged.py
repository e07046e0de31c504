"""The exchange with its access log taken out: what the same gated query costs without logging. For comparison only."""

from collections.abc import Sequence
from typing import Any

from exchange.app import cli, http


class Silent:
    """Logs nothing."""

    async def write(self, _entries: Sequence[Any]) -> None:
        """Do nothing."""

    async def close(self) -> None:
        """Do nothing."""


def main() -> None:
    """Run the command line, `serve` among it, with a log that does nothing."""
    vars(http)["access_log"] = lambda _settings, **_more: Silent()
    cli.main()


if __name__ == "__main__":
    main()
