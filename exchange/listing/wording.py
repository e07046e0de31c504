"""The texts of lists and entries: how long each may be."""

from exchange.listing.refusal import EntryRefused

LONGEST = 2_000
"""Characters of facts, notices, pleas and reasons."""
TITLE = 200
"""Characters of a document's title or number, a name, a key."""


def written(field: str, text: str | None, longest: int = LONGEST, path: tuple[str, ...] | None = None) -> str:
    """Return a text without the white space around it. Raises EntryRefused for an empty or a long one."""
    stripped = (text or "").strip()
    if not 1 <= len(stripped) <= longest or "\0" in stripped:
        raise EntryRefused(field, f"It takes 1 to {longest:,} characters.", path)
    return stripped
