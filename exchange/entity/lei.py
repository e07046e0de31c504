"""Whether a Legal Entity Identifier can be right (ISO 17442)."""

import re

_FORM = re.compile(r"[0-9A-Z]{18}\d\d")


def is_valid(lei: str) -> bool:
    """Return whether it has 18 digits or capital letters and the two check digits of ISO 7064 MOD 97-10."""
    return _FORM.fullmatch(lei) is not None and int("".join(str(int(char, 36)) for char in lei)) % 97 == 1
