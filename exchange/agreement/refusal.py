"""What is refused about agreements."""

from exchange.errors import ExchangeError


class AgreementRefused(ExchangeError):
    """An agreement can't be entered as its terms are. `field` is the one that is wrong."""

    code = "AGREEMENT_REFUSED"

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field


class AgreementExists(ExchangeError):
    """The number belongs to an agreement that was entered already."""

    code = "AGREEMENT_EXISTS"


class AgreementUnknown(ExchangeError):
    """There is no such agreement."""

    code = "AGREEMENT_UNKNOWN"


class AgreementEnded(ExchangeError):
    """The agreement was terminated already."""

    code = "AGREEMENT_ENDED"
