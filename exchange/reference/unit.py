"""How a unit of registered capital is looked up, however a clerk bracketed and spaced it."""

import re
from unicodedata import normalize

_BRACKETS_AND_SPACE = re.compile(r"[\s()\[\]{}【】〔〕]+")


def unit_key(spelling: str) -> str:
    """Return the spelling as capital_units writes it: Unicode NFKC, without brackets and white space."""
    return _BRACKETS_AND_SPACE.sub("", normalize("NFKC", spelling))
