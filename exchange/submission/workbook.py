"""An Excel workbook as a table: its first sheet, read by a process that can't take the exchange down with it."""

import json
import subprocess
import sys
from pathlib import Path

from exchange.submission.refusal import WorkbookRefused

MAGIC = b"PK\x03\x04"
SECONDS = 300


def as_table(path: Path, table: Path) -> int:
    """Write the first sheet as CSV in UTF-8, its lines at the sheet's own numbers; return how many sheets there are.

    Raises WorkbookRefused for what is damaged, too large once unpacked, or no plain workbook.
    """
    command = [sys.executable, "-m", "exchange.submission.workbook_reader", str(path), str(table)]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=SECONDS)  # noqa: S603 - ourselves
    except subprocess.TimeoutExpired:
        raise WorkbookRefused("The workbook takes too long to be read: send CSV, or fewer lines.") from None
    if done.returncode:
        raise WorkbookRefused("The workbook takes too much to be read: send CSV, or fewer lines.")
    answer = json.loads(done.stdout)
    if "refused" in answer:
        raise WorkbookRefused(f"The workbook can't be taken: {answer['refused']}.")
    return int(answer["sheets"])
