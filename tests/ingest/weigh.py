"""Takes a file in and prints its receipt with the peak memory in MB: `python -m tests.ingest.weigh URL FILE`."""

import resource
import sys
from pathlib import Path

import orjson

from exchange.db.engine import connect
from exchange.entity.ingest import ingest_registry


def main(url: str, file: str) -> None:
    """Print the receipt as JSON."""
    receipt = ingest_registry(connect(url), Path(file), "AIC", "weighed")
    # Not getrusage: its figure begins with that of the process this one was forked from.
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    # The second process is counted at its own peak, so the sum is never too low.
    peak = (int(status["VmHWM"].split()[0]) + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024
    sys.stdout.buffer.write(orjson.dumps(receipt.as_json() | {"peak_megabytes": peak}))


if __name__ == "__main__":
    main(*sys.argv[1:])
