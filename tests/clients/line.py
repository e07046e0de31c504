"""Connections to a server whose worker is known: each stays with the worker that took it."""

import ssl
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager

from httpx2 import Client, Limits, Response

ONE = Limits(max_connections=1, max_keepalive_connections=1, keepalive_expiry=None)
TLS = ssl.create_default_context()
"""Made once: a client that makes its own costs more than all its requests."""
WORKERS = 2
TOGETHER = 4
"""Connections opened at the same time, so that no worker is quick enough to take them all."""
SECONDS = 60
"""A worker may still be starting while the other one answers."""


def worker(response: Response) -> str:
    """Return which worker sent an answer of /graphql: its request ids begin alike."""
    return str(response.headers["x-request-id"]).partition("-")[0]


@contextmanager
def each_worker(address: str) -> Iterator[tuple[Client, ...]]:
    """Yield a fresh connection to each of the workers."""
    with many(address, WORKERS) as found:
        yield tuple(dict(found).values())


@contextmanager
def many(address: str, least: int) -> Iterator[list[tuple[str, Client]]]:
    """Yield so many fresh connections, one more where all came to one worker, each with its worker's name."""
    deadline = time.monotonic() + SECONDS
    with ExitStack() as stack, ThreadPoolExecutor(TOGETHER) as pool:
        found: list[tuple[str, Client]] = []
        while len(found) < least or len(dict(found)) < WORKERS:
            assert time.monotonic() < deadline, f"For {SECONDS} s all connections came to one worker."
            opened = [_client(address) for _ in range(TOGETHER)]
            for client, name in zip(opened, pool.map(_name, opened), strict=True):
                # Those of one worker are of no use beyond the number: only the other one's are kept then.
                if len(found) < least or (len(dict(found)) < WORKERS and name not in dict(found)):
                    found.append((name, client))
                    stack.callback(client.close)
                else:
                    client.close()
        yield found


def _client(address: str) -> Client:
    return Client(base_url=address, limits=ONE, verify=TLS, trust_env=False, timeout=30)


def _name(client: Client) -> str:
    return worker(client.post("/graphql", json={"query": "{ __typename }"}))
