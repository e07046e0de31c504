"""What is refused about corrections."""

from exchange.errors import ExchangeError


class CorrectionUnknown(ExchangeError):
    """There is no such correction, or it is none for the caller's institution: the same answer."""

    code = "CORRECTION_UNKNOWN"

    def __init__(self, correction_id: str) -> None:
        super().__init__(f"There is no correction '{correction_id}' for the caller's institution.")
        self.field = "correction"


class CorrectionAcknowledged(ExchangeError):
    """It is acknowledged already."""

    code = "CORRECTION_STATE"

    def __init__(self, correction_id: str) -> None:
        super().__init__(f"The correction {correction_id} is ACKNOWLEDGED already.")
        self.field = "correction"
