"""What is refused about criteria; a position counts from 1, as criteria are numbered."""

from collections.abc import Iterable

from exchange.errors import ExchangeError


class TooManyCriteria(ExchangeError):
    """More criteria than one product or policy may have, or more values than one criterion."""

    code = "TOO_MANY_CRITERIA"

    def __init__(self, what: str, count: int, most: int) -> None:
        super().__init__(f"{what}: {count} were given; {most} are the most.", ("input", "criteria"))


class CriterionRefused(ExchangeError):
    """A criterion can't be stated like this."""

    code = "CRITERION_REFUSED"

    def __init__(self, number: int, member: str, message: str) -> None:
        path = ("input", "criteria", str(number - 1), member)
        super().__init__(f"criterion {number}, {member}: {message}", path)


class FieldUnknown(CriterionRefused):
    """The vocabulary has no such field."""

    code = "CRITERION_FIELD_UNKNOWN"

    def __init__(self, number: int, field: str, known: Iterable[str]) -> None:
        super().__init__(number, "field", f"'{field}' is no field of criteria. Take one of {', '.join(known)}.")


class OperatorUnknown(CriterionRefused):
    """There is no such operator, or the field can't be compared by it."""

    code = "CRITERION_OPERATOR_UNKNOWN"

    def __init__(self, number: int, field: str, operator: str, known: Iterable[str]) -> None:
        message = f"'{operator}' doesn't compare {field}. Take {' or '.join(sorted(known))}."
        super().__init__(number, "operator", message)


class ValueRefused(CriterionRefused):
    """A value is of the wrong kind, or none that the field can have."""

    code = "CRITERION_VALUE_REFUSED"

    def __init__(self, number: int, message: str) -> None:
        super().__init__(number, "values", message)
