"""Headers and framing: what two readers of one request might read differently, and what is too long to be read."""

from tests.attack.attack import HOST, Attack, request

BODY = b'{"query":"{ __typename }"}'
JSON = b"content-type: application/json\r\n"
CHUNKED = b"transfer-encoding: chunked\r\n"
CHUNKS = b"%x\r\n%b\r\n0\r\n\r\n" % (len(BODY), BODY)


def framed(name: str, heads: bytes, body: bytes, *statuses: int) -> Attack:
    """Return a request for /graphql whose headers say themselves how long its body is."""
    return Attack(name, b"POST /graphql HTTP/1.1\r\n" + HOST + JSON + heads + b"\r\n" + body, statuses)


def head(name: str, heads: bytes, *statuses: int) -> Attack:
    """Return a small query with these headers."""
    return request(name, "GET /graphql?query=%7B__typename%7D", *statuses, heads=heads)


HEADS: list[Attack] = [
    framed("two lengths", b"content-length: 26\r\ncontent-length: 27\r\n", BODY, 400),
    framed("two lengths in one header", b"content-length: 26, 27\r\n", BODY, 400),
    framed("a length below zero", b"content-length: -1\r\n", BODY, 400),
    framed("a length of letters", b"content-length: 0x1a\r\n", BODY, 400),
    framed("a length past all numbers", b"content-length: 99999999999999999999999\r\n", BODY, 400),
    framed("a length of a terabyte", b"content-length: 1099511627776\r\n", BODY * 4_000, 413),
    framed("a length and chunks", b"content-length: 26\r\n" + CHUNKED, CHUNKS, 400),
    framed("chunks and a length", CHUNKED + b"content-length: 5\r\n", CHUNKS, 400),
    framed("two transfer encodings", CHUNKED + b"transfer-encoding: identity\r\n", CHUNKS, 400),
    framed("a transfer encoding that is none", b"transfer-encoding: xchunked\r\n", CHUNKS, 400),
    framed("a transfer encoding with a tab", b"transfer-encoding:\tchunked\r\n", CHUNKS, 200, 400),
    framed("a transfer encoding behind a blank", b"transfer-encoding : chunked\r\n", CHUNKS, 400),
    framed("a chunk of letters", CHUNKED, b"zz\r\n" + BODY, 400),
    framed("a chunk below zero", CHUNKED, b"-1\r\n" + BODY, 400),
    framed("a chunk past all numbers", CHUNKED, b"fffffffffffffffffffff\r\n" + BODY, 400),
    framed("a chunk longer than it says", CHUNKED, b"5\r\n" + BODY + b"\r\n0\r\n\r\n", 400),
    framed(
        "a chunk with 40,000 bytes of extensions",
        CHUNKED,
        b"1a;" + b"x" * 40_000 + b"\r\n" + BODY + b"\r\n0\r\n\r\n",
        200,
        400,
    ),
    framed("30,000 chunks of a byte", CHUNKED, b"1\r\n \r\n" * 30_000 + b"0\r\n\r\n", 400),
    framed("chunks with 3,000 trailers", CHUNKED, CHUNKS[:-2] + b"x: y\r\n" * 3_000 + b"\r\n", 200, 400, 431),
    framed("a body to be continued", b"expect: 100-continue\r\ncontent-length: 26\r\n", BODY, 200),
    framed("an expectation nobody meets", b"expect: a miracle\r\ncontent-length: 26\r\n", BODY, 200, 417),
    head("a header of 64 KiB", b"x: " + b"y" * 65_536 + b"\r\n", 431),
    head("a header of 400 KiB", b"x: " + b"y" * 400_000 + b"\r\n", 431),
    head("10,000 headers", b"x: y\r\n" * 10_000, 431),
    head("a name of a header of 64 KiB", b"y" * 65_536 + b": x\r\n", 400, 431),
    head("a header that is folded", b"x: a\r\n b\r\n", 400),
    head("a line feed alone", b"x: a\nauthorization: b\r\n", 200, 400, 401),
    head("a carriage return alone", b"x: a\rauthorization: b\r\n", 400),
    head("a NUL in a header", b"x: a\0b\r\n", 400),
    head("a header without a colon", b"nothing\r\n", 400),
    head("a header without a name", b": nothing\r\n", 400),
    head("a blank before the colon", b"x : y\r\n", 400),
    head("latin letters in a header", b"authorization: Bearer \xe9\xff\r\n", 400, 401),
    head("two tokens", b"authorization: Bearer a\r\nauthorization: Bearer b\r\n", 400, 401),
    head("two proofs", b"authorization: DPoP a\r\ndpop: a\r\ndpop: b\r\n", 400, 401),
    head("10,000 cookies", b"cookie: " + b"a=b; " * 6_000 + b"\r\n", 200, 401),
    head("a session's cookie of rubbish", b"cookie: __Host-session=%00%ff; session=\x80\r\n", 200, 401, 403),
    head("an upgrade to HTTP/2", b"connection: upgrade, http2-settings\r\nupgrade: h2c\r\nhttp2-settings: x\r\n", 200),
    head("an upgrade to a WebSocket that isn't one", b"connection: upgrade\r\nupgrade: websocket\r\n", 400, 426),
    head("ranges", b"range: bytes=" + b"0-1," * 2_000 + b"\r\n", 200),
    Attack("HTTP/2 itself", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", (400, 505)),
    Attack("HTTP/0.9", b"GET /graphql\r\n\r\n", (400, 505)),
    Attack("HTTP/9.9", b"GET /healthz HTTP/9.9\r\nhost: a\r\n\r\n", (400, 505)),
    Attack("TLS", bytes.fromhex("16030100c8010000c40303") + b"\0" * 200, (400,)),
    Attack("bytes", bytes(range(256)) * 40, (400,)),
    Attack("a request line that doesn't end", b"GET /" + b"a" * 400_000, (400, 414, 431)),
    Attack("a head that doesn't end", b"GET / HTTP/1.1\r\n" + HOST + b"a: b\r\n" * 20_000, (431,)),
]
