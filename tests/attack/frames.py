"""Attacks on a WebSocket: frames that break the framing, messages that break the protocol, floods."""

import json
import struct
from dataclasses import dataclass

TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10
MASK = b"\1\2\3\4"
INIT = '{"type":"connection_init"}'
TYPENAME = {"query": "{ __typename }"}


@dataclass(frozen=True)
class Flood:
    """What is sent once the socket is open, and the codes that it may be closed with; none where it stays open."""

    name: str
    sent: bytes
    codes: tuple[int, ...]


def frame(
    payload: bytes | str, opcode: int = TEXT, *, first: int = 0x80, masked: bool = True, length: int | None = None
) -> bytes:
    """Write a frame. `first` has its FIN and reserved bits, `length` is another than it has."""
    data = payload.encode() if isinstance(payload, str) else payload
    size = len(data) if length is None else length
    bit = 0x80 if masked else 0
    short = struct.pack("!BB", first | opcode, bit | size) if size < 126 else b""
    middle = struct.pack("!BBH", first | opcode, bit | 126, size) if 126 <= size < 65_536 else b""
    long = struct.pack("!BBQ", first | opcode, bit | 127, size) if size >= 65_536 else b""
    mask = (MASK * (len(data) // 4 + 1))[: len(data)]
    hidden = (int.from_bytes(data) ^ int.from_bytes(mask)).to_bytes(len(data)) if data else b""
    return short + middle + long + (MASK + hidden if masked else data)


def message(type_: str, **members: object) -> bytes:
    """Write a message of the protocol as a frame."""
    return frame(json.dumps({"type": type_, **members}))


def subscribe(id_: str, document: str = "subscription { changes { objectId } }") -> bytes:
    """Write the message that begins a subscription."""
    return message("subscribe", id=id_, payload={"query": document})


BEGUN = frame(INIT)
FRAMES: list[Flood] = [
    Flood("an opcode that is none", frame("x", 3), (1002,)),
    Flood("a control opcode that is none", frame("x", 15), (1002,)),
    Flood("reserved bits", frame("x", first=0xF0), (1002,)),
    Flood("a frame without its mask", frame(INIT, masked=False), (1002,)),
    Flood("a ping in two frames", frame("x", PING, first=0), (1002,)),
    Flood("a ping of 126 bytes", frame("x" * 126, PING), (1002,)),
    Flood("a continuation of nothing", frame("x", 0), (1002,)),
    Flood("a message within a message", frame("x", first=0) + frame("y"), (1002,)),
    Flood("a frame of two megabytes", frame(b"x" * 200_000, length=2_000_000), (1009,)),
    Flood("a frame of 2^62 bytes", frame(b"x", length=2**62), (1002, 1009)),
    Flood("a message of a megabyte", frame("x" * 1_000_000), (1009,)),
    Flood("a megabyte in fragments", frame("x" * 70_000, first=0) + frame("x" * 70_000, 0, first=0) * 16, (1009,)),
    Flood("20,000 empty fragments", frame("", first=0) + frame("", 0, first=0) * 20_000 + frame("", 0), (4400,)),
    Flood("text that is no UTF-8", frame(b"\xff\xfe"), (1007,)),
    Flood("bytes", frame(b"\0" * 100, BINARY), (4400,)),
    Flood("a farewell of one byte", frame(b"\0", CLOSE), (1002,)),
    Flood("a farewell with a code nobody may send", frame(struct.pack("!H", 1005), CLOSE), (1002,)),
    Flood("a farewell that is no UTF-8", frame(struct.pack("!H", 1000) + b"\xff", CLOSE), (1002, 1007)),
    Flood("a message that is no JSON", frame("{"), (4400,)),
    Flood("JSON that nests", frame("[" * 30_000), (4400,)),
    Flood("a message without a type", frame("{}"), (4400,)),
    Flood("a type that is none", message("rubbish"), (4400,)),
    Flood("no beginning", subscribe("1"), (4401,)),
    Flood("two beginnings", BEGUN + BEGUN, (4429,)),
    Flood("a token that is rubbish", message("connection_init", payload={"authorization": "Bearer x"}), (4401, 4403)),
    Flood("a token that is a list", message("connection_init", payload={"authorization": ["x"]}), (4400,)),
    Flood("one id twice", BEGUN + subscribe("1") + subscribe("1"), (4409,)),
    Flood("no id", BEGUN + message("subscribe", payload=TYPENAME), (4400,)),
    Flood("an id of 5,000 letters", BEGUN + subscribe("x" * 5_000), (4400,)),
    Flood("a document that is a list", BEGUN + message("subscribe", id="1", payload={"query": []}), (4400,)),
    Flood("a ping that nests", message("ping", payload={"a": json.loads("[" * 400 + "]" * 400)}), (4400,)),
    Flood("300 subscriptions", BEGUN + b"".join(subscribe(str(n)) for n in range(300)), ()),
    Flood("300 bombs", BEGUN + b"".join(subscribe(str(n), "{ " * 500) for n in range(300)), ()),
    Flood("5,000 messages at once", BEGUN + message("ping") * 5_000, (1008,)),
    Flood("20,000 pings", frame("x", PING) * 20_000, ()),
    Flood("900 ends of what never began", message("complete", id="x") * 900, ()),
]
