"""What is refused about commitments."""

from exchange.errors import ExchangeError


class CommitmentUnknown(ExchangeError):
    """There is no such commitment, or it is none that the caller may do this to: the same answer."""

    code = "COMMITMENT_UNKNOWN"

    def __init__(self, commitment_id: str) -> None:
        super().__init__(f"There is no commitment '{commitment_id}' that the caller may do this to.")
        self.field = "commitment"


class CommitmentRefused(ExchangeError):
    """A commitment can't be offered like this. `field` is the one that is wrong."""

    code = "COMMITMENT_REFUSED"

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field
