"""What a caller may do now: the token's scopes, narrowed by registration, agreements and the user's role."""

from collections.abc import Collection

from sqlalchemy import Connection, select

from auth.agreed import BY_AGREEMENT, covered
from auth.oauth.admission import Admitted, admitted
from auth.people.model import User
from auth.principal import PERSON, PUBLIC_SCOPES, Principal
from auth.scopes import SCOPES
from auth.standing import version
from exchange import clock
from exchange.institution.model import Institution, InstitutionKind
from exchange.settings import Settings


def principal(
    connection: Connection, settings: Settings, client_id: str, asked: Collection[str], user_id: str | None = None
) -> Principal | None:
    """Return the caller with the scopes in force now, or None: the client or the user is unknown or disabled.

    `asked` are the token's scopes. In force of them is what the client is registered for, what the caller's kind may
    have, and, where an agreement is needed, what an agreement in force covers.
    """
    # Read first: a change after this makes the caller be verified anew, never be believed too long.
    standing = version(connection)
    client = admitted(connection, settings, client_id)
    if client is None:
        return None
    scopes = frozenset(asked) & frozenset(client.scopes.split(" "))
    if user_id is None:
        return _of_institution(connection, client, scopes, standing)
    user = connection.execute(_USER.where(User.id == user_id, User.disabled_at.is_(None))).one_or_none()
    if user is None:
        return None
    if not client.first_party:
        return _of_institution(connection, client, scopes, standing, user_id)
    kind = user.kind or PERSON
    own = frozenset(name for name in scopes if kind in SCOPES[name].kinds)
    return Principal(
        client_id=client.client_id,
        institution_code=user.institution_code,
        kind=kind,
        user_id=user_id,
        is_self=True,
        scopes=PUBLIC_SCOPES | _agreed(connection, own, user.institution_code, kind),
        standing=standing,
        trusted_documents=client.trusted_documents,
    )


_USER = select(User.institution_code, Institution.kind).outerjoin(
    Institution, Institution.code == User.institution_code
)


def _of_institution(
    connection: Connection, client: Admitted, scopes: frozenset[str], standing: int, user_id: str | None = None
) -> Principal:
    return Principal(
        client_id=client.client_id,
        institution_code=client.institution_code,
        kind=client.institution_kind,
        user_id=user_id,
        scopes=PUBLIC_SCOPES | _agreed(connection, scopes, client.institution_code, client.institution_kind),
        standing=standing,
        trusted_documents=client.trusted_documents,
    )


def _agreed(connection: Connection, scopes: frozenset[str], institution_code: str | None, kind: str) -> frozenset[str]:
    """Return the scopes without those that the institution needs an agreement for and has none in force."""
    wanting = scopes & BY_AGREEMENT
    if not wanting or institution_code is None or kind == InstitutionKind.COURT:
        return scopes
    return scopes - (wanting - covered(connection, institution_code, clock.today()))
