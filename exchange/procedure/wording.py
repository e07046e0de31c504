"""What somebody writes in a procedure: a statement, reasons."""

from collections.abc import Callable

from exchange.errors import ExchangeError

LONGEST = 2_000
"""Characters of a text."""
Refusal = Callable[[str, str], ExchangeError]
"""(field, message) -> the procedure's own refusal."""


def written(refusal: Refusal, field: str, text: str) -> str:
    """Return a text without the white space around it; raises the refusal for none and for too much."""
    text = text.strip()
    if not 1 <= len(text) <= LONGEST or "\0" in text:
        raise refusal(field, f"It takes 1 to {LONGEST:,} characters.")
    return text


def optional(refusal: Refusal, field: str, text: str | None) -> str | None:
    """Return such a text, or None where there is none."""
    return None if text is None or not text.strip() else written(refusal, field, text)
