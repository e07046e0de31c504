"""What a server is asked on an ordinary day: by then it has loaded what it loads at the first use."""

from graphql import get_introspection_query

from tests.attack.attack import Attack, asked, request

LIST = """query($n: String, $first: Int) {
  entities(filter: {name: $n}, first: $first) {
    totalCount pageInfo { endCursor }
    nodes { id uscc name registeredOn region { name parent { name } } owners { nodes { owner { name } } } }
  }
}"""
TOKEN = b"grant_type=client_credentials&client_id=x&scope=public:read"
TYPENAME = "/graphql?query=%7B__typename%7D"
FORM = b"content-type: application/x-www-form-urlencoded\r\n"

ORDINARY: list[Attack] = [
    asked("the schema", get_introspection_query(), "", 200),
    asked("a list", LIST, "totalCount", 200, variables={"n": "示例", "first": 10}),
    asked("a list by pinyin", LIST, "totalCount", 200, variables={"n": "huizhou", "first": 10}),
    asked("a list by initials", LIST, "totalCount", 200, variables={"n": "hzsl", "first": 10}),
    asked("a misspelt field", "{ entitys { name } }", "GRAPHQL_VALIDATION_FAILED"),
    asked("an explanation", 'query { explainAccess(document: "{ submissions { totalCount } }") { allowed } }', "", 200),
    request(
        "a token that has ended", "GET /graphql?query=%7B__typename%7D", 401, heads=b"authorization: Bearer a.b.c\r\n"
    ),
    request("a token", "POST /oauth/token", 400, body=TOKEN, heads=FORM),
    request("the front page", "GET /", 200),
    request("a sign-in", "GET /session/start", 303),
    request("a report", "GET /reports/public/91990000MA00000008.html", 404, 200),
    request("what to verify", "GET /verify", 200),
]
