"""Who of a batch may still fetch under a limited consent."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from exchange.audit.entry import Entry

Request = Sequence[Entry]
"""The entries of one operation: logged all or none."""


class Shares(NamedTuple):
    """What a batch takes from the balances."""

    granted: list[bool]
    taken: dict[str, int]
    """Operations by consent."""


def named(request: Request) -> set[str]:
    """Return the consents that an operation uses: each one once, however many subjects it has."""
    return {entry.consent_id for entry in request if entry.consent_id is not None}


def shared(requests: Sequence[Request], remaining: Mapping[str, int]) -> Shares:
    """Give each operation, first come first served, one fetch of every consent it names, or nothing."""
    taken: Counter[str] = Counter()
    granted = []
    for request in requests:
        consents = named(request)
        enough = all(remaining.get(one, 0) > taken[one] for one in consents)
        granted.append(enough)
        if enough:
            taken.update(consents)
    return Shares(granted, dict(taken))
