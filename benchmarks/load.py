"""The load: keep-alive connections that each send the next request when the last one is answered.

Run as a process of its own: python -m benchmarks.load PORT CONNECTIONS SECONDS [TOKEN] < bodies (one JSON a line).
"""

import asyncio
import json
import sys
import time
from itertools import cycle
from typing import Any

import uvloop


class Client(asyncio.Protocol):
    """One connection."""

    def __init__(self, requests: Any, latencies: list[float], failed: list[bytes], until: float) -> None:
        self.requests, self.latencies, self.failed, self.until = requests, latencies, failed, until
        self.done = asyncio.get_running_loop().create_future()
        self.buffer = b""

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        self.send()

    def send(self) -> None:
        self.sent = time.perf_counter()
        self.transport.write(next(self.requests))

    def data_received(self, data: bytes) -> None:
        self.buffer = self.buffer + data if self.buffer else data
        end = self.buffer.find(b"\r\n\r\n")
        if end < 0:
            return
        start = self.buffer.lower().index(b"content-length: ") + 16
        length = int(self.buffer[start : self.buffer.index(b"\r", start)])
        if len(self.buffer) < end + 4 + length:
            return
        self.latencies.append(time.perf_counter() - self.sent)
        if self.buffer[9:12] != b"200" or self.buffer[end + 4 : end + 13] != b'{"data":{':
            self.failed.append(self.buffer[: end + 300])
        self.buffer = b""
        if time.perf_counter() < self.until:
            self.send()
        else:
            self.transport.close()

    def connection_lost(self, _error: Any) -> None:
        self.done.set_result(None)


async def loaded(port: int, connections: int, seconds: float, bodies: list[bytes], token: str = "") -> dict[str, Any]:
    """Return requests a second and the percentiles of the latency in milliseconds."""
    bearer = f"authorization: Bearer {token}\r\n".encode() if token else b""
    head = b"POST /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n"
    requests = cycle([b"%b%bcontent-length: %d\r\n\r\n%b" % (head, bearer, len(body), body) for body in bodies])
    latencies: list[float] = []
    failed: list[bytes] = []
    loop = asyncio.get_running_loop()
    started = time.perf_counter()
    clients = [
        (
            await loop.create_connection(
                lambda: Client(requests, latencies, failed, started + seconds), "127.0.0.1", port
            )
        )[1]
        for _ in range(connections)
    ]
    await asyncio.gather(*(client.done for client in clients))
    took = time.perf_counter() - started
    latencies.sort()
    return {
        "rate": len(latencies) / took,
        "p50": _at(latencies, 0.5),
        "p95": _at(latencies, 0.95),
        "p99": _at(latencies, 0.99),
        "failed": len(failed),
        "first_failure": failed[0].decode(errors="replace") if failed else "",
    }


def _at(latencies: list[float], share: float) -> float:
    """Return a percentile in milliseconds."""
    return round(latencies[min(int(len(latencies) * share), len(latencies) - 1)] * 1000, 2)


if __name__ == "__main__":
    port, connections, seconds = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    bodies = sys.stdin.buffer.read().splitlines()
    print(json.dumps(uvloop.run(loaded(port, connections, seconds, bodies, *sys.argv[4:]))))
