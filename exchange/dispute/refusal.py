"""What is refused about disputes."""

from exchange.errors import ExchangeError


class AccessUnknown(ExchangeError):
    """There is no such access, or it is none to the caller's own data: the same answer."""

    code = "ACCESS_UNKNOWN"

    def __init__(self, access: str) -> None:
        super().__init__(f"There is no access '{access}' to data of an enterprise that the caller acts for.")
        self.field = "access"


class DisputeRefused(ExchangeError):
    """A dispute can't be lodged or answered like this. `field` is the one that is wrong."""

    code = "DISPUTE_REFUSED"

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field


class DisputeExists(ExchangeError):
    """The access is disputed already."""

    code = "DISPUTE_EXISTS"

    def __init__(self, dispute_id: str) -> None:
        super().__init__(f"The access is disputed already: see {dispute_id}.")
        self.field = "access"


class DisputeUnknown(ExchangeError):
    """There is no such dispute, or it is none that the caller must answer: the same answer."""

    code = "DISPUTE_UNKNOWN"

    def __init__(self, dispute_id: str) -> None:
        super().__init__(f"There is no dispute '{dispute_id}' that the caller may answer.")
        self.field = "dispute"


class DisputeAnswered(ExchangeError):
    """The dispute was answered before."""

    code = "DISPUTE_ANSWERED"

    def __init__(self, dispute_id: str) -> None:
        super().__init__(f"The dispute {dispute_id} is answered already; an answer isn't changed.")
        self.field = "dispute"
