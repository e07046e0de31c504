"""The callers that knock at the door of the small registry's files."""

from auth.principal import PERSON, PUBLIC_SCOPES, Principal
from auth.scopes import SCOPES

_EVERY = PUBLIC_SCOPES | frozenset(SCOPES)


def program(kind: str, institution: str = "DEMO-A") -> Principal:
    """Return an institution's program with every scope."""
    return Principal(client_id="program", institution_code=institution, kind=kind, scopes=_EVERY)


def person(user_id: str) -> Principal:
    """Return a user who signed in at the web front end."""
    return Principal(client_id="web", kind=PERSON, user_id=user_id, is_self=True, scopes=_EVERY)


BANK = program("BANK")
OTHER_BANK = program("BANK", "DEMO-B")
BUREAU = program("BUREAU")
COURT = program("COURT", "DEMO-C")
REGULATOR = program("REGULATOR", "DEMO-D")
OWNER, STRANGER = person("usr_owner"), person("usr_stranger")
