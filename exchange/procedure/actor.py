"""On whose behalf a step is taken."""

from typing import NamedTuple


class Actor(NamedTuple):
    """Who takes a step: a user's or client's id, and the institution it is for; null for the enterprise itself."""

    id: str
    institution_code: str | None = None


ITSELF = Actor("exchange")
"""The actor of what follows by itself."""
