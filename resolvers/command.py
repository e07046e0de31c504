"""A command: one write in one transaction, carried out once however often it is sent."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, NamedTuple

import orjson
from sqlalchemy import Engine, select
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from sqlalchemy.orm import Session

from auth.principal import Principal
from auth.standing import version
from exchange import clock
from exchange.command.model import CommandReceipt
from exchange.db.reader import BadValue, ReadUnavailable
from exchange.errors import ExchangeError
from exchange.settings import Settings


class Made(NamedTuple):
    """What a command did: its payload's type, and the keys that its payload is read back by."""

    type: str
    keys: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Context:
    """What a command works with: the transaction's session, and who sent it."""

    session: Session
    principal: Principal
    settings: Settings


class StandingChanged(Exception):
    """Who the caller is, or what it may do, has changed since it was verified."""


LONGEST_KEY = 200


class KeyRefused(ExchangeError):
    """An idempotency key is empty, too long or not printable."""

    code = "IDEMPOTENCY_KEY_REFUSED"


class KeyReused(ExchangeError):
    """An idempotency key came with another input before."""

    code = "IDEMPOTENCY_KEY_REUSED"


def carried_out(
    engine: Engine,
    settings: Settings,
    principal: Principal,
    name: str,
    function: Callable[..., Made],
    arguments: Mapping[str, Any],
) -> Made:
    """Run the command in one transaction; with a key that was used for it before, only say what it did then.

    Raises StandingChanged, and ExchangeError for what the domain's rules refuse: then nothing is written. Raises
    ReadUnavailable where the database can't be reached.
    """
    try:
        return _once(engine, settings, principal, name, function, arguments)
    except IntegrityError:
        # Another request was faster with the same thing: what it wrote is there now, and the rules see it.
        return _once(engine, settings, principal, name, function, arguments)
    except (DataError, UnicodeEncodeError, OverflowError):
        raise BadValue("A value can't be stored by the database: a NUL character, or a number too large.") from None
    except OperationalError:
        raise ReadUnavailable from None


def _once(
    engine: Engine,
    settings: Settings,
    principal: Principal,
    name: str,
    function: Callable[..., Made],
    arguments: Mapping[str, Any],
) -> Made:
    key = getattr(arguments.get("input"), "idempotency_key", None)
    digest = hashlib.sha256(orjson.dumps([name, arguments], default=_plain)).hexdigest()
    with Session(engine) as session, session.begin():
        if version(session.connection()) != principal.standing:
            raise StandingChanged
        before = _receipt(session, principal, key, digest)
        if before is not None:
            return before
        made = function(Context(session, principal, settings), **arguments)
        if key is not None:
            result = orjson.dumps({"type": made.type, "keys": dict(made.keys)}).decode()
            session.add(
                CommandReceipt(
                    actor=principal.actor, key=key, command=name, input_sha256=digest, result=result, at=clock.now()
                )
            )
    return made


def _receipt(session: Session, principal: Principal, key: str | None, digest: str) -> Made | None:
    if key is None:
        return None
    if not 0 < len(key) <= LONGEST_KEY or not key.isprintable():
        raise KeyRefused(
            f"The idempotency key takes 1 to {LONGEST_KEY} printable characters.", ("input", "idempotencyKey")
        )
    owned = (CommandReceipt.actor == principal.actor) & (CommandReceipt.key == key)
    row = session.execute(select(CommandReceipt.input_sha256, CommandReceipt.result).where(owned)).one_or_none()
    if row is None:
        return None
    if row.input_sha256 != digest:
        raise KeyReused(f"The idempotency key '{key}' was used with another input. Take a new key for a new command.")
    return Made(**orjson.loads(row.result))


def _plain(value: Any) -> Any:
    """Write an input's parts for its digest."""
    if isinstance(value, Enum):
        return value.value
    raise TypeError(type(value).__name__)
