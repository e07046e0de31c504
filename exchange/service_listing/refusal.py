"""What is refused about service listings."""

from exchange.errors import ExchangeError


class ServiceUnknown(ExchangeError):
    """There is no such listing, or it is none that the caller may do this to: the same answer."""

    code = "SERVICE_UNKNOWN"

    def __init__(self, service_id: str) -> None:
        super().__init__(f"There is no service '{service_id}' that the caller may do this to.", ("input", "service"))
        self.field = "service"


class ServiceRefused(ExchangeError):
    """A listing can't be stated or led on like this. `field` is the one that is wrong."""

    code = "SERVICE_REFUSED"

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}", ("input", field))
        self.field = field
