"""Takes a file in and is killed on the way: `python -m tests.ingest.killed URL FILE BATCH POINT`.

POINT is how many chunks are written before, or `commit`: after the last row, before the transaction ends.
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import event

from exchange.db.engine import connect
from exchange.entity.ingest import Options, ingest_registry


def main(url: str, file: str, batch: str, point: str) -> None:
    """Run until POINT."""
    engine = connect(url)
    chunks = 0

    def written(_done: int, _size: int) -> None:
        nonlocal chunks
        chunks += 1
        if str(chunks) == point:
            die()

    def committing(_connection: Any) -> None:
        if point == "commit":
            die()

    event.listen(engine, "commit", committing)
    rejects = Path(file).with_suffix(".rejects")
    ingest_registry(engine, Path(file), "AIC", batch, options=Options(rejects=rejects), progress=written)


def die() -> None:
    """End as a machine does that loses power: nothing is cleaned up."""
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(*sys.argv[1:])
