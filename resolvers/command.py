"""A command: one write in one transaction, carried out once however often it is sent."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson
from sqlalchemy import Engine, select
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from sqlalchemy.orm import Session

from auth import credential, granted
from auth.principal import Principal
from auth.standing import version
from exchange import clock
from exchange.command.model import CommandReceipt
from exchange.db.reader import BadValue, ReadUnavailable
from exchange.errors import ExchangeError
from exchange.settings import Settings

if TYPE_CHECKING:
    from resolvers.planner import Planner


class Made(NamedTuple):
    """What a command did: its payload's type, and the keys that its payload is read back by."""

    type: str
    keys: Mapping[str, str]


class Question(NamedTuple):
    """A document of the exchange's own and its variables: limits of size and cost are for other people's."""

    document: str
    variables: Mapping[str, Any]


class Command(NamedTuple):
    """A mutation field as it was called."""

    name: str
    function: Callable[..., Made]
    arguments: Mapping[str, Any]
    asking: Callable[..., Question] | None = None
    """What it asks as its caller before the transaction begins: what passes the door is logged by then."""
    answer: Any = None
    """The `data` of that."""

    @property
    def key(self) -> str | None:
        """Return the idempotency key, where there is one."""
        return getattr(self.arguments.get("input"), "idempotency_key", None)

    @property
    def digest(self) -> str:
        """Return the SHA-256 of name and input, hexadecimal."""
        return hashlib.sha256(orjson.dumps([self.name, self.arguments], default=_plain)).hexdigest()


@dataclass(frozen=True, slots=True)
class Context:
    """What a command works with: the transaction's session, and who sent it."""

    session: Session
    principal: Principal
    settings: Settings
    planner: "Planner | None" = None
    """For a command that looks at a document."""
    answer: Any = None
    """For a command that asks first: see Command."""


class StandingChanged(Exception):
    """Who the caller is, or what it may do, has changed since it was verified."""


class CallerChanged(ExchangeError):
    """Between two commands of one operation, what the caller may do has changed."""

    code = "CALLER_CHANGED"


CHANGED = "What the caller may do has changed since the operation began. Send the rest of it anew."
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
    command: Command,
    *,
    first: bool,
    planner: "Planner | None" = None,
) -> Made:
    """Carry the command out in one transaction; with a key that was used for it before, only say what it did then.

    Raises StandingChanged before the first command of an operation: the caller is verified anew and all begun again.
    Raises ExchangeError for what the domain's rules refuse, then nothing is written, and ReadUnavailable where the
    database can't be reached.
    """
    try:
        try:
            return _once(engine, settings, principal, command, first=first, planner=planner)
        except IntegrityError:
            # Another request was faster with the same thing: what it wrote is there now, and the rules see it.
            return _once(engine, settings, principal, command, first=first, planner=planner)
    except (DataError, UnicodeEncodeError, OverflowError):
        raise BadValue("A value can't be stored by the database: a NUL character, or a number too large.") from None
    except OperationalError:
        raise ReadUnavailable from None


def _once(
    engine: Engine,
    settings: Settings,
    principal: Principal,
    command: Command,
    *,
    first: bool,
    planner: "Planner | None",
) -> Made:
    with Session(engine) as session, session.begin():
        if version(session.connection()) != principal.standing:
            if first:
                raise StandingChanged
            _check_unchanged(session, settings, principal)
        before = _receipt(session, principal, command)
        if before is not None:
            return before
        made = command.function(Context(session, principal, settings, planner, command.answer), **command.arguments)
        if command.key is not None:
            session.add(_received(principal, command, made))
    return made


def _check_unchanged(session: Session, settings: Settings, principal: Principal) -> None:
    """Check that the caller may still do what it could: an earlier command of the same operation changes standing."""
    now = granted.principal(
        session.connection(), settings, str(principal.client_id), principal.scopes, principal.user_id
    )
    same = now is not None and replace(now, standing=principal.standing) == principal
    if not same or not credential.counts(session, principal):
        raise CallerChanged(CHANGED)


def _received(principal: Principal, command: Command, made: Made) -> CommandReceipt:
    result = orjson.dumps({"type": made.type, "keys": dict(made.keys)}).decode()
    return CommandReceipt(
        actor=principal.actor,
        key=command.key,
        command=command.name,
        input_sha256=command.digest,
        result=result,
        at=clock.now(),
    )


def _receipt(session: Session, principal: Principal, command: Command) -> Made | None:
    key = command.key
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
    if row.input_sha256 != command.digest:
        raise KeyReused(f"The idempotency key '{key}' was used with another input. Take a new key for a new command.")
    return Made(**orjson.loads(row.result))


def _plain(value: Any) -> Any:
    """Write an input's parts for its digest."""
    if isinstance(value, Enum):
        return value.value
    raise TypeError(type(value).__name__)
