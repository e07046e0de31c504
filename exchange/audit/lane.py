"""A connection that writes batches of the access log."""

from abc import ABC, abstractmethod
from collections.abc import Sequence

from exchange.audit.balance import Request

SECONDS = 5.0
"""A batch that takes longer is given up."""
CONSUMED = "CONSUMED"
ACTOR = "exchange"
"""Who ends a consent that is used up."""


class Lane(ABC):
    """Writes one batch after another, each in one transaction; connects again by itself after a failure."""

    @abstractmethod
    async def commit(self, requests: Sequence[Request]) -> list[bool]:
        """Write the batch; return for each operation whether its consents had a fetch left: else it isn't logged.

        Raises LogUnavailable, and BadEntry where the batch itself can't be stored; then none of it is.
        """

    @abstractmethod
    async def close(self) -> None:
        """Give the connection back."""
