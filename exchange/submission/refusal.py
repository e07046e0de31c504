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
