"""Who asks: the caller as the read path and the commands see it."""

from dataclasses import dataclass

PUBLIC_SCOPES = frozenset({"public:read"})
"""What everybody may read, with a token or without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Principal:
    """A verified caller. `scopes` already hold PUBLIC_SCOPES."""

    client_id: str | None = None
    institution_code: str | None = None
    institution_kind: str | None = None
    scopes: frozenset[str] = PUBLIC_SCOPES

    @property
    def is_anonymous(self) -> bool:
        """Tell whether no token came with the request."""
        return self.client_id is None


ANONYMOUS = Principal()
