"""Tokens, assertions and proofs that nobody signed, wherever they are taken; uploads without any."""

import base64
import json
from typing import Any
from urllib.parse import urlencode

from tests.attack.attack import Attack, request

FORM = b"content-type: application/x-www-form-urlencoded\r\n"
BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
ES256 = {"alg": "ES256", "typ": "at+jwt", "kid": "x"}
CLAIMS = {"iss": "x", "sub": "x", "aud": "http://127.0.0.1:8000", "exp": 9e99, "jti": "x"}
NESTED = b'{"a":' * 1_000 + b"1" + b"}" * 1_000
DEFENDED = (400, 401, 413)


def part(value: Any) -> str:
    """Write a part of a token."""
    text = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(text).rstrip(b"=").decode()


def token(head: Any, claims: Any = CLAIMS, signature: str = "x" * 86) -> str:
    """Write a token with a signature that nobody made."""
    return f"{part(head)}.{part(claims)}.{signature}"


TOKENS = {
    "no algorithm": token({"alg": "none", "typ": "at+jwt"}, signature=""),
    "a shared secret's algorithm": token({"alg": "HS256", "typ": "at+jwt"}),
    "a signature of nobody": token(ES256),
    "a key of its own": token({**ES256, "jwk": {"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}}),
    "a key at another address": token({**ES256, "jku": "http://127.0.0.1:1/keys", "x5u": "file:///etc/passwd"}),
    "critical extensions": token({**ES256, "crit": ["b64"], "b64": False}),
    "a header that nests": token(NESTED),
    "a header that is a list": token([1]),
    "a header that is text": token("x"),
    "an algorithm that is a list": token({"alg": ["ES256"]}),
    "a kid that is an object": token({**ES256, "kid": {"a": 1}}),
    "a kid with a quote": token({**ES256, "kid": "' OR 1=1 --\0"}),
    "claims that nest": token(ES256, NESTED),
    "claims that are no object": token(ES256, [1]),
    "times past all numbers": token(ES256, b'{"exp":' + b"9" * 3_000 + b"}"),
    "a signature that is empty": token(ES256, signature=""),
    "a signature of 10,000 letters": token(ES256, signature="A" * 10_000),
    "five parts": "eyJhbGciOiJkaXIifQ..AA.AA.AA",
    "nothing but dots": "." * 5_000,
    "no base64": "!!.@@.##",
    "one letter": "x",
    "20,000 letters": "A" * 20_000,
}
HUGE = {"100 KB": token(ES256, {"a": "b" * 75_000}), "100 KB of dots": "." * 100_000}


def form(name: str, path: str, fields: dict[str, str], *statuses: int) -> Attack:
    """Return a form for the authorization server."""
    return request(name, f"POST {path}", *(statuses or DEFENDED), body=urlencode(fields).encode(), heads=FORM)


def grant(assertion: str) -> dict[str, str]:
    """Return the form that asks for a token with an assertion."""
    return {"grant_type": "client_credentials", "client_assertion_type": BEARER, "client_assertion": assertion}


def to_graphql(name: str, scheme: str, text: str, proof: str = "") -> Attack:
    """Return a query with a token, and a proof where one is given."""
    heads = f"authorization: {scheme} {text}\r\n" + (f"dpop: {proof}\r\n" if proof else "")
    return request(name, "GET /graphql?query=%7B__typename%7D", 400, 401, 431, heads=heads.encode())


CREDENTIALS: list[Attack] = [
    *(to_graphql(f"a token with {name}", "Bearer", text) for name, text in {**TOKENS, **HUGE}.items()),
    *(to_graphql(f"a proof with {name}", "DPoP", token(ES256), text) for name, text in TOKENS.items()),
    *(form(f"an assertion with {name}", "/oauth/token", grant(text)) for name, text in {**TOKENS, **HUGE}.items()),
    *(form(f"pushed with {name}", "/oauth/par", {**grant(text), "client_id": "x"}) for name, text in TOKENS.items()),
    *(
        form(f"introspection of {name}", "/oauth/introspect", {"token": text, **grant(token(ES256))})
        for name, text in TOKENS.items()
    ),
    form("a grant nobody knows", "/oauth/token", {"grant_type": "password", "username": "a", "password": "b"}),
    form("a grant with a NUL", "/oauth/token", {"grant_type": "client_credentials\0"}),
    form("a code that is forged", "/oauth/token", {"grant_type": "authorization_code", "code": "x" * 5_000}),
    form("a refresh token that is forged", "/oauth/token", {"grant_type": "refresh_token", "refresh_token": "' OR 1"}),
    form("revocation of rubbish", "/oauth/revoke", {"token": "\x7f" * 3_000}),
    request(
        "a form of 64 parameters",
        "POST /oauth/token",
        400,
        body=b"&".join([b"a%d=b" % n for n in range(64)]),
        heads=FORM,
    ),
    request("a parameter twice", "POST /oauth/token", 400, body=b"grant_type=a&grant_type=b", heads=FORM),
    request("a form of a megabyte", "POST /oauth/par", 400, 413, body=b"a=" + b"b" * 1_000_000, heads=FORM),
    request("JSON for a form", "POST /oauth/token", 400, 415, body=b"{}", heads=b"content-type: application/json\r\n"),
    request("a proof without a form", "POST /oauth/token", 400, body=b"grant_type=x", heads=FORM + b"dpop: x.y.z\r\n"),
    request("a token by GET", "GET /oauth/token?grant_type=client_credentials", 405),
    request(
        "authorization to another site",
        "GET /oauth/authorize?client_id=x&redirect_uri=https://evil.example",
        400,
        401,
        never=("location: https://evil",),
    ),
    request(
        "authorization of a request nobody pushed", "GET /oauth/authorize?client_id=x&request_uri=urn%3Aietf%3A%00", 400
    ),
    request(
        "a name and a password",
        "POST /oauth/token",
        400,
        401,
        body=b"grant_type=client_credentials",
        heads=FORM + b"authorization: Basic " + b"A" * 8_000 + b"\r\n",
    ),
    *(
        request(
            f"{line} without a token", line, 401, 404, body=body, heads=b"content-type: application/octet-stream\r\n"
        )
        for line, body in (
            ("POST /submissions", b"{" * 50_000),
            ("PATCH /submissions/sub_1/content", b"\0" * 200_000),
            ("POST /submissions/sub_1/commit", b""),
            ("GET /submissions/%00", b""),
            ("DELETE /submissions/..%2f..", b""),
            ("POST /evidence?filename=../../x", b"\0" * 200_000),
            ("GET /evidence/..%2f..%2fetc", b""),
            ("GET /exports/..%2f..%2fetc", b""),
        )
    ),
    request(
        "an upload of a terabyte",
        "PATCH /submissions/sub_1/content",
        401,
        heads=b"content-length: 1099511627776\r\nupload-offset: -1\r\n",
    ),
    request("a table's template out of its folder", "GET /catalogue/..%2f..%2fx/template.csv", 404),
    request("a table's template of a kind nobody knows", "GET /catalogue/PENALTY/template.exe", 400, 404),
    request("a report of nobody", "GET /verify/%27%20OR%201=1", 400, 404, heads=b"accept: text/html\r\n"),
    request("a report to check of a megabyte", "POST /verify", 404, body=b"x" * 1_000_000, heads=FORM),
    request("a report to check of rubbish", "POST /verify", 404, body=b"report=" + b"%00%ff" * 500, heads=FORM),
]
