"""Addresses and hosts: paths that leave theirs, hosts that are poisoned, documents in an address."""

from tests.attack.attack import Attack, request

EVIL = "evil.example"
HOST = b"host: evil.example\r\nx-forwarded-host: evil.example\r\nforwarded: host=evil.example\r\n"
POISONED = (
    "/.well-known/oauth-authorization-server",
    "/.well-known/oauth-protected-resource",
    "/.well-known/oauth-protected-resource/graphql",
    "/session/start",
    "/session",
    "/sign-in",
    "/",
    "/reports/public/91990000MA00000008",
    "/verify/rpt_1",
    "/verify/keys",
    "/verify",
    "/readyz",
    "/session/start/",
    "/schema.graphql/",
)

ADDRESSES: list[Attack] = [
    *(
        request(
            f"a poisoned host for {path}", f"GET {path}", 200, 303, 307, 400, 401, 403, 404, host=HOST, never=(EVIL,)
        )
        for path in POISONED
    ),
    request("no host", "GET /healthz", 400, host=b""),
    request("two hosts", "GET /healthz", 400, host=b"host: a\r\nhost: b\r\n"),
    request("a host of rubbish", "GET /session/start", 303, 400, host=b"host: a/b?c#d@e:f\r\n", never=("a/b?c",)),
    request("an absolute address", "GET http://evil.example/session/start", 303, 400, 404, never=(EVIL,)),
    request("a proxy's request", "CONNECT evil.example:443", 400, 404, 405),
    request("an asterisk", "OPTIONS *", 200, 400, 404, 405),
    request("two slashes", "GET //graphql?query=%7B__typename%7D", 404),
    request("two slashes and a host", "GET //evil.example/%2e%2e", 404, 400, never=("location: //",)),
    request("a slash at the end", "POST /graphql/", 404, body=b"{}"),
    request("out of the folder", "GET /static/../../../../etc/passwd", 400, 404, never=("root:",)),
    request("out of the folder, encoded", "GET /static/%2e%2e%2f%2e%2e%2fetc%2fpasswd", 400, 404, never=("root:",)),
    request("out of the folder, encoded twice", "GET /static/%252e%252e%252fetc%252fpasswd", 404),
    request("a NUL in the path", "GET /reports/public/%00.pdf", 400, 404),
    request("bytes that are no UTF-8 in the path", "GET /reports/public/%ff%fe.html", 400, 404),
    request("raw bytes in the path", b"GET /reports/\xff\xfe", 400, 404),
    request("half an escape", "GET /graphql?query=%", 200, 400),
    request("escapes that are none", "GET /graphql?query=%zz%u1234", 200, 400),
    request("bytes that are no UTF-8 in the query", "GET /graphql?query=%ff%fe", 400),
    request("a query of 30,000 bytes", f"GET /graphql?query={'x' * 30_000}", 200),
    request("a query of 100,000 bytes", f"GET /graphql?query={'x' * 100_000}", 414, 431),
    request("5,000 parameters", f"GET /graphql?{'a=1&' * 5_000}", 400),
    request("a parameter twice", "GET /graphql?query=%7B&query=%7B__typename%7D", 200),
    request("a query of no parameters", "GET /graphql?&&&&==&=", 400),
    request("variables that nest", f"GET /graphql?query=%7B__typename%7D&variables={'%5B' * 4_000}", 400),
    request("a fragment", "GET /graphql#x", 400, 404),
    request("a code of a report that is huge", f"GET /reports/public/{'9' * 15_000}.html", 400, 404),
    request(
        "markup in the code of a report",
        "GET /reports/public/%3Cscript%3E.html",
        400,
        404,
        heads=b"accept: text/html\r\n",
        never=("<script>",),
    ),
    request(
        "a line break for a header",
        "GET /session/start?next=%0d%0aset-cookie:%20a=b",
        200,
        303,
        400,
        never=("\r\nset-cookie: a=b",),
    ),
    request(
        "another site to return to", "GET /session/start?next=//evil.example", 303, 400, never=(f"location: //{EVIL}",)
    ),
    request("a callback that nobody began", "GET /session/callback?code=x&state=y", 400, 404),
    request(
        "a form of another site",
        "POST /session/end",
        400,
        401,
        403,
        body=b"a=b",
        heads=b"origin: https://evil.example\r\ncontent-type: application/x-www-form-urlencoded\r\n",
    ),
    request(
        "a sign-in with 200 fields",
        "POST /sign-in",
        400,
        403,
        404,
        413,
        body=b"a=b&" * 200,
        heads=b"content-type: application/x-www-form-urlencoded\r\n",
    ),
    request(
        "a sign-in of a megabyte",
        "POST /sign-in",
        400,
        403,
        404,
        413,
        body=b"a=" + b"b" * 1_000_000,
        heads=b"content-type: application/x-www-form-urlencoded\r\n",
    ),
]
