"""The nonces of DPoP proofs (RFC 9449, section 8): stateless, the same on all workers, good for a while.

A nonce is the HMAC of a slot of time under a secret that the workers share in the database. So a proof can't have
been made long before it is sent, whatever its client's clock says, and no worker must remember what it handed out.
"""

import base64
import hashlib
import hmac
import time
from functools import cached_property

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from auth.insertion import inserted
from auth.oauth.digest import made
from auth.oauth.model import ServerSecret

NAME = "dpop-nonce"
SLOT_SECONDS = 300
"""A nonce is handed out so long, and accepted for as long again."""


class Nonces:
    """One worker's view of the nonces. Reads the database once."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def current(self) -> str:
        """Return the nonce that is handed out now."""
        return self.of(_slot())

    def accepted(self, nonce: object) -> bool:
        """Tell whether a proof with this nonce is accepted now.

        The slot ahead is too: another worker's clock may be there already.
        """
        if not isinstance(nonce, str) or not nonce.isascii():
            return False
        now = _slot()
        return any(hmac.compare_digest(nonce, self.of(slot)) for slot in (now, now - 1, now + 1))

    def of(self, slot: int) -> str:
        """Return the nonce of a slot of time, counted from the epoch."""
        mac = hmac.digest(self._secret, slot.to_bytes(8, "big"), hashlib.sha256)
        return base64.urlsafe_b64encode(mac[:18]).decode()

    @cached_property
    def _secret(self) -> bytes:
        return ensure(self._engine).encode()


def ensure(engine: Engine) -> str:
    """Return the workers' secret; make it where nobody has. Safe when several workers start at once."""
    value = select(ServerSecret.value).where(ServerSecret.name == NAME)
    # Looking first, without a writer's lock: a worker must start while another process writes.
    with Session(engine.execution_options(read_only=True)) as session:
        found = session.scalar(value)
    if found is None:
        with Session(engine) as session, session.begin():
            inserted(session, ServerSecret, name=NAME, value=made())
            found = session.scalars(value).one()
    return found


def _slot() -> int:
    return int(time.time()) // SLOT_SECONDS
