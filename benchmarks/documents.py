"""What is asked for: three documents, each with many different variables."""

from typing import Any, NamedTuple

FIELDS = "id uscc name kind status registeredOn legalForm address"


class Question(NamedTuple):
    """A document and the variables of its requests."""

    name: str
    query: str
    variables: list[dict[str, Any]]


def questions(usccs: list[str], regions: list[str]) -> list[Question]:
    """Return the benchmark's documents over codes that exist."""
    ids = [f"ent_{uscc}" for uscc in usccs]
    return [
        Question(
            "entity, 8 fields",
            f"query One($uscc: USCC!) {{ entity(uscc: $uscc) {{ {FIELDS} }} }}",
            [{"uscc": uscc} for uscc in usccs],
        ),
        Question(
            "page of 100",
            "query Page($region: Code!) { entities(filter: {region: $region}, sort: USCC, first: 100) "
            f"{{ nodes {{ {FIELDS} }} }} }}",
            [{"region": region} for region in regions],
        ),
        Question(
            "1,000 rows over nodes",
            f"query Many($ids: [ID!]!) {{ nodes(ids: $ids) {{ ... on Entity {{ {FIELDS} }} }} }}",
            [{"ids": ids[n : n + 1000]} for n in range(0, 1000, 50)],
        ),
    ]
