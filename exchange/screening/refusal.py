"""What is refused about screening."""

from exchange.errors import ExchangeError


class ScreeningRefused(ExchangeError):
    """Something given can't be taken like this."""

    code = "SCREENING_REFUSED"

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}", ("input", field))


class NameRefused(ExchangeError):
    """A text can't be a name; `position` counts from 0, in a list of names."""

    code = "SCREENING_NAME_REFUSED"

    def __init__(self, message: str, position: int | None = None) -> None:
        where = "name" if position is None else f"names, at position {position}"
        super().__init__(f"{where}: {message}", ("input", "name"))


class RegionUnknown(ExchangeError):
    """There is no such division."""

    code = "REGION_UNKNOWN"

    def __init__(self, region_code: str) -> None:
        message = f"There is no division '{region_code}'. The query `regions` lists those that there are."
        super().__init__(message, ("input", "region"))


class EntityUnknown(ExchangeError):
    """The registry has no such entity."""

    code = "ENTITY_UNKNOWN"

    def __init__(self, uscc: str) -> None:
        super().__init__(f"The registry has no entity '{uscc}'.", ("input", "uscc"))


class DecisionUnknown(ExchangeError):
    """The institution made no such decision."""

    code = "SCREENING_DECISION_UNKNOWN"

    def __init__(self, decision_id: str) -> None:
        message = f"This institution made no decision '{decision_id}'. `screeningDecisions` lists those that it made."
        super().__init__(message, ("input", "decision"))


class DecisionReplaced(ExchangeError):
    """The decision counts no more: a later one took its place, or it was withdrawn."""

    code = "SCREENING_DECISION_REPLACED"

    def __init__(self, decision_id: str) -> None:
        message = (
            f"The decision '{decision_id}' was replaced or withdrawn. `screeningDecisions` lists those that count."
        )
        super().__init__(message, ("input", "decision"))


class ScreeningBusy(ExchangeError):
    """So many names are being screened that no more are taken on."""

    code = "SCREENING_BUSY"

    def __init__(self) -> None:
        super().__init__("Many names are being screened now. Ask again in some seconds.")
