"""Documents that no server has seen before: no two of them are alike, all of them are about one entity."""

import random
import re
from collections.abc import Iterator

OWN = ("uscc", "name", "kind", "status", "registeredOn", "legalForm", "address", "authority")
PLACE = ("code", "name")
RECORD = ("kind", "documentNumber", "decidedOn", "authority")
NEWEST = "orderBy: [DECIDED_ON_DESC, ROW_ID_DESC]"
"""PostGraphile's way to say the order that the exchange's records have by themselves."""


def shapes(seed: int, server: str = "exchange") -> Iterator[str]:
    """Yield documents without end, in a server's words; of another seed others."""
    chosen = random.Random(seed)  # noqa: S311 - nobody's secret
    while True:
        document = _shape(chosen)
        yield _postgraphile(document) if server == "postgraphile" else document


def _shape(chosen: random.Random) -> str:
    fields = _some(chosen, OWN)
    fields += [f"{name} {{ {' '.join(_some(chosen, PLACE))} }}" for name in ("region", "industry") if _likely(chosen)]
    if _likely(chosen):
        first = chosen.randint(1, 9)
        fields.append(f"records(first: {first}) {{ nodes {{ {' '.join(_some(chosen, RECORD))} }} }}")
    chosen.shuffle(fields)
    name = f"a{chosen.getrandbits(40)}"
    return f"query Q($uscc: USCC!) {{ {name}: entity(uscc: $uscc) {{ {' '.join(fields)} }} }}"


def _some(chosen: random.Random, names: tuple[str, ...]) -> list[str]:
    return chosen.sample(names, chosen.randint(1, len(names)))


def _likely(chosen: random.Random) -> bool:
    return chosen.random() < 0.65


def _postgraphile(document: str) -> str:
    return re.sub(r"\(first: (\d)\)", rf"(first: \1, {NEWEST})", document.replace("USCC!", "String!"))
