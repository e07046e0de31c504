"""What is refused about receivables."""

from exchange.errors import ExchangeError


class ReceivableUnknown(ExchangeError):
    """There is no such receivable, or it is none that the caller may do this to: the same answer."""

    code = "RECEIVABLE_UNKNOWN"

    def __init__(self, receivable_id: str) -> None:
        super().__init__(f"There is no receivable '{receivable_id}' that the caller may do this to.")
        self.field = "receivable"


class ReceivableRefused(ExchangeError):
    """A receivable can't be stated or answered like this. `field` is the one that is wrong."""

    code = "RECEIVABLE_REFUSED"

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field


class ReceivableExists(ExchangeError):
    """The payer was asked to confirm it, and has not disputed it."""

    code = "RECEIVABLE_EXISTS"

    def __init__(self, receivable_id: str) -> None:
        super().__init__(f"The payer was asked to confirm the document already: see {receivable_id}.")
        self.field = "document_number"
