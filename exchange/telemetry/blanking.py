"""A statement's text as it may be shown: its text constants blanked, for a document's aliases are among them."""

import re
from functools import lru_cache

CONSTANT = re.compile(r"'(?:[^']|'')*'")
BLANK = "'…'"


@lru_cache(maxsize=1_000)
def blanked(sql: str) -> str:
    """Return a statement, or a line of its plan, without its text constants; names and placeholders stay."""
    return CONSTANT.sub(BLANK, sql)
