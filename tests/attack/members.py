"""Bodies that are no request, and variables that no schema takes."""

import json

from tests.attack.attack import Attack, asked, posted, request

TYPENAME = b'{"query":"{ __typename }"}'
NAMED = "query($n: String) { entities(filter: {name: $n}) { totalCount } }"
FORM = b"content-type: application/x-www-form-urlencoded\r\n"
PART = b'--x\r\ncontent-disposition: form-data; name="operations"\r\n\r\n{"query":"{ __typename }"}\r\n--x--\r\n'
PAGE = "query($c: String) { entities(after: $c) { totalCount } }"


def cursor(value: object) -> str:
    """Write what a cursor might say, as cursors are written."""
    return json.dumps(value).encode().hex()


MEMBERS: list[Attack] = [
    posted("JSON that nests 10,000 deep", b'{"query":' + b"[" * 30_000 + b"]" * 30_000 + b"}", 400),
    posted("objects that nest 5,000 deep", b'{"a":' * 5_000 + b"1" + b"}" * 5_000, 400),
    posted(
        "JSON that nests in variables",
        b'{"query":"{ __typename }","variables":{"v":' + b"[" * 900 + b"]" * 900 + b"}}",
        200,
        400,
    ),
    posted(
        "JSON that nests in extensions",
        b'{"query":"{ __typename }","extensions":{"v":' + b"[" * 900 + b"]" * 900 + b"}}",
        200,
        400,
    ),
    posted(
        "a number of 60,000 digits", b'{"query":"{ __typename }","variables":{"v":' + b"9" * 60_000 + b"}}", 200, 400
    ),
    posted("a float past all floats", b'{"query":"{ __typename }","variables":{"v":1e999999}}', 200, 400),
    posted("NaN", b'{"query":"{ __typename }","variables":{"v":NaN}}', 400, holds="BAD_JSON"),
    posted("Infinity", b'{"query":"{ __typename }","variables":{"v":-Infinity}}', 400, holds="BAD_JSON"),
    posted("one key twice", b'{"query":"{ nobody }","query":"{ __typename }"}', 200),
    posted("a key 5,000 times", b"{" + b'"query":"{ __typename }",' * 2_000 + b'"a":1}', 200),
    posted("a lone surrogate", b'{"query":"{ __typename }","operationName":"\\ud800"}', 400, holds="BAD_JSON"),
    posted(
        "a lone surrogate in a variable",
        json.dumps({"query": NAMED, "variables": {"n": "\ud800\ud800"}}).encode(),
        400,
        holds="BAD_JSON",
    ),
    posted("bytes that are no UTF-8", b'{"query":"{ __typename \xff\xfe }"}', 400, holds="BAD_JSON"),
    posted("overlong UTF-8", b'{"query":"{ __typename } \xc0\xaf"}', 400, holds="BAD_JSON"),
    posted("UTF-16", TYPENAME.decode().encode("utf-16"), 400, holds="BAD_JSON"),
    posted("UTF-32", TYPENAME.decode().encode("utf-32"), 400, holds="BAD_JSON"),
    posted("a byte order mark", b"\xef\xbb\xbf" + TYPENAME, 200, 400),
    posted("no body", b"", 400, holds="BAD_JSON"),
    posted("a body of NULs", b"\0" * 60_000, 400, holds="BAD_JSON"),
    posted("a body that is cut short", TYPENAME[:-1], 400, holds="BAD_JSON"),
    posted("a body and more", TYPENAME + b"{}", 400, holds="BAD_JSON"),
    posted("gzip", b"\x1f\x8b\x08\0" * 100, 415, holds="UNSUPPORTED_ENCODING", heads=b"content-encoding: gzip\r\n"),
    posted("65,537 bytes", TYPENAME + b" " * (65_537 - len(TYPENAME)), 413, holds="BODY_TOO_LARGE"),
    posted("a megabyte", b" " * 1_000_000, 413, holds="BODY_TOO_LARGE"),
    posted("a batch", b"[" + b",".join([TYPENAME] * 1_000) + b"]", 400, holds="BAD_REQUEST"),
    posted("a batch of one", b"[" + TYPENAME + b"]", 400, holds="BAD_REQUEST"),
    posted("null", b"null", 400, holds="BAD_REQUEST"),
    posted("a query that is an object", b'{"query":{"a":1}}', 400, holds="BAD_REQUEST"),
    posted("variables that are a list", b'{"query":"{ __typename }","variables":[1]}', 400, holds="BAD_REQUEST"),
    posted("extensions that are text", b'{"query":"{ __typename }","extensions":"x"}', 400, holds="BAD_REQUEST"),
    posted(
        "an operation's name of 50,000 letters",
        json.dumps({"query": "{ __typename }", "operationName": "x" * 50_000}).encode(),
        400,
        holds="OPERATION_UNKNOWN",
    ),
    posted(
        "an operation's name that is none",
        json.dumps({"query": "{ __typename }", "operationName": "\0'\"\n{}"}).encode(),
        400,
        holds="OPERATION_UNKNOWN",
    ),
    posted(
        "10,000 variables",
        json.dumps({"query": "{ __typename }", "variables": {f"v{n}": n for n in range(4_000)}}).encode(),
        200,
    ),
    posted("a persisted query nobody knows", b'{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"00"}}}', 400),
    posted(
        "a hash nobody knows",
        b'{"documentId":"sha256:' + b"0" * 64 + b'"}',
        200,
        400,
        holds="PERSISTED_QUERY_NOT_FOUND",
    ),
    posted("a hash of 60,000 digits", b'{"documentId":"sha256:' + b"0" * 60_000 + b'"}', 400, holds="BAD_REQUEST"),
    posted("a hash that is a list", b'{"documentId":["sha256"],"query":"{ __typename }"}', 400, holds="BAD_REQUEST"),
    request("a form", "POST /graphql", 415, body=b"query=%7B+__typename+%7D", heads=FORM),
    request(
        "a form with two types", "POST /graphql", 415, body=TYPENAME, heads=FORM + b"content-type: application/json\r\n"
    ),
    request("multipart", "POST /graphql", 415, body=PART, heads=b"content-type: multipart/form-data; boundary=x\r\n"),
    request("plain text", "POST /graphql", 415, body=TYPENAME, heads=b"content-type: text/plain\r\n"),
    request("no type", "POST /graphql", 415, body=TYPENAME),
    request(
        "another charset",
        "POST /graphql",
        415,
        body=TYPENAME,
        heads=b"content-type: application/json; charset=utf-7\r\n",
    ),
    request("a mutation by GET", "GET /graphql?query=mutation%7B__typename%7D", 405),
    request("a method that is none", "BREW /graphql", 400, 405),
    request("TRACE", "TRACE /graphql", 405),
    request(
        "an Accept of 20,000 ranges",
        "GET /graphql?query=%7B__typename%7D",
        406,
        heads=b"accept: " + b"a/b;q=0.1," * 2_000 + b"\r\n",
    ),
    asked(
        "a variable of the wrong type",
        "query($n: Int) { entities(first: $n) { totalCount } }",
        "errors",
        variables={"n": "1"},
    ),
    asked(
        "3e5 in a variable", "query($n: Int) { entities(first: $n) { totalCount } }", "BAD_PAGE", variables={"n": 3e5}
    ),
    asked(
        "10^300 in a variable",
        "query($n: Int) { entities(first: $n) { totalCount } }",
        "errors",
        variables={"n": 1e300},
    ),
    asked(
        "a list for a value",
        "query($n: Int) { entities(first: $n) { totalCount } }",
        "errors",
        variables={"n": [[[1]]]},
    ),
    asked("20,000 ids", "query($i: [ID!]!) { nodes(ids: $i) { id } }", "errors", variables={"i": ["x"] * 12_000}),
    asked(
        "ids that are forged",
        "query($i: [ID!]!) { nodes(ids: $i) { id } }",
        "errors",
        variables={"i": ["ent_' OR 1=1 --", "\0", "_", "ent_", "ent_" + "9" * 9_000]},
    ),
    asked("a cursor that is none", PAGE, "BAD_CURSOR", variables={"c": "zz"}),
    asked("a cursor that is huge", PAGE, "BAD_CURSOR", variables={"c": "5b" * 20_000}),
    asked("a cursor of other values", PAGE, "BAD_CURSOR", variables={"c": cursor(["NAME", "a", {"b": 1}])}),
    asked("a cursor of too many values", PAGE, "BAD_CURSOR", variables={"c": cursor(["NAME"] * 500)}),
    asked(
        "a cursor of numbers past all", PAGE, "BAD_CURSOR", variables={"c": ("[" + "9" * 5_000 + "]").encode().hex()}
    ),
    asked("a cursor that nests", PAGE, "BAD_CURSOR", variables={"c": "5b" * 3_000 + "5d" * 3_000}),
    asked("a name of 20,000 characters", NAMED, "", 200, 400, variables={"n": "惠州" * 10_000}),
    asked("a name of a search language", NAMED, "", 200, 400, variables={"n": '惠州" OR "*" NEAR(a b) -- %_\\'}),
    asked("a name of brackets", NAMED, "", 200, 400, variables={"n": "((((((惠州]]]]]]" * 500}),
    asked("a name of combining signs", NAMED, "", 200, 400, variables={"n": "惠州" + "\u0301" * 15_000}),
    asked("a name of ligatures that grow", NAMED, "", 200, 400, variables={"n": "\ufdfa" * 6_000}),
    asked("a name of initials", NAMED, "", 200, 400, variables={"n": "a " * 10_000}),
    asked(
        "an explanation within explanations",
        "query($d: String!) { explainAccess(document: $d) { allowed errors { code } } }",
        "",
        200,
        400,
        variables={"d": "{ " * 20_000},
    ),
]
