"""A line to a server, byte by byte: what a library would never send, and what comes back for it."""

import base64
import os
import socket
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException, HTTPResponse
from typing import NamedTuple

PATIENCE = 10.0
UPGRADE = (
    "GET /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\nupgrade: websocket\r\nconnection: upgrade\r\n"
    "sec-websocket-key: {key}\r\nsec-websocket-version: 13\r\nsec-websocket-protocol: {protocol}\r\n{more}\r\n"
)


class Answer(NamedTuple):
    """An answer: its status, 0 where there was none; its headers and body as one text; after how many seconds."""

    status: int
    text: str
    seconds: float


@contextmanager
def line(port: int) -> Iterator[socket.socket]:
    """Open a connection."""
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as opened:
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        yield opened


def answered(port: int, sent: bytes) -> Answer:
    """Send bytes on a line of their own and read the first answer."""
    with line(port) as opened:
        began = time.perf_counter()
        _send(opened, sent)
        status, text = read(opened, sent.partition(b" ")[0].decode("latin-1"))
        return Answer(status, text, time.perf_counter() - began)


def read(opened: socket.socket, method: str = "GET") -> tuple[int, str]:
    """Read one answer; its status is 0 where the connection ends without one."""
    response = HTTPResponse(opened, method=method)
    try:
        response.begin()
        body = response.read()
    except (HTTPException, OSError):
        return 0, ""
    head = "".join(f"{name.lower()}: {value}\r\n" for name, value in response.getheaders())
    return response.status, f"\r\n{head}\r\n{body.decode('utf-8', 'replace')}"


def opened_socket(opened: socket.socket, protocol: str = "graphql-transport-ws", more: str = "") -> int:
    """Ask for a WebSocket on the line; return the status of the answer, which is 101 where it is open."""
    key = base64.b64encode(os.urandom(16)).decode()
    opened.sendall(UPGRADE.format(key=key, protocol=protocol, more=more).encode())
    head = b""
    while b"\r\n\r\n" not in head and (byte := opened.recv(1)):
        head += byte
    return int(head.split(b" ")[1]) if head else 0


def flooded(opened: socket.socket, sent: bytes, quiet: float) -> int | None:
    """Send frames on an open WebSocket; return the code that it is closed with, None where it stays open that long."""
    _send(opened, sent)
    opened.settimeout(quiet)
    try:
        return _code(opened)
    except TimeoutError:
        return None
    except OSError:
        return 0


def _code(opened: socket.socket) -> int:
    while True:
        first, second = _exactly(opened, 2)
        size = second & 0x7F
        if size == 126:
            (size,) = struct.unpack("!H", _exactly(opened, 2))
        elif size == 127:
            (size,) = struct.unpack("!Q", _exactly(opened, 8))
        payload = _exactly(opened, size)
        if first & 0x0F == 8:
            return int(struct.unpack("!H", payload[:2])[0]) if payload else 1005


def _exactly(opened: socket.socket, count: int) -> bytes:
    found = b""
    while len(found) < count:
        more = opened.recv(count - len(found))
        if not more:
            raise ConnectionError("The connection ended without a farewell.")
        found += more
    return found


def _send(opened: socket.socket, sent: bytes) -> None:
    """Send what is taken: a server may answer, and end, before it has read everything."""
    try:
        opened.sendall(sent)
    except OSError:
        return
