"""Who may act for an enterprise: a user asks, the operator confirms; each in the caller's transaction."""

from collections.abc import Mapping

from sqlalchemy import exists, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from auth.people.model import Mandate, MandateState
from exchange import clock
from exchange.entity.model import Entity
from exchange.errors import ExchangeError
from exchange.identifier import ordered

_S = MandateState
SOURCES: Mapping[MandateState, MandateState] = {
    _S.CONFIRMED: _S.REQUESTED,
    _S.REFUSED: _S.REQUESTED,
    _S.REVOKED: _S.CONFIRMED,
}
"""From which state each decision leads on."""
COMMAND_LINE = "command-line"
"""Who decides where the operator decides on the command line."""


class MandateRefused(ExchangeError):
    """A mandate can't be asked for or decided on like this."""

    code = "MANDATE_REFUSED"


class MandateExists(ExchangeError):
    """The user has asked for it, or has it, already."""

    code = "MANDATE_EXISTS"


class MandateUnknown(ExchangeError):
    """There is no such mandate."""

    code = "MANDATE_UNKNOWN"


class MandateStateRefused(ExchangeError):
    """The mandate's state doesn't allow the decision."""

    code = "MANDATE_STATE"


def request(session: Session, user_id: str, uscc: str) -> Mandate:
    """Ask for a mandate. Raises MandateRefused for an enterprise that the registry lacks, and MandateExists."""
    if session.scalar(select(Entity.uscc).where(Entity.uscc == uscc)) is None:
        raise MandateRefused(f"The registry has no entity '{uscc}'.")
    mandate = Mandate(
        id=ordered("mdt_"), user_id=user_id, uscc=uscc, state=MandateState.REQUESTED, requested_at=clock.now()
    )
    try:
        with session.begin_nested():
            session.add(mandate)
    except IntegrityError:
        raise MandateExists(f"The mandate for {uscc} was asked for already.") from None
    return mandate


def confirm(session: Session, mandate_id: str, *, decided_by: str) -> Mandate:
    """Let the user act for the enterprise. Raises MandateUnknown, MandateStateRefused and MandateRefused."""
    return _decide(session, mandate_id, MandateState.CONFIRMED, decided_by)


def refuse(session: Session, mandate_id: str, *, decided_by: str) -> Mandate:
    """Refuse a request. Raises as `confirm` does."""
    return _decide(session, mandate_id, MandateState.REFUSED, decided_by)


def revoke(session: Session, mandate_id: str, *, decided_by: str) -> Mandate:
    """End a confirmed mandate; the user may give it up too. Raises MandateUnknown and MandateStateRefused."""
    return _decide(session, mandate_id, MandateState.REVOKED, decided_by)


def holds(session: Session, user_id: str, uscc: str) -> bool:
    """Tell whether the user may act for the enterprise now."""
    return bool(session.scalar(select(exists().where(_CONFIRMED, Mandate.user_id == user_id, Mandate.uscc == uscc))))


def live(session: Session, user_id: str, uscc: str) -> Mandate | None:
    """Return the user's mandate for the enterprise, asked for or confirmed."""
    own = (Mandate.user_id == user_id) & (Mandate.uscc == uscc) & Mandate.ended_at.is_(None)
    return session.scalars(select(Mandate).where(own)).one_or_none()


def enterprises(session: Session, user_id: str) -> list[tuple[str, str]]:
    """Return USCC and name of the enterprises that the user may act for, by USCC."""
    of_user = select(Entity.uscc, Entity.name).join(Mandate, Mandate.uscc == Entity.uscc)
    statement = of_user.where(_CONFIRMED, Mandate.user_id == user_id).order_by(Entity.uscc)
    return [(uscc, name) for uscc, name in session.execute(statement)]


_CONFIRMED = (Mandate.state == MandateState.CONFIRMED) & Mandate.ended_at.is_(None)


def _decide(session: Session, mandate_id: str, target: MandateState, decided_by: str) -> Mandate:
    # The row is locked: of two decisions at the same time the second one meets the first one's state.
    locked = select(Mandate).where(Mandate.id == mandate_id).with_for_update()
    mandate = session.scalars(locked, execution_options={"populate_existing": True}).one_or_none()
    if mandate is None:
        raise MandateUnknown(f"There is no mandate '{mandate_id}'.")
    if mandate.user_id == decided_by and target != MandateState.REVOKED:
        raise MandateRefused("Nobody decides on a mandate of one's own.")
    if mandate.state != SOURCES[target]:
        raise MandateStateRefused(f"The mandate {mandate_id} is {mandate.state}; only {SOURCES[target]} leads on.")
    mandate.state, mandate.decided_by, mandate.decided_at = target, decided_by, clock.now()
    if target != MandateState.CONFIRMED:
        mandate.ended_at = mandate.decided_at
    session.flush()
    return mandate
