"""What is refused about filings."""

from exchange.errors import ExchangeError


class FilingRefused(ExchangeError):
    """Something can't be stated as it is. `where` leads to it: ("annual_reports", "0", "year").

    The message repeats no telephone number or address.
    """

    code = "FILING_REFUSED"

    def __init__(self, where: tuple[str, ...], message: str) -> None:
        super().__init__(f"{'.'.join(where)}: {message}" if where else message)
        self.where = where


class EntityUnknown(FilingRefused):
    """The registry has no such entity: nothing can be stated about it."""

    code = "ENTITY_UNKNOWN"
