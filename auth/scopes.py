"""What a token may allow: the catalogue of scopes, and who may be registered with which."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from auth.principal import PUBLIC_SCOPES
from exchange.errors import ExchangeError
from exchange.institution.model import InstitutionKind

_TOKENS = re.compile(r"[\x21\x23-\x5b\x5d-\x7e]+(?: [\x21\x23-\x5b\x5d-\x7e]+)*")
"""RFC 6749, 3.3: printable ASCII without quote and backslash, one space between two scopes."""


class ScopeRefused(ExchangeError):
    """A scope string is malformed, names an unknown scope, or one that its bearer may not have."""

    code = "SCOPE_REFUSED"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a scope lets its bearer do, and the kinds of institution that may be registered with it."""

    description: str
    kinds: frozenset[str]


_EVERY_KIND = frozenset(InstitutionKind)
_SUPPLIERS = frozenset({InstitutionKind.BUREAU, InstitutionKind.COURT, InstitutionKind.OPERATOR})

SCOPES: dict[str, Scope] = {
    "public:read": Scope("Published information, as everybody may read it.", _EVERY_KIND),
    "provenance:read": Scope("The submission and line that a published row came from.", _EVERY_KIND),
    "submissions:read": Scope("The receipts of the institution's own submissions.", _SUPPLIERS),
}
"""Names are noun:read or noun:write, a dot for a part."""


def parse(text: str) -> frozenset[str]:
    """Split a scope string of RFC 6749, section 3.3.

    Raises ScopeRefused where it is malformed or names a scope that is not in the catalogue.
    """
    if not _TOKENS.fullmatch(text):
        raise ScopeRefused("The scope is malformed; it takes names with one space between two.")
    return known(text.split(" "))


def known(names: Iterable[str]) -> frozenset[str]:
    """Return the names as a set. Raises ScopeRefused for one that is not in the catalogue."""
    found = frozenset(names)
    for name in sorted(found - SCOPES.keys()):
        raise ScopeRefused(f"The scope '{name}' is unknown. Known are: {', '.join(SCOPES)}.")
    return found


def for_kind(names: Collection[str], kind: str) -> frozenset[str]:
    """Return what an institution of this kind is registered with: the names and what everybody may read.

    Raises ScopeRefused for an unknown scope and for one that the kind may not have.
    """
    for name in sorted(known(names)):
        if kind not in SCOPES[name].kinds:
            raise ScopeRefused(f"An institution of kind {kind} may not be registered with the scope '{name}'.")
    return known(names) | PUBLIC_SCOPES


def written(names: frozenset[str]) -> str:
    """Write scopes as one string, in the order of the alphabet."""
    return " ".join(sorted(names))
