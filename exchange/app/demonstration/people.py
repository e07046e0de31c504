"""The people of the demonstration: a fresh password for each at every start, and whom they may act for."""

import secrets

from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.people import mandates, users
from auth.people.model import Mandate, MandateState, User
from exchange.app.demonstration.caller import PEOPLE, Caller
from exchange.app.demonstration.group import ELECTRONICS, HOLDING, TEA, VILLAGE

OWN = (ELECTRONICS, HOLDING)
"""The enterprises that the enterprise user acts for."""
ASKED = (TEA, VILLAGE)
"""Those that the citizen asks to act for, one after the other: the staff has something to decide on."""


def admit(session: Session) -> dict[str, str]:
    """Let everybody sign in, in the caller's transaction; return this run's passwords by login."""
    found = {person.id: _admitted(session, person) for person in PEOPLE}
    for uscc in OWN:
        _confirm(session, person_id(session, "enterprise"), uscc, person_id(session, "staff"))
    _ask(session, person_id(session, "citizen"))
    return found


def person_id(session: Session, key: str) -> str:
    """Return the user's id of a person among the callers."""
    return users.named(session, f"demo-{key}").id


def _admitted(session: Session, person: Caller) -> str:
    password = "-".join(secrets.token_hex(2) for _ in range(5))
    user = session.scalars(select(User).where(User.login == person.id)).one_or_none()
    if user is None:
        name, staff_of = str(person.name), person.institution
        users.create(session, login=person.id, name=name, password=password, institution_code=staff_of)
    else:
        user.disabled_at = None
        users.change_password(session, user.id, password)
    return password


def _confirm(session: Session, user_id: str, uscc: str, staff_id: str) -> None:
    mandate = mandates.live(session, user_id, uscc) or mandates.request(session, user_id, uscc)
    if mandate.state == MandateState.REQUESTED:
        mandates.confirm(session, mandate.id, decided_by=staff_id)


def _ask(session: Session, user_id: str) -> None:
    if requested(session, user_id) is not None:
        return
    for uscc in ASKED:
        if mandates.live(session, user_id, uscc) is None:
            mandates.request(session, user_id, uscc)
            return


def requested(session: Session, user_id: str) -> str | None:
    """Return the id of the latest mandate that the user has asked for and nobody has decided on."""
    own = (Mandate.user_id == user_id) & (Mandate.state == MandateState.REQUESTED)
    return session.scalars(select(Mandate.id).where(own).order_by(Mandate.id.desc()).limit(1)).one_or_none()
