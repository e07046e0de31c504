"""What is refused about memoranda, their editions and the departments that signed them."""

from exchange.errors import ExchangeError


class MemorandumRefused(ExchangeError):
    """A memorandum or an edition can't be recorded like this. `field` is the one that is wrong."""

    code = "MEMORANDUM_REFUSED"

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}", ("input", field))
        self.field = field


class MemorandumUnknown(ExchangeError):
    """There is no such memorandum."""

    code = "MEMORANDUM_UNKNOWN"

    def __init__(self, code: str) -> None:
        super().__init__(f"There is no memorandum '{code}'.", ("input", "memorandum"))


class EditionUnknown(ExchangeError):
    """There is no such edition."""

    code = "EDITION_UNKNOWN"

    def __init__(self, edition_id: str, field: str = "edition") -> None:
        super().__init__(f"There is no edition '{edition_id}'.", ("input", field))


class EditionStepRefused(ExchangeError):
    """The edition can't be published or repealed as it is."""

    code = "EDITION_STEP_REFUSED"

    def __init__(self, message: str, field: str = "edition") -> None:
        super().__init__(message, ("input", field))


class DepartmentRefused(ExchangeError):
    """A department can't be assigned like this."""

    code = "DEPARTMENT_REFUSED"

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}", ("input", field))
