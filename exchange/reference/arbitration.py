"""What the reference files on arbitration say: the table of fees, and editions of centres' own rules."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from exchange.reference.table import (
    day,
    optional_day,
    optional_text,
    optional_whole_number,
    read_file,
    text,
    whole_number,
    yes_or_no,
)


@dataclass(frozen=True, slots=True)
class FeeBandRow:
    """A band of a fee table."""

    edition: str
    number: int
    above_fen: int
    up_to_fen: int | None
    least_fen: int | None
    most_fen: int | None
    least_ppm: int | None
    most_ppm: int | None
    source: str
    article: str
    verified: bool


@dataclass(frozen=True, slots=True)
class ArbitrationRulesRow:
    """An edition of rules."""

    code: str
    centre_code: str | None
    expedited_fen: int
    documents_fen: int
    fee_edition: str
    fee_percent: int
    source: str
    verified: bool
    valid_from: date
    valid_until: date | None


_BAND = {
    "edition": text,
    "number": whole_number,
    "above_fen": whole_number,
    "up_to_fen": optional_whole_number,
    "least_fen": optional_whole_number,
    "most_fen": optional_whole_number,
    "least_ppm": optional_whole_number,
    "most_ppm": optional_whole_number,
    "source": text,
    "article": text,
    "verified": yes_or_no,
}
_RULES = {
    "code": text,
    "centre_code": optional_text,
    "expedited_fen": whole_number,
    "documents_fen": whole_number,
    "fee_edition": text,
    "fee_percent": whole_number,
    "source": text,
    "verified": yes_or_no,
    "valid_from": day,
    "valid_until": optional_day,
}


def fee_bands() -> Iterator[FeeBandRow]:
    """Yield the bands of the fee tables. Raises ReferenceFileError for a damaged file."""
    return read_file("arbitration_fee_bands.tsv", FeeBandRow, _BAND)


def arbitration_rules() -> Iterator[ArbitrationRulesRow]:
    """Yield the editions of rules. Raises ReferenceFileError for a damaged file."""
    return read_file("arbitration_rules.tsv", ArbitrationRulesRow, _RULES)
