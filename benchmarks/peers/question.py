"""What the peers are asked: four documents, each in the words of every server, over codes that exist."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

FIELDS = "uscc name kind status registeredOn legalForm address authority"
ENTITY = "uscc name status registeredOn region { code name parent { name } } industry { code name }"
RECORD = "nodes { kind documentNumber decidedOn authority supplier { name } }"
ROW = "uscc name status registeredOn region { name }"
CHILD = "nodes { kind documentNumber decidedOn }"
NEWEST = "orderBy: [DECIDED_ON_DESC, ROW_ID_DESC]"
"""PostGraphile's way to say the order that the exchange's records have by themselves."""


class Question(NamedTuple):
    """One of the four; PostGraphile's document is the nearest with the same data."""

    name: str
    document: str
    postgraphile: str
    variables: list[dict[str, Any]]


def questions(usccs: Sequence[str], counties: Sequence[str]) -> list[Question]:
    """Return the four."""
    ids = [f"ent_{uscc}" for uscc in usccs]
    thousands = [{"ids": ids[n : n + 1000], "usccs": list(usccs[n : n + 1000])} for n in range(0, 1000, 50)]
    return [
        Question(
            "entity, 8 fields",
            f"query Entity($uscc: USCC!) {{ entity(uscc: $uscc) {{ {FIELDS} }} }}",
            f"query Entity($uscc: String!) {{ entity(uscc: $uscc) {{ {FIELDS} }} }}",
            [{"uscc": uscc} for uscc in usccs],
        ),
        Question(
            "entity, 3 levels",
            f"query Levels($uscc: USCC!) {{ entity(uscc: $uscc) {{ {ENTITY} records(first: 5) {{ {RECORD} }} }} }}",
            f"query Levels($uscc: String!) {{ entity(uscc: $uscc) {{ {ENTITY} "
            f"records(first: 5, {NEWEST}) {{ {RECORD} }} }} }}",
            [{"uscc": uscc} for uscc in usccs],
        ),
        Question(
            "100 entities with children",
            "query Children($region: Code!) { entities(filter: {region: $region}, sort: USCC, first: 100) "
            f"{{ nodes {{ {ROW} records(first: 5) {{ {CHILD} }} }} }} }}",
            "query Children($region: String!) { entities: allEntities(condition: {regionCode: $region}, "
            f"orderBy: USCC_ASC, first: 100) {{ nodes {{ {ROW} records(first: 5, {NEWEST}) {{ {CHILD} }} }} }} }}",
            [{"region": code} for code in counties],
        ),
        Question(
            "1,000 entities, 8 fields",
            f"query Thousand($ids: [ID!]!) {{ nodes(ids: $ids) {{ ... on Entity {{ {FIELDS} }} }} }}",
            f"query Thousand($usccs: [String!]!) {{ nodes: entitiesOfList(usccs: $usccs) {{ {FIELDS} }} }}",
            thousands,
        ),
    ]


def body(question: Question, server: str, variables: Mapping[str, Any]) -> dict[str, Any]:
    """Return a request in a server's words."""
    if server == "postgraphile":
        return {"query": question.postgraphile, "variables": {k: v for k, v in variables.items() if k != "ids"}}
    return {"query": question.document, "variables": {k: v for k, v in variables.items() if k != "usccs"}}
