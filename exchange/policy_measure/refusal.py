"""What is refused about policy measures."""

from exchange.errors import ExchangeError


class PolicyUnknown(ExchangeError):
    """There is no such measure, or it is none that the caller may do this to: the same answer."""

    code = "POLICY_UNKNOWN"

    def __init__(self, policy_id: str) -> None:
        super().__init__(f"There is no policy '{policy_id}' that the caller may do this to.", ("input", "policy"))
        self.field = "policy"


class PolicyRefused(ExchangeError):
    """A measure can't be stated or led on like this. `field` is the one that is wrong."""

    code = "POLICY_REFUSED"

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}", ("input", field))
        self.field = field
