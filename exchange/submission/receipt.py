"""The receipt of a batch: what became of each of its lines."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from exchange.submission.chunk import Remark, quoted

SHOWN = 10_000
"""Rejections that a receipt lists; the table submission_remark and the file of rejected lines hold all."""
FIRST_LINES = 5
NOTES = 50


@dataclass(slots=True)
class Repaired:
    """How often one kind of repair was made, and on which lines first."""

    code: str
    count: int = 0
    first_lines: list[int] = field(default_factory=list)
    example: str = ""


@dataclass(slots=True)
class Receipt:
    """read = accepted + changed + unchanged + rejected; `repaired` counts lines among the first three."""

    supplier: str
    batch: str
    sha256: str
    submission: int | None = None
    committed: bool = False
    replayed: bool = False
    read: int = 0
    accepted: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    repaired: int = 0
    rejections: list[Remark] = field(default_factory=list)
    repairs: dict[str, Repaired] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def count(self, accepted: int, changed: int, unchanged: int) -> None:
        """Count lines that were applied."""
        self.accepted += accepted
        self.changed += changed
        self.unchanged += unchanged
        self.read += accepted + changed + unchanged

    def reject(self, remarks: Iterable[Remark]) -> None:
        """Count a line that was rejected, for one reason or several."""
        self.read += 1
        self.rejected += 1
        if len(self.rejections) < SHOWN:
            self.rejections.extend(remarks)

    def repair(self, remarks: Iterable[Remark], lines: int) -> None:
        """Count lines that were repaired, and sum up how."""
        self.repaired += lines
        for line, _, code, message in remarks:
            kind = self.repairs.setdefault(code, Repaired(code, example=message))
            kind.count += 1
            if len(kind.first_lines) < FIRST_LINES:
                kind.first_lines.append(line)

    def note(self, unknown: Iterable[str]) -> None:
        """Note heads of columns that were left aside because nobody knows them."""
        for head in unknown:
            note = f"The column {quoted(head)} is unknown and was left aside."
            if note not in self.notes and len(self.notes) < NOTES:
                self.notes.append(note)

    def counts(self) -> Mapping[str, int]:
        """Return the six counts by name."""
        names = ("read", "accepted", "changed", "unchanged", "rejected", "repaired")
        return {name: getattr(self, name) for name in names}

    def as_json(self) -> dict[str, Any]:
        """Return the receipt as it is printed and served."""
        right = self.read - self.rejected
        return {
            "submission": self.submission,
            "supplier": self.supplier,
            "batch": self.batch,
            "sha256": self.sha256,
            "committed": self.committed,
            "replayed": self.replayed,
            **self.counts(),
            "lines": {
                "as_received": right - self.repaired,
                "repaired": self.repaired,
                "rejected": self.rejected,
            },
            "rejections": [remark._asdict() for remark in self.rejections],
            "repairs": [asdict(kind) for kind in self.repairs.values()],
            "notes": self.notes,
        }
