"""What is refused about lists and their entries."""

from collections.abc import Sequence

from exchange.errors import ExchangeError


class ListUnknown(ExchangeError):
    """There is no such list, or it is none that the caller keeps: the same answer."""

    code = "LIST_UNKNOWN"

    def __init__(self, code: str) -> None:
        super().__init__(f"There is no list '{code}' that the caller keeps.", ("input", "list"))


class ListRefused(ExchangeError):
    """A list can't be defined or given a keeper like this. `field` is the one that is wrong."""

    code = "LIST_REFUSED"

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}", ("input", field))
        self.field = field


class EntryUnknown(ExchangeError):
    """There is no such entry, or it is none that the caller may take this step with: the same answer."""

    code = "LIST_ENTRY_UNKNOWN"

    def __init__(self, entry_id: str) -> None:
        super().__init__(f"There is no entry '{entry_id}' that the caller may decide on.", ("input", "entry"))


class EntryRefused(ExchangeError):
    """An entry can't be proposed, decided or changed like this. `field` is the one that is wrong."""

    code = "LIST_ENTRY_REFUSED"

    def __init__(self, field: str, message: str, path: tuple[str, ...] | None = None) -> None:
        super().__init__(f"{field}: {message}", path or ("input", field))
        self.field = field


class EntryExists(ExchangeError):
    """The subject stands on the list, or is on its way there, on the same basis."""

    code = "LIST_ENTRY_EXISTS"

    def __init__(self, entry_id: str | None, path: tuple[str, ...] = ("input",)) -> None:
        """Name the entry, or none where it is one of the same call or file."""
        where = f"see {entry_id}" if entry_id else "by an earlier one that is sent with it"
        super().__init__(
            f"The enterprise is proposed or listed on this basis, or under this key, already: {where}.", path
        )


class EntryDiffers(ExchangeError):
    """An entry is sent again with other content: a decision isn't changed by that."""

    code = "LIST_ENTRY_DIFFERS"

    def __init__(self, entry_id: str, state: str) -> None:
        super().__init__(
            f"The key is that of {entry_id}, which is {state} and says otherwise. A decision isn't changed by sending "
            "it anew: extend or delist that entry, or use another key.",
            ("input", "externalId"),
        )


class StepRefused(ExchangeError):
    """The entry isn't in a state from which it can take the step."""

    code = "LIST_STEP_REFUSED"

    def __init__(self, now: str, wanted: str, allowed: Sequence[str]) -> None:
        way = f"from there it can become {', '.join(allowed)}" if allowed else "nothing can follow"
        super().__init__(f"The entry is {now} and can't become {wanted}: {way}.", ("input", "entry"))


class TooEarly(ExchangeError):
    """The subject's time to plead, or the publicity, isn't over."""

    code = "LIST_STEP_TOO_EARLY"

    def __init__(self, what: str, due_on: object) -> None:
        super().__init__(f"{what} lasts until {due_on}; decide after that day.", ("input", "entry"))


class TooLate(ExchangeError):
    """The time to plead is over."""

    code = "LIST_PLEA_TOO_LATE"

    def __init__(self, due_on: object) -> None:
        super().__init__(f"The time to plead was over on {due_on}.", ("input", "entry"))


class PleaUnanswered(ExchangeError):
    """A decision ignores what the subject pleaded."""

    code = "LIST_PLEA_UNANSWERED"

    def __init__(self) -> None:
        super().__init__("The subject has pleaded: a decision answers the plea.", ("input", "pleaAnswer"))


class RestorationRefused(ExchangeError):
    """An application to be taken off a list can't be lodged or decided like this."""

    code = "LIST_RESTORATION_REFUSED"


class RestorationUnknown(ExchangeError):
    """There is no such application, or it is none that the caller decides on: the same answer."""

    code = "LIST_RESTORATION_UNKNOWN"

    def __init__(self, restoration_id: str) -> None:
        super().__init__(
            f"There is no open application '{restoration_id}' that the caller may decide on.", ("input", "restoration")
        )
