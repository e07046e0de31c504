"""What is refused about the regulator's statistics."""

from exchange.errors import ExchangeError


class SupervisionRefused(ExchangeError):
    """What is asked for isn't among the tables that there are."""

    code = "SUPERVISION_REFUSED"

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}", (field,))
