"""What is refused about consents."""

from exchange.consent.model import ConsentState
from exchange.errors import ExchangeError


class ConsentRefused(ExchangeError):
    """A request for consent can't be lodged as its terms are. `field` is the one that is wrong."""

    code = "CONSENT_REFUSED"

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field


class ConsentUnknown(ExchangeError):
    """There is no such consent, or it is none of the caller's: the same answer."""

    code = "CONSENT_UNKNOWN"

    def __init__(self, consent_id: str) -> None:
        super().__init__(f"There is no consent '{consent_id}'.")


class ConsentStateRefused(ExchangeError):
    """The consent's state doesn't allow the step; `state` is the state now."""

    code = "CONSENT_STATE"

    def __init__(self, consent_id: str, state: ConsentState, wanted: str) -> None:
        super().__init__(f"The consent {consent_id} is {state}; {wanted}.")
        self.state = state


class ConsentTextChanged(ExchangeError):
    """The text would now read otherwise than it did when it was shown."""

    code = "CONSENT_TEXT_CHANGED"
