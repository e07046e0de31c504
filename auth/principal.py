"""Who asks: the caller as the read path and the commands see it."""

from dataclasses import dataclass, field

PUBLIC_SCOPES = frozenset({"public:read"})
"""What everybody may read, with a token or without one."""
PERSON = "PERSON"
"""The kind of a caller who signed in and is nobody's staff: a citizen, who may act for an enterprise by mandate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Principal:
    """A verified caller. `scopes` already hold PUBLIC_SCOPES and are those in force, not those of the token."""

    client_id: str | None = None
    institution_code: str | None = None
    """The client's institution; of a user who signed in at the web front end, the one whose staff the user is."""
    kind: str | None = None
    """The kind of that institution, or PERSON."""
    user_id: str | None = None
    """The user whom the token is about."""
    is_self: bool = False
    """Whether the user acts in person: at the exchange's own web front end, not through a bank's program."""
    scopes: frozenset[str] = PUBLIC_SCOPES
    standing: int = 0
    """The number of `standing` at which all this was true."""
    token_id: str | None = field(default=None, compare=False, repr=False)
    """By which access token the caller was verified: its jti. See auth.credential, as for the two below."""
    grant_id: str | None = field(default=None, compare=False, repr=False)
    """The user's grant behind the token or the session."""
    session_digest: str | None = field(default=None, compare=False, repr=False)
    """The session at the web front end."""

    trusted_documents: bool = field(default=False, compare=False, repr=False)
    """Whether the client sends nothing but hashes of its registered documents: what /graphql alone asks."""

    _hash: int = field(init=False, compare=False, repr=False)
    """Made once: what is remembered by callers is looked up with every request."""

    def __post_init__(self) -> None:
        said = (self.client_id, self.institution_code, self.kind, self.user_id, self.is_self, self.scopes)
        object.__setattr__(self, "_hash", hash((*said, self.standing)))

    def __hash__(self) -> int:
        return self._hash

    @property
    def is_anonymous(self) -> bool:
        """Tell whether no token came with the request."""
        return self.client_id is None

    @property
    def actor(self) -> str:
        """The id under which the caller's deeds are written down: the user in person, else the client."""
        return str(self.user_id if self.is_self else self.client_id)


ANONYMOUS = Principal()
