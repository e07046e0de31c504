"""Who takes a step, and which institution may decide on a list's entries."""

from typing import NamedTuple

from exchange.institution.model import InstitutionKind
from exchange.listing.model import ListDefinition


class Actor(NamedTuple):
    """Whoever takes a step: a user's or client's id, and for whom."""

    by: str
    institution_code: str | None = None
    kind: str | None = None
    """The institution's kind; null for a subject."""


def kind_of_keeper(definition: ListDefinition) -> InstitutionKind:
    """Return the only kind of institution that may keep a list: a court the court's list, a bureau every other."""
    return InstitutionKind.COURT if definition.court_only else InstitutionKind.BUREAU


def keeps(actor: Actor, definition: ListDefinition) -> bool:
    """Tell whether the actor's institution decides on the list's entries."""
    own = actor.institution_code is not None and actor.institution_code == definition.keeper_code
    return own and actor.kind == kind_of_keeper(definition)
