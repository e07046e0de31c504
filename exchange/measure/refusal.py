"""What is refused about measures and their actions."""

from collections.abc import Sequence

from exchange.errors import ExchangeError


class ActionUnknown(ExchangeError):
    """There is no such action, or it is none of the caller's institution: the same answer."""

    code = "MEASURE_ACTION_UNKNOWN"

    def __init__(self, action_id: str) -> None:
        super().__init__(f"There is no measure action '{action_id}' of the caller's institution.", ("input", "action"))


class ActionRefused(ExchangeError):
    """An action's text can't be taken."""

    code = "MEASURE_ACTION_REFUSED"

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}", ("input", field))


class ActionStepRefused(ExchangeError):
    """The action isn't in a state from which it can take the step."""

    code = "MEASURE_STEP_REFUSED"

    def __init__(self, now: str, wanted: str, allowed: Sequence[str]) -> None:
        way = f"from there it can become {', '.join(allowed)}" if allowed else "nothing can follow"
        super().__init__(f"The action is {now} and can't become {wanted}: {way}.", ("input", "action"))
