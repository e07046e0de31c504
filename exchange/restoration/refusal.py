"""What is refused about restorations."""

from collections.abc import Iterable
from datetime import date

from exchange.errors import ExchangeError


class RestorationUnknown(ExchangeError):
    """There is no such application, or it is none that the caller may do this to: the same answer."""

    code = "RESTORATION_UNKNOWN"

    def __init__(self, restoration_id: str) -> None:
        super().__init__(f"There is no application for restoration '{restoration_id}' that the caller may do this to.")
        self.field = "restoration"


class RestorationRefused(ExchangeError):
    """An application or a decision can't be made like this. `field` is the one that is wrong."""

    code = "RESTORATION_REFUSED"

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field


class RestorationExists(ExchangeError):
    """An application for the record is open already."""

    code = "RESTORATION_EXISTS"

    def __init__(self, restoration_id: str) -> None:
        super().__init__(f"An application for the record is open already: see {restoration_id}.")
        self.field = "record"


class RestorationTooEarly(ExchangeError):
    """The record's minimum publicity isn't over."""

    code = "RESTORATION_TOO_EARLY"

    def __init__(self, record_id: str, severity: str, earliest_on: date) -> None:
        super().__init__(
            f"The record {record_id} is {severity}: its minimum publicity is over on {earliest_on}. Apply from then on "
            "(信用修复管理办法, 国家发展改革委令第36号)."
        )
        self.field = "record"


class MaterialsMissing(ExchangeError):
    """The application lacks materials."""

    code = "MATERIALS_MISSING"

    def __init__(self, kinds: Iterable[str]) -> None:
        super().__init__(f"The application lacks {' and '.join(sorted(kinds))}: send the files and name their kinds.")
        self.field = "materials"
