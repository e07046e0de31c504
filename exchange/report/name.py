"""A report's own name: its id, and the address that tells whether it is genuine."""

import re
import secrets
from base64 import b32encode

PREFIX = "rpt_"
_ID = re.compile(r"(?:rpt_)?([a-z2-7]{26})", re.ASCII)


def new() -> str:
    """Return an id of 128 random bits, in letters that are easily read aloud."""
    return PREFIX + b32encode(secrets.token_bytes(16)).decode().rstrip("=").lower()


def read(text: str) -> str | None:
    """Return the id that a person or a QR code gives, with or without its prefix; None for what is none."""
    found = _ID.fullmatch(text.strip().lower())
    return PREFIX + found[1] if found else None


def address(issuer: str, id_: str) -> str:
    """Return where a report is verified: short, so that the QR code is coarse and easily read."""
    return f"{issuer}/verify/{id_.removeprefix(PREFIX)}"
