"""What is refused about enhancements."""

from exchange.errors import ExchangeError


class EnhancementUnknown(ExchangeError):
    """There is no such enhancement, or it is none that the caller may do this to: the same answer."""

    code = "ENHANCEMENT_UNKNOWN"

    def __init__(self, enhancement_id: str) -> None:
        super().__init__(f"There is no enhancement '{enhancement_id}' that the caller may do this to.")
        self.field = "enhancement"


class EnhancementRefused(ExchangeError):
    """An enhancement can't be proposed like this. `field` is the one that is wrong."""

    code = "ENHANCEMENT_REFUSED"

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field
