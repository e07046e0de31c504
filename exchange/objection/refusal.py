"""What is refused about objections."""

from exchange.errors import ExchangeError


class ObjectionUnknown(ExchangeError):
    """There is no such objection, or it is none that the caller may do this to: the same answer."""

    code = "OBJECTION_UNKNOWN"

    def __init__(self, objection_id: str) -> None:
        super().__init__(f"There is no objection '{objection_id}' that the caller may do this to.")
        self.field = "objection"


class ObjectionRefused(ExchangeError):
    """An objection or a decision can't be made like this. `field` is the one that is wrong."""

    code = "OBJECTION_REFUSED"

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field


class ObjectionExists(ExchangeError):
    """An objection to the record is open already."""

    code = "OBJECTION_EXISTS"

    def __init__(self, objection_id: str) -> None:
        super().__init__(f"An objection to the record is open already: see {objection_id}.")
        self.field = "record"


class CorrectionMissing(ExchangeError):
    """The record says what it said when it was objected to."""

    code = "CORRECTION_MISSING"

    def __init__(self, record_id: str, version: int) -> None:
        super().__init__(
            f"The record {record_id} still says what it said (version {version}). Send it corrected by a submission "
            "first, under the same external id; then decide."
        )
        self.field = "outcome"


class SamePersonRefused(ExchangeError):
    """Who decided doesn't review the decision."""

    code = "SAME_PERSON"

    def __init__(self) -> None:
        super().__init__("Nobody reviews one's own decision. Let somebody else decide on the review.")
        self.field = "objection"
