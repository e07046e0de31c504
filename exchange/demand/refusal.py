"""What is refused about demands."""

from exchange.errors import ExchangeError


class DemandUnknown(ExchangeError):
    """There is no such demand, or it is none that the caller may do this to: the same answer."""

    code = "DEMAND_UNKNOWN"

    def __init__(self, demand_id: str) -> None:
        super().__init__(f"There is no demand '{demand_id}' that the caller may do this to.")
        self.field = "demand"


class DemandRefused(ExchangeError):
    """A demand can't be lodged or taken like this. `field` is the one that is wrong."""

    code = "DEMAND_REFUSED"

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field
