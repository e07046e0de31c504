"""What is refused about evidence."""

from exchange.errors import ExchangeError


class EvidenceUnknown(ExchangeError):
    """There is no such evidence for the caller, or it belongs to a case already: the same answer."""

    code = "EVIDENCE_UNKNOWN"

    def __init__(self, evidence_id: str) -> None:
        super().__init__(f"There is no evidence '{evidence_id}' of the caller's that isn't part of a case already.")
        self.field = "evidence"


class EvidenceTooMany(ExchangeError):
    """More than a case takes, or than one sender may keep without a case."""

    code = "EVIDENCE_TOO_MANY"


class EvidenceTooLarge(ExchangeError):
    """The file is larger than the exchange takes."""

    code = "EVIDENCE_TOO_LARGE"

    def __init__(self, limit: int) -> None:
        super().__init__(f"The file is larger than {limit:,} bytes, the most the exchange takes.")


class EvidenceEmpty(ExchangeError):
    """There is nothing in the file."""

    code = "EVIDENCE_EMPTY"

    def __init__(self) -> None:
        super().__init__("The body is empty: send the file's bytes as they are.")


class MediaTypeRefused(ExchangeError):
    """The declared type isn't on the list."""

    code = "UNSUPPORTED_MEDIA_TYPE"


class FileNameRefused(ExchangeError):
    """The file's name is missing or can't be read."""

    code = "FILE_NAME_REFUSED"


class CutOff(ExchangeError):
    """The sender went away before the end."""

    code = "CUT_OFF"

    def __init__(self) -> None:
        super().__init__("The body ended before its time: nothing is kept. Send it again.")
