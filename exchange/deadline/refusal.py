"""What is refused about deadlines and their rules."""

from exchange.errors import ExchangeError


class DeadlineRuleMissing(ExchangeError):
    """No rule for the matter is in force on the day."""

    code = "DEADLINE_RULE_MISSING"


class DeadlineRuleExists(ExchangeError):
    """There is a rule of that code."""

    code = "DEADLINE_RULE_EXISTS"

    def __init__(self, code: str) -> None:
        super().__init__(f"There is a rule {code} already; a rule isn't changed. Enter the new one under another code.")
        self.field = "code"


class DeadlineRuleRefused(ExchangeError):
    """A rule can't be entered like this. `field` is the one that is wrong."""

    code = "DEADLINE_RULE_REFUSED"

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field


class ExtensionRefused(ExchangeError):
    """The deadline can't be extended."""

    code = "EXTENSION_REFUSED"
