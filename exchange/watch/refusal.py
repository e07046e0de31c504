"""What is refused about watch lists."""

from exchange.errors import ExchangeError


class EntityUnknown(ExchangeError):
    """The registry has no such entity."""

    code = "ENTITY_UNKNOWN"

    def __init__(self, uscc: str) -> None:
        super().__init__(f"The registry has no entity '{uscc}'.")
        self.field = "uscc"


class WatchListFull(ExchangeError):
    """A watch list has as many entities as one may have."""

    code = "WATCH_LIST_FULL"

    def __init__(self, limit: int) -> None:
        super().__init__(f"The watch list has {limit:,} entities, the most that one takes. Take others off first.")
        self.field = "uscc"


class NotWatched(ExchangeError):
    """The entity is not on the caller's watch list."""

    code = "NOT_WATCHED"

    def __init__(self, uscc: str) -> None:
        super().__init__(f"'{uscc}' is not on this watch list.")
        self.field = "uscc"


class OnWhoseBehalf(ExchangeError):
    """A person watches for an enterprise that it acts for; an institution watches for itself."""

    code = "ON_WHOSE_BEHALF"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.field = "on_behalf_of"
