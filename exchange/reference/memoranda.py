"""What the reference files say of memoranda: each with its one evidenced edition, its signatories and its measures.

A file's row becomes rows of several tables. What the exchange itself adds (publication, repeal) is in no file, so that
a migration never takes it back.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from exchange.memorandum.department import key
from exchange.reference.table import one_of, optional_text, optional_whole_number, read_file, text, whole_number

SEPARATOR = ";"
FIRST = 1
"""The number of the one edition that the files know of each memorandum."""


@dataclass(frozen=True, slots=True)
class MemorandumRow:
    """A memorandum; null is not evidenced."""

    code: str
    title: str
    kind: str
    document_number: str | None
    year: int | None
    dated: str | None
    subject: str | None
    list_code: str | None
    departments_stated: int | None
    measures_stated: int | None
    supersedes_code: str | None
    source: str


@dataclass(frozen=True, slots=True)
class EditionRow:
    """An edition. The day from which it applied is evidenced for none."""

    id: str
    memorandum_code: str
    edition: int
    source: str


@dataclass(frozen=True, slots=True)
class DepartmentOfEditionRow:
    """A department that led or signed an edition."""

    edition_id: str
    position: int
    department: str
    department_key: str


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure; null is not evidenced."""

    id: str
    edition_id: str
    number: int
    content: str
    clause: str | None


@dataclass(frozen=True, slots=True)
class DepartmentOfMeasureRow:
    """A department that a measure names."""

    measure_id: str
    position: int
    department: str
    department_key: str


@dataclass(frozen=True, slots=True)
class _Led:
    memorandum: MemorandumRow
    leads: str | None


@dataclass(frozen=True, slots=True)
class _Named:
    measure: MeasureRow
    departments: str | None


_MEMORANDUM = {
    "code": text,
    "title": text,
    "kind": one_of("DISCIPLINE", "INCENTIVE", "BOTH"),
    "document_number": optional_text,
    "year": optional_whole_number,
    "dated": optional_text,
    "subject": optional_text,
    "list_code": optional_text,
    "departments_stated": optional_whole_number,
    "measures_stated": optional_whole_number,
    "supersedes_code": optional_text,
    "leads": optional_text,
    "source": text,
}
_SIGNATORY = {"memorandum_code": text, "position": whole_number, "department": text}
_MEASURE = {
    "memorandum_code": text,
    "number": whole_number,
    "content": text,
    "clause": optional_text,
    "departments": optional_text,
}


def memoranda() -> Iterator[MemorandumRow]:
    """Yield the memoranda, one that supersedes another behind it. Raises ReferenceFileError for a damaged file."""
    return (row.memorandum for row in _led())


def editions() -> Iterator[EditionRow]:
    """Yield each memorandum's edition."""
    for memorandum in memoranda():
        yield EditionRow(edition_id(memorandum.code), memorandum.code, FIRST, memorandum.source)


def leads() -> Iterator[DepartmentOfEditionRow]:
    """Yield the departments that led, in the documents' order."""
    for row in _led():
        for position, name in enumerate(_names(row.leads), 1):
            yield DepartmentOfEditionRow(edition_id(row.memorandum.code), position, name, key(name))


def signatories() -> Iterator[DepartmentOfEditionRow]:
    """Yield the departments that signed, as far as that is evidenced. Raises ReferenceFileError for a damaged file."""
    return read_file("memorandum_signatories.tsv", _signatory, _SIGNATORY)


def measures() -> Iterator[MeasureRow]:
    """Yield the measures, as far as they are evidenced. Raises ReferenceFileError for a damaged file."""
    return (row.measure for row in _named())


def measure_departments() -> Iterator[DepartmentOfMeasureRow]:
    """Yield the departments that measures name."""
    for row in _named():
        for position, name in enumerate(_names(row.departments), 1):
            yield DepartmentOfMeasureRow(row.measure.id, position, name, key(name))


def edition_id(memorandum_code: str, edition: int = FIRST) -> str:
    """Return the id of a memorandum's edition."""
    return f"edn_{memorandum_code}.{edition}"


def measure_id(edition: str, number: int) -> str:
    """Return the id of an edition's measure."""
    return f"msr_{edition.removeprefix('edn_')}.{number}"


def _led() -> Iterator[_Led]:
    return read_file("memoranda.tsv", lambda leads, **row: _Led(MemorandumRow(**row), leads), _MEMORANDUM)


def _named() -> Iterator[_Named]:
    return read_file("memorandum_measures.tsv", _measure, _MEASURE)


def _measure(*, memorandum_code: str, number: int, departments: str | None, **row: str) -> _Named:
    edition = edition_id(memorandum_code)
    return _Named(MeasureRow(measure_id(edition, number), edition, number, row["content"], row["clause"]), departments)


def _signatory(*, memorandum_code: str, position: int, department: str) -> DepartmentOfEditionRow:
    return DepartmentOfEditionRow(edition_id(memorandum_code), position, department, key(department))


def _names(cell: str | None) -> list[str]:
    return cell.split(SEPARATOR) if cell else []
