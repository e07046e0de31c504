"""Which keys sign access tokens: in the database, shared by all workers, replaced by rotation.

A rotated key is published PUBLISHED_AHEAD before it signs, so that a worker or partner who read the key set a
moment ago knows it. The key before it is published and believed until the last token it may have signed has
expired; its private half is erased at the next rotation, its public half kept: what it signed stays checkable.
"""

import json
from datetime import timedelta
from functools import lru_cache

from joserfc.jwk import ECKey
from sqlalchemy import ColumnElement, Engine, or_, select, update
from sqlalchemy.orm import Session

from auth.insertion import inserted
from auth.oauth.model import SigningKey
from exchange import clock
from exchange.settings import Settings

ALGORITHM = "ES256"
PUBLISHED_AHEAD = timedelta(seconds=60)
"""How long a key set may be remembered by whoever checks tokens; /oauth/jwks says so."""
CLOCKS = timedelta(seconds=60)
"""How far the clocks of two machines may be apart."""
_YOUNGEST = select(SigningKey.kid).where(SigningKey.retired_at.is_(None))


def ensure(engine: Engine) -> None:
    """Make the first key. Safe when several workers start at once: one of them wins."""
    # Looking first, without a writer's lock: a worker must start while another process writes.
    with Session(engine.execution_options(read_only=True)) as session:
        if session.scalar(_YOUNGEST) is not None:
            return
    with Session(engine) as session, session.begin():
        _ensure(session)


def rotate(session: Session, settings: Settings) -> SigningKey:
    """Make a new key and retire the one before it; return the new one, or that of a rotation at the same time."""
    now = clock.now()
    believed_until = now + PUBLISHED_AHEAD + timedelta(seconds=settings.token_seconds) + CLOCKS
    youngest = SigningKey.retired_at.is_(None)
    first = session.execute(update(SigningKey).where(youngest).values(retired_at=believed_until)).rowcount == 0  # type: ignore[attr-defined]
    session.execute(update(SigningKey).where(SigningKey.retired_at <= now).values(private_jwk=None))
    _make(session, timedelta() if first else PUBLISHED_AHEAD)
    return session.scalars(select(SigningKey).where(youngest)).one()


def published(session: Session) -> list[SigningKey]:
    """Return the keys whose signatures are believed, the youngest first."""
    return list(session.scalars(select(SigningKey).where(_believed()).order_by(SigningKey.active_from.desc())))


def signing(session: Session) -> ECKey:
    """Return the private key that signs now; the very first one is made where nothing made it before."""
    _ensure(session)
    usable = select(SigningKey.private_jwk).where(_believed(), SigningKey.private_jwk.is_not(None)).limit(1)
    active = usable.where(SigningKey.active_from <= clock.now()).order_by(SigningKey.active_from.desc())
    # A clock that was set back may be behind the beginning of them all: the first one signs then.
    found = session.scalar(active) or session.scalars(usable.order_by(SigningKey.active_from)).one()
    return imported(str(found))


@lru_cache(maxsize=8)
def imported(jwk: str) -> ECKey:
    """Return the key that is stored as this JSON."""
    return ECKey.import_key(json.loads(jwk))


def _ensure(session: Session) -> None:
    if session.scalar(_YOUNGEST) is None:
        _make(session, timedelta())


def _believed() -> ColumnElement[bool]:
    return or_(SigningKey.retired_at.is_(None), SigningKey.retired_at > clock.now())


def _make(session: Session, ahead: timedelta) -> None:
    key = ECKey.generate_key("P-256", parameters={"use": "sig", "alg": ALGORITHM}, auto_kid=True)
    now = clock.now()
    inserted(
        session,
        SigningKey,
        kid=key.kid,
        alg=ALGORITHM,
        private_jwk=json.dumps(key.as_dict(private=True)),
        public_jwk=json.dumps(key.as_dict(private=False)),
        created_at=now,
        active_from=now + ahead,
    )
