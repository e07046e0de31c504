"""What is refused about matters and their rules."""

from exchange.errors import ExchangeError


class MatterUnknown(ExchangeError):
    """There is no such matter."""

    code = "MATTER_UNKNOWN"

    def __init__(self, matter_code: str) -> None:
        message = f"There is no matter '{matter_code}'. The query `matters` lists those that there are."
        super().__init__(message, ("input", "matter"))


class MatterExists(ExchangeError):
    """A matter with the code was entered before."""

    code = "MATTER_EXISTS"

    def __init__(self, matter_code: str) -> None:
        message = f"There is a matter '{matter_code}' already. Enter an edition of its rules instead."
        super().__init__(message, ("input", "code"))


class MatterWithoutRules(ExchangeError):
    """No edition of the matter's rules counted at the instant."""

    code = "MATTER_WITHOUT_RULES"

    def __init__(self, matter_code: str, instant: str) -> None:
        super().__init__(f"No edition of the rules of '{matter_code}' counted at {instant}.", ("input", "asOf"))


class MatterRefused(ExchangeError):
    """A matter or an edition can't be entered like this."""

    code = "MATTER_REFUSED"

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}", ("input", field))


class RuleRefused(ExchangeError):
    """A rule of an edition can't be entered like this; `number` counts from 1."""

    code = "MATTER_RULE_REFUSED"

    def __init__(self, number: int, field: str, message: str) -> None:
        super().__init__(f"Rule {number}, {field}: {message}", ("input", "rules", str(number - 1), field))
