"""Why a whole file is refused: nothing of it is applied, and the message says what to do."""

from exchange.errors import ExchangeError


class FileUnreadable(ExchangeError):
    """There is no such file, or it can't be read."""

    code = "FILE_UNREADABLE"


class FileEmpty(ExchangeError):
    """The file has no content."""

    code = "FILE_EMPTY"


class FileDamaged(ExchangeError):
    """The compressed file breaks off or is corrupt, so nobody knows what is missing."""

    code = "FILE_DAMAGED"


class FormatUnknown(ExchangeError):
    """The file is neither CSV nor NDJSON nor a JSON array."""

    code = "FORMAT_UNKNOWN"


class EncodingUnknown(ExchangeError):
    """The file is written in neither UTF-8 nor GB18030."""

    code = "ENCODING_UNKNOWN"


class ColumnsMissing(ExchangeError):
    """The file's head lacks a column that every line needs."""

    code = "COLUMNS_MISSING"


class ColumnTwice(ExchangeError):
    """Two columns of the file's head mean the same."""

    code = "COLUMN_TWICE"


class SupplierUnknown(ExchangeError):
    """No institution has this code."""

    code = "SUPPLIER_UNKNOWN"


class BatchRefused(ExchangeError):
    """A batch number that can't be one."""

    code = "BATCH_NUMBER"


class BatchContentDiffers(ExchangeError):
    """The supplier has used this batch number for another content."""

    code = "BATCH_CONTENT_DIFFERS"


class Busy(ExchangeError):
    """Another process has been writing for longer than SQLite waits."""

    code = "BUSY"


class UnknownColumns(ExchangeError):
    """The file's head has a column that the item's standard doesn't know."""

    code = "UNKNOWN_COLUMNS"


class FormatDiffers(ExchangeError):
    """The content isn't of the form that was announced."""

    code = "FORMAT_DIFFERS"


class WorkbookRefused(ExchangeError):
    """A workbook that is damaged, too large unpacked, or holds what a table of data doesn't need."""

    code = "WORKBOOK_REFUSED"


class SubmissionRefused(ExchangeError):
    """A submission can't be opened like this. `field` is the one that is wrong."""

    code = "SUBMISSION_REFUSED"

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field


class ItemUnknown(ExchangeError):
    """The catalogue has no such item, or none of whose records are supplied; nothing else may be held."""

    code = "ITEM_UNKNOWN"

    def __init__(self, item: str) -> None:
        super().__init__(
            f"The catalogue has no item '{item}' whose records are supplied, and nothing else may be held. "
            "The items are listed by the query catalogue."
        )
        self.field = "item"


class ItemNotAssigned(ExchangeError):
    """The item is another's: the institution may not supply its records."""

    code = "ITEM_NOT_ASSIGNED"

    def __init__(self, item: str, supplier: str) -> None:
        super().__init__(
            f"{supplier} may not supply records of the item '{item}': the catalogue doesn't name it among the item's "
            "suppliers. The operator assigns items."
        )
        self.field = "item"


class SubmissionUnknown(ExchangeError):
    """There is no such submission, or it is another's: the same answer."""

    code = "SUBMISSION_UNKNOWN"

    def __init__(self, handle: str) -> None:
        super().__init__(f"The caller's institution has no submission '{handle}'.")
        self.field = "submission"


class SubmissionDiffers(ExchangeError):
    """The batch was opened before, and otherwise."""

    code = "SUBMISSION_DIFFERS"


class StateRefused(ExchangeError):
    """The submission's state doesn't allow it."""

    code = "SUBMISSION_STATE"


class SubmissionBusy(ExchangeError):
    """Another request works on the submission's content."""

    code = "SUBMISSION_BUSY"

    def __init__(self) -> None:
        super().__init__("Another request is working on this submission. Ask for its state, then go on.")


class OffsetDiffers(ExchangeError):
    """Bytes were sent for another place than the one where the content ends."""

    code = "OFFSET_DIFFERS"

    def __init__(self, sent: int, offset: int) -> None:
        super().__init__(f"The bytes were sent for offset {sent}; {offset} bytes are stored. Go on from there.")
        self.offset = offset


class UploadStalled(ExchangeError):
    """Nothing came for a while: the connection is given up, so that another one may go on."""

    code = "UPLOAD_STALLED"

    def __init__(self, offset: int) -> None:
        super().__init__(f"No byte came for too long. {offset} bytes are stored; go on from there on a new connection.")
        self.offset = offset


class ContentTooLarge(ExchangeError):
    """The content is larger than the exchange takes, or than was announced."""

    code = "CONTENT_TOO_LARGE"


class ContentIncomplete(ExchangeError):
    """Fewer bytes are stored than were announced, or none."""

    code = "CONTENT_INCOMPLETE"


class ContentDiffers(ExchangeError):
    """The content isn't the one whose SHA-256 was announced."""

    code = "CONTENT_DIFFERS"


class LinesRejected(ExchangeError):
    """A strict submission has rejected lines: nothing of it is applied."""

    code = "LINES_REJECTED"

    def __init__(self, rejected: int) -> None:
        super().__init__(
            f"{rejected:,} lines are rejected, and the submission is strict: nothing is applied. Withdraw it, correct "
            "the lines and send all under the same number, or open another one that isn't strict."
        )


class Stopping(ExchangeError):
    """The server stops before what was asked for is done; nobody knows yet whether it will be."""

    code = "STOPPING"

    def __init__(self) -> None:
        super().__init__("The server is stopping. Ask for the submission's state, then go on: nothing is done twice.")


class RejectsGone(ExchangeError):
    """There are no rejected lines to be had: not validated yet, withdrawn, or too long ago."""

    code = "REJECTS_GONE"

    def __init__(self) -> None:
        super().__init__("There are no rejected lines to be had: validate first, or it was withdrawn or is too old.")


class BadRequest(ExchangeError):
    """A request about submissions that can't be read."""

    code = "BAD_REQUEST"


class BodyTooLarge(ExchangeError):
    """A request's body is larger than one of its kind may be."""

    code = "BODY_TOO_LARGE"
