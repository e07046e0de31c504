"""Whether what the exchange hands out convinces one who has nothing but the answers and the published keys."""

import re
from pathlib import Path
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from exchange.audit import witness
from tests.api.counter import Counter, Headers
from tests.planning.data import USCCS
from tests.planning.files import access_id

DOCUMENTATION = Path(__file__).parents[2] / "docs" / "access-log.md"
MINE = "{ myAccessLog(first: 50) { nodes { id } } }"
PROOF = "query($access: ID!, $size: BigInt) { inclusionProof(access: $access, treeSize: $size) { %s } }"
PROVED = PROOF % "leafHash position size path"
HEAD = "query($size: BigInt) { treeHead(size: $size) { size root signedAt jws } }"
GROWN = (
    "query($first: BigInt!, $second: BigInt) { consistencyProof(first: $first, second: $second) { first second path } }"
)


@pytest.fixture
def user(at: Counter) -> Headers:
    """Sign somebody in whose enterprise's data a bank reads some times, twice sealed in between."""
    at.desk.user("zhang.san", USCCS[1])
    user = at.signed_in("zhang.san")
    consent = at.consent(user)
    for times in (2, 3):
        for _ in range(times):
            at.fetch(consent)
        at.seal()
    return user


def sealed(at: Counter, who: Headers) -> list[str]:
    """Return the ids of the accesses that were sealed: those of the small registry never waited for it."""
    nodes = at.ask(who, MINE)["data"]["myAccessLog"]["nodes"]
    return [node["id"] for node in nodes if not node["id"].startswith("acc_0000000000000000")]


def head(at: Counter, size: int | None = None) -> Any:
    """Return a tree head, asked for by nobody in particular."""
    return at.ask({}, HEAD, size=size)["data"]["treeHead"]


def raw(*hashes: str) -> list[bytes]:
    """Read hashes."""
    return [bytes.fromhex(one) for one in hashes]


def refused(answer: Any) -> tuple[str, str]:
    """Return code and message of an answer without data."""
    assert "data" not in answer
    (error,) = answer["errors"]
    return error["extensions"]["code"], error["message"]


def test_each_access_is_proved_under_each_head(at: Counter, user: Headers) -> None:
    youngest = head(at)
    assert youngest == head(at, 5)
    (root,) = raw(youngest["root"])

    for access in sealed(at, user):
        given = at.ask(user, PROVED, access=access)["data"]["inclusionProof"]
        (leaf,) = raw(given["leafHash"])
        assert given["size"] == youngest["size"] == "5"
        assert witness.includes(leaf, int(given["position"]), 5, raw(*given["path"]), root)


def test_a_head_is_signed_by_a_published_key(at: Counter, user: Headers) -> None:
    found = head(at)
    keys = KeySet.import_key_set(at.desk.http.get("/oauth/jwks").json())
    token = jwt.decode(found["jws"], keys, algorithms=["ES256"])

    assert token.header["typ"] == "tree-head+jwt"
    assert token.claims == {"size": 5, "root": found["root"], "timestamp": found["signedAt"]}


def test_the_log_is_proved_to_have_only_grown(at: Counter, user: Headers) -> None:
    (old, new) = (head(at, size) for size in (2, 5))
    given = at.ask({}, GROWN, first=2)["data"]["consistencyProof"]

    assert (given["first"], given["second"]) == ("2", "5")
    first, second = raw(old["root"], new["root"])
    assert witness.extends(2, 5, first, second, raw(*given["path"]))
    assert given == at.ask({}, GROWN, first="2", second="5")["data"]["consistencyProof"]


def test_the_program_of_the_documentation_checks_a_proof(at: Counter, user: Headers) -> None:
    text = DOCUMENTATION.read_text(encoding="utf-8")
    (document,) = re.findall(r"```graphql\n(.*?)```", text, re.DOTALL)
    (program,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    names: dict[str, Any] = {}
    exec(program, names)  # noqa: S102 - it is what readers are told to run

    for access in sealed(at, user):
        for who in (user, at.of(at.bank)):
            data = at.ask(who, document, access=access)["data"]
            names["check"](data)
            forged = {**data, "node": {**data["node"], "rowCount": 0}}
            with pytest.raises(AssertionError, match="not the one that was sealed"):
                names["check"](forged)


def test_a_hidden_access_and_a_missing_one_have_the_same_lack_of_proof(at: Counter, user: Headers) -> None:
    at.desk.user("li.si", USCCS[7])
    stranger = at.signed_in("li.si")
    hidden, missing = sealed(at, user)[0], f"acc_{access_id(99)}"

    for who in (stranger, {}):
        answers = [refused(at.ask(who, PROVED, access=one)) for one in (hidden, missing)]
        assert [code for code, _message in answers] == ["UNKNOWN_ENTRY"] * 2
        assert answers[0][1].replace(hidden[4:], missing[4:]) == answers[1][1]


def test_an_access_that_waits_for_its_leaf_is_said_to_take_some_seconds(at: Counter, user: Headers) -> None:
    code, message = refused(at.ask(user, PROVED, access=f"acc_{access_id(1)}"))

    assert (code, "some seconds" in message) == ("UNKNOWN_ENTRY", True)


@pytest.mark.parametrize(
    ("document", "variables", "code"),
    [
        (HEAD, {"size": 3}, "UNKNOWN_SIZE"),
        (HEAD, {"size": "9223372036854775807"}, "UNKNOWN_SIZE"),
        (GROWN, {"first": 0}, "UNKNOWN_SIZE"),
        (GROWN, {"first": 2, "second": 6}, "UNKNOWN_SIZE"),
        (PROVED, {"access": "ent_1"}, "BAD_ID"),
        (PROVED, {"access": "acc_"}, "BAD_ID"),
        (PROVED, {"access": "acc_\0"}, "BAD_ID"),
    ],
)
def test_what_can_t_be_proved_is_refused(
    at: Counter, user: Headers, document: str, variables: dict[str, Any], code: str
) -> None:
    assert refused(at.ask(user, document, **variables))[0] == code


def test_without_a_head_there_is_none(at: Counter) -> None:
    assert refused(at.ask({}, HEAD)) == ("UNKNOWN_SIZE", "No tree head is signed yet.")


def test_proofs_and_planned_fields_are_answered_together(at: Counter, user: Headers) -> None:
    document = "{ b: treeHead { size } a: viewer { clientId } treeHead(size: 2) { size } }"

    assert list(at.ask(user, document)["data"].items()) == [
        ("b", {"size": "5"}),
        ("a", {"clientId": "web"}),
        ("treeHead", {"size": "2"}),
    ]
