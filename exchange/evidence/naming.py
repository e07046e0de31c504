"""What files are called and which kinds are taken: as their sender says, without what a name could do harm with."""

import unicodedata
from urllib.parse import quote, unquote_to_bytes

from exchange.evidence.refusal import FileNameRefused, MediaTypeRefused

MEDIA_TYPES = (
    "application/pdf",
    "image/jpeg",
    "image/png",
    "text/plain",
    "application/ofd",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
)
"""The types that evidence may have. Whether a file is what it is said to be, nobody looks."""
LONGEST = 120
"""Characters of a name."""


def media_type(declared: str) -> str:
    """Return the type that a sender declares, without its parameters. Raises MediaTypeRefused."""
    found = declared.split(";", 1)[0].strip().lower()
    if found not in MEDIA_TYPES:
        raise MediaTypeRefused(f"Content-Type takes one of: {', '.join(MEDIA_TYPES)}.")
    return found


def file_name(encoded: str) -> str:
    """Return a name that was sent percent-encoded in UTF-8: the last part of a path, without invisible characters.

    Raises FileNameRefused.
    """
    try:
        # A header comes as Latin-1; some senders write UTF-8 as it is.
        name = unquote_to_bytes(encoded.encode("latin-1", "replace")).decode()
    except UnicodeDecodeError:
        raise FileNameRefused("X-File-Name is not UTF-8, percent-encoded.") from None
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    # Cc, Cf, Cs, Co, Cn: control characters, and those that turn the direction of what is shown.
    shown = "".join(c for c in last if unicodedata.category(c)[0] != "C").strip(" .")
    if not shown:
        raise FileNameRefused("X-File-Name is missing: the file's name, percent-encoded in UTF-8.")
    return shown if len(shown) <= LONGEST else _shortened(shown)


def disposition(name: str) -> str:
    """Return the Content-Disposition of a download (RFC 6266, RFC 8187): an attachment, never shown in place."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-_. ") else "_" for c in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _shortened(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    return f"{stem[: LONGEST - len(ending) - 1]}.{ending}" if dot and len(ending) <= 10 else name[:LONGEST]
