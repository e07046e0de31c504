"""The legal caps on rates of the reference file, row by row; `exchange migrate` writes them to the table."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from exchange.product.kind import ProductKind
from exchange.reference.table import day, one_of, optional_day, read_file, text, whole_number, yes_or_no


@dataclass(frozen=True, slots=True)
class RateCapRow:
    """The highest rate of a kind of product, in millionths a year, in force from and until the days named."""

    code: str
    kind: str
    rate_ppm: int
    source: str
    article: str
    verified: bool
    valid_from: date
    valid_until: date | None


_CAP = {
    "code": text,
    "kind": one_of(*ProductKind),
    "rate_ppm": whole_number,
    "source": text,
    "article": text,
    "verified": yes_or_no,
    "valid_from": day,
    "valid_until": optional_day,
}


def rate_caps() -> Iterator[RateCapRow]:
    """Yield the legal caps. Raises ReferenceFileError for a damaged file."""
    return read_file("rate_caps.tsv", RateCapRow, _CAP)
