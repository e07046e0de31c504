"""The load: keep-alive connections that each send the next request when the last one is answered.

Run as a process of its own: python -m benchmarks.load PORT CONNECTIONS SECONDS [TOKEN] < bodies (one JSON a line).
With DPOP_PROOFS=FILE in the environment each request takes the next proof of that file, and the load ends with them;
with LOAD_WAITS=SECONDS it begins so long after its requests are ready.
"""

import asyncio
import json
import os
import sys
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
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
        request = next(self.requests, None)
        if request is None:
            self.transport.close()
            return
        self.sent = time.perf_counter()
        self.transport.write(request)

    def data_received(self, data: bytes) -> None:
        self.buffer = self.buffer + data if self.buffer else data
        if not complete(self.buffer):
            return
        self.latencies.append(time.perf_counter() - self.sent)
        if failed := failure(self.buffer):
            self.failed.append(failed)
        self.buffer = b""
        if time.perf_counter() < self.until:
            self.send()
        else:
            self.transport.close()

    def connection_lost(self, _error: Any) -> None:
        self.done.set_result(None)


async def loaded(port: int, connections: int, seconds: float, requests: Iterator[bytes]) -> dict[str, Any]:
    """Return requests a second and the percentiles of the latency in milliseconds."""
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
        "count": len(latencies),
        "rate": len(latencies) / took,
        "p50": at(latencies, 0.5),
        "p95": at(latencies, 0.95),
        "p99": at(latencies, 0.99),
        "failed": len(failed),
        "first_failure": failed[0].decode(errors="replace") if failed else "",
    }


def written(bodies: list[bytes], token: str = "", proofs: list[str] | None = None, *, once: bool = False) -> Any:
    """Return the requests, without end unless each is to be sent once or takes a proof."""
    scheme = "DPoP" if proofs else "Bearer"
    bearer = f"authorization: {scheme} {token}\r\n".encode() if token else b""
    head = b"POST /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n" + bearer
    if proofs:
        pairs = zip(proofs, cycle(bodies), strict=False)
        made = [b"%bdpop: %b\r\ncontent-length: %d\r\n\r\n%b" % (head, p.encode(), len(b), b) for p, b in pairs]
        return iter(made)
    requests = [b"%bcontent-length: %d\r\n\r\n%b" % (head, len(body), body) for body in bodies]
    return iter(requests) if once else cycle(requests)


def complete(response: bytes) -> bool:
    """Tell whether all of a response has come."""
    end = response.find(b"\r\n\r\n")
    if end < 0:
        return False
    start = response[:end].lower().index(b"content-length: ") + 16
    return len(response) >= end + 4 + int(response[start : response.index(b"\r", start)])


def failure(response: bytes) -> bytes:
    """Return the beginning of a response without data or with another status than 200; nothing of one that has them."""
    end = response.find(b"\r\n\r\n")
    if response[9:12] == b"200" and response[end + 4 : end + 13] == b'{"data":{':
        return b""
    return response[: end + 300]


def at(latencies: list[float], share: float) -> float:
    """Return a percentile in milliseconds."""
    return round(latencies[min(int(len(latencies) * share), len(latencies) - 1)] * 1000, 2)


if __name__ == "__main__":
    port, connections, seconds = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    file = os.environ.get("DPOP_PROOFS")
    proofs = Path(file).read_text(encoding="ascii").split() if file else None
    bodies, token = sys.stdin.buffer.read().splitlines(), "".join(sys.argv[4:5])
    requests = written(bodies, token, proofs, once="LOAD_ONCE" in os.environ)
    time.sleep(float(os.environ.get("LOAD_WAITS", "0")))
    print(json.dumps(uvloop.run(loaded(port, connections, seconds, requests))))
