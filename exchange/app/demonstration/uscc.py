"""The codes of made-up entities: right check characters, but a division that GB/T 2260 has never assigned."""

from exchange.entity.uscc import check_character

DIVISION = "000000"
"""Characters 3 to 8 of every code here; no county, city or province has it."""
ORGANISATION = "DEM"
"""How the organisation codes (GB 11714) in them begin."""
_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "0123456789X0"


def uscc(prefix: str, number: int) -> str:
    """Return the code of the made-up entity with a number below 100,000; `prefix` is its department and category."""
    organisation = f"{ORGANISATION}{number:05}"
    total = sum(int(char, 36) * weight for char, weight in zip(organisation, _WEIGHTS, strict=True))
    first = f"{prefix}{DIVISION}{organisation}{_CHECKS[11 - total % 11]}"
    return first + check_character(first)


def lei(number: int) -> str:
    """Return a made-up Legal Entity Identifier with right check digits (ISO 7064 MOD 97-10)."""
    first = f"0000{ORGANISATION}{number:011}"
    rest = 98 - int("".join(str(int(char, 36)) for char in first + "00")) % 97
    return f"{first}{rest:02}"
