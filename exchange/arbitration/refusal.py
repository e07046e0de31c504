"""What is refused about cases. No refusal says more of a case than its caller knows already."""

from datetime import date

from exchange.errors import ExchangeError


class CaseUnknown(ExchangeError):
    """There is no such case, or the caller has no part in it: the same answer."""

    code = "CASE_UNKNOWN"

    def __init__(self, case_id: str) -> None:
        super().__init__(f"There is no case '{case_id}' that the caller may do this in.")
        self.field = "case"


class CaseRefused(ExchangeError):
    """It can't be done like this. `field` is the one that is wrong."""

    code = "CASE_REFUSED"

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field


class CaseTooEarly(ExchangeError):
    """Something must be over, or done, first."""

    code = "CASE_TOO_EARLY"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.field = "case"


class CaseTooLate(ExchangeError):
    """The time for it is over."""

    code = "CASE_TOO_LATE"

    def __init__(self, what: str, due_on: date) -> None:
        super().__init__(f"{what} was possible until {due_on}.")
        self.field = "case"


class RulesMissing(ExchangeError):
    """No edition of a centre's rules is in force."""

    code = "ARBITRATION_RULES_MISSING"

    def __init__(self, centre_code: str, day: date) -> None:
        super().__init__(f"No edition of arbitration rules is in force for {centre_code} on {day}.")
        self.field = "centre"


class CentreUnknown(ExchangeError):
    """There is no such arbitration centre."""

    code = "CENTRE_UNKNOWN"

    def __init__(self, code: str) -> None:
        super().__init__(f"'{code}' is no arbitration centre of this exchange.")
        self.field = "centre"
