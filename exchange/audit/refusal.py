"""What the access log refuses."""

from exchange.errors import ExchangeError


class LogUnavailable(ExchangeError):
    """An access couldn't be logged, so nothing may leave."""

    code = "LOG_UNAVAILABLE"

    def __init__(self) -> None:
        super().__init__("The access can't be logged at the moment, so no data is handed out. Ask again shortly.")


class BadEntry(Exception):
    """An entry of the batch has a value that the database doesn't take."""


class Exhausted(ExchangeError):
    """A consent that the operation names has no fetch left."""

    code = "CONSENT_EXHAUSTED"

    def __init__(self) -> None:
        super().__init__("The consent has been used as often as it allows. Ask the enterprise for a new one.")


class UnknownEntry(ExchangeError):
    """No such entry, or none in the tree yet."""

    code = "UNKNOWN_ENTRY"


class UnknownSize(ExchangeError):
    """The log's tree has not been of that size."""

    code = "UNKNOWN_SIZE"
