"""What is refused about checks."""

from exchange.errors import ExchangeError


class CheckRefused(ExchangeError):
    """A check can't be made like this."""

    code = "CHECK_REFUSED"

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}", ("input", field))


class SubjectRefused(ExchangeError):
    """One of those to be checked is given wrongly; `position` counts from 0."""

    code = "CHECK_SUBJECT_REFUSED"

    def __init__(self, position: int, message: str) -> None:
        super().__init__(f"entities, at position {position}: {message}", ("input", "entities", str(position)))


class CheckInFuture(ExchangeError):
    """Nobody can say what the lists will say."""

    code = "IN_THE_FUTURE"

    def __init__(self, instant: str) -> None:
        message = f"asOf {instant} lies in the future: ask for a past instant, or leave it out."
        super().__init__(message, ("input", "asOf"))


class ProofMissing(ExchangeError):
    """A check can't be verified without something of it."""

    code = "CHECK_PROOF_MISSING"

    def __init__(self) -> None:
        super().__init__("Give either the snapshot's `jws`, or the `check` and the document's `digest`.")


class PastNotPermitted(ExchangeError):
    """What the lists said before is looked up by authorities only."""

    code = "CHECK_PAST_NOT_PERMITTED"

    def __init__(self, kind: str) -> None:
        message = (
            f"A caller of kind {kind} checks how things stand now: leave asOf out. Whoever is off a list is no longer "
            "shown to it; what it was answered before is in its own checks."
        )
        super().__init__(message, ("input", "asOf"))
