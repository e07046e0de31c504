"""A load at a steady rate: each request is due at its time, and its latency counts from then on, sent or not.

Run as a process of its own: python -m benchmarks.paced PORT CONNECTIONS SECONDS RATE < requests, one JSON a line with
`token` and `body`; they are sent in turn, again from the first after the last.
"""

import asyncio
import json
import sys
from collections import deque
from collections.abc import Iterator
from itertools import cycle
from typing import Any

import uvloop

from benchmarks.load import at, complete, failure, written

TICK_SECONDS = 0.001


class Load:
    """The connections that are free, the requests that wait for one, and what came of the others."""

    def __init__(self, requests: Iterator[bytes]) -> None:
        self.requests = requests
        self.free: list[Line] = []
        self.due: deque[float] = deque()
        self.latencies: list[float] = []
        self.failed: list[bytes] = []
        self.clock = asyncio.get_running_loop().time

    def send(self) -> None:
        """Send what is due on the connections that are free."""
        while self.due and self.free:
            self.free.pop().send(self.due.popleft(), next(self.requests))


class Line(asyncio.Protocol):
    """One connection."""

    def __init__(self, load: Load) -> None:
        self.load, self.buffer, self.due = load, b"", 0.0

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        self.load.free.append(self)

    def send(self, due: float, request: bytes) -> None:
        self.due = due
        self.transport.write(request)

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        if not complete(self.buffer):
            return
        self.load.latencies.append(self.load.clock() - self.due)
        if failed := failure(self.buffer):
            self.load.failed.append(failed)
        self.buffer = b""
        self.load.free.append(self)
        self.load.send()


async def paced(port: int, connections: int, seconds: float, rate: float, requests: Iterator[bytes]) -> dict[str, Any]:
    """Return how many were answered, how many failed, and the latency's percentiles in milliseconds."""
    load = Load(requests)
    loop = asyncio.get_running_loop()
    for _ in range(connections):
        await loop.create_connection(lambda: Line(load), "127.0.0.1", port)
    began = loop.time()
    for number in range(int(rate * seconds)):
        while (wait := began + number / rate - loop.time()) > 0:
            load.send()
            await asyncio.sleep(max(wait, TICK_SECONDS))
        load.due.append(began + number / rate)
    while load.due or len(load.free) < connections:
        load.send()
        await asyncio.sleep(TICK_SECONDS)
    latencies = sorted(load.latencies)
    shown = {name: at(latencies, share) for name, share in (("p50", 0.5), ("p99", 0.99), ("p999", 0.999))}
    first = load.failed[0].decode(errors="replace") if load.failed else ""
    return {"count": len(latencies), "failed": len(load.failed), "first_failure": first, **shown}


if __name__ == "__main__":
    port, connections, seconds, rate = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), float(sys.argv[4])
    given = [json.loads(line) for line in sys.stdin.buffer]
    requests = cycle([next(written([json.dumps(one["body"]).encode()], one["token"])) for one in given])
    print(json.dumps(uvloop.run(paced(port, connections, seconds, rate, requests))))
