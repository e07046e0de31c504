"""Prepares a large file in a process of its own, beside the one that has the database.

The ingest starts it: `python -m exchange.entity.aside`, a Task on standard input, packed Prepared on standard output.
It ends when nobody reads what it writes, so also when the ingest was killed.
"""

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, cast

from exchange.entity.preparation import Preparation, Prepared
from exchange.entity.shape import Origin, Shaping
from exchange.submission.leisure import undisturbed
from exchange.submission.reading import Reading
from exchange.submission.refusal import FileDamaged
from exchange.submission.source import Source

_FRAME = 8


@dataclass(frozen=True, slots=True)
class Task:
    """A file whose content has this SHA-256, how it is read, and whence its statements come.

    `raw`: lines are wanted as they came in, too.
    """

    path: Path
    sha256: str
    reading: Reading
    latest: date
    origin: Origin
    raw: bool


@contextmanager
def aside(task: Task) -> Iterator[Iterator[Prepared]]:
    """Start the process and give what it prepares, chunk after chunk; end it when the block is left."""
    command = [sys.executable, "-m", __name__]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:  # noqa: S603 - ourselves
        try:
            sent, received = cast(IO[bytes], process.stdin), cast(IO[bytes], process.stdout)
            # A process that is gone already shows when it is read from.
            with suppress(BrokenPipeError), sent:
                sent.write(pickle.dumps(task))
            yield _received(received)
        finally:
            process.kill()


def _received(stream: IO[bytes]) -> Iterator[Prepared]:
    while True:
        size = int.from_bytes(stream.read(_FRAME), "big")
        packed = stream.read(size)
        if not size or len(packed) < size:
            raise RuntimeError("The process that prepares the file ended before its time; nothing is applied.")
        found = pickle.loads(packed)  # noqa: S301 - of the process that we started
        if found is None:
            return
        if isinstance(found, Exception):
            raise found
        yield found


def main() -> None:
    """Prepare the file of the Task, and end with None or with the exception that it ended by."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    output = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    task: Task = pickle.load(sys.stdin.buffer)  # noqa: S301 - of the process that started us
    try:
        _run(task, lambda found: _send(output, found))
    except BrokenPipeError:
        os._exit(1)


def _run(task: Task, send: Callable[[object], None]) -> None:
    try:
        with undisturbed(), Source(task.path) as source:
            if source.sha256 != task.sha256:
                raise FileDamaged(f"{task.path} is being written to; send it again when it is whole.")
            prepare = Preparation(task.latest, Shaping(task.origin))
            for chunk in task.reading.chunks(source.pieces()):
                prepared = prepare(chunk)
                prepared.done = source.done
                prepared.pack(raw=task.raw)
                send(prepared)
                # Not to be held while the next is read.
                del chunk, prepared
    except BrokenPipeError:
        raise
    except Exception as error:
        send(error)
    else:
        send(None)


def _send(output: IO[bytes], found: object) -> None:
    packed = pickle.dumps(found, pickle.HIGHEST_PROTOCOL)
    output.write(len(packed).to_bytes(_FRAME, "big"))
    output.write(packed)
    output.flush()


if __name__ == "__main__":
    main()
