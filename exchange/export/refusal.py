"""What is refused about exports."""

from exchange.errors import ExchangeError


class ExportRefused(ExchangeError):
    """An export can't be made like this. `field` is the one that is wrong."""

    code = "EXPORT_REFUSED"

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field


class ExportUnknown(ExchangeError):
    """There is no such export, or it is none of the caller's: the same answer."""

    code = "EXPORT_UNKNOWN"

    def __init__(self, export_id: str) -> None:
        super().__init__(f"There is no export '{export_id[:80]}' of this caller.")
        self.field = "export"


class ExportStateRefused(ExchangeError):
    """The export's state doesn't allow the step."""

    code = "EXPORT_STATE"

    def __init__(self, export_id: str, state: str, wanted: str) -> None:
        super().__init__(f"The export {export_id} is {state}; {wanted}.")
        self.field = "export"


class TooManyExports(ExchangeError):
    """The caller has as many exports under way as one may have."""

    code = "TOO_MANY_EXPORTS"

    def __init__(self, limit: int) -> None:
        super().__init__(f"{limit} exports of this caller wait or run, the most there may be. Await or cancel one.")
        self.field = "document"
