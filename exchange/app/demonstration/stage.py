"""What the demonstration shows beyond the registry: who may come in, and what has happened between them."""

from typing import NamedTuple

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from auth.oauth import keys
from exchange.app.demonstration import access, consent, dispute
from exchange.app.demonstration.agreement import agree
from exchange.app.demonstration.case import conduct
from exchange.app.demonstration.discipline import discipline
from exchange.app.demonstration.filing import state_all
from exchange.app.demonstration.financing import finance
from exchange.app.demonstration.people import admit, person_id
from exchange.app.demonstration.record import record_all
from exchange.app.demonstration.registration import register
from exchange.app.tree_head import sign
from exchange.audit.sealer import seal_all
from exchange.settings import Settings
from exchange.submission import content


class Keys(NamedTuple):
    """What lets the callers of this run in; it is shown, and stored as hashes only."""

    secrets: dict[str, str]
    """By client id."""
    passwords: dict[str, str]
    """By login."""


def set_up(engine: Engine, settings: Settings) -> Keys:
    """Let everybody in with fresh secrets, and make what is missing of agreements, filings, consents and accesses.

    The database is prepared. What somebody used up or decided on since the last start is there again.
    """
    keys.ensure(engine)
    with Session(engine) as session, session.begin():
        found = Keys(register(session, settings), admit(session))
        agree(session)
        state_all(session)
    _happen(engine, settings)
    with Session(engine) as session, session.begin():
        user = person_id(session, "enterprise")
        made = consent.tell(session, settings, user)
        # One look is left for somebody to dispute.
        wanted = 1 + len(dispute.missing(session))
        looks = access.missing(session, user, consent.find(session) | made, wanted)
    access.write(settings, looks)
    with Session(engine) as session, session.begin():
        dispute.dispute(session, user)
    seal_all(engine, sign)
    return found


def _happen(engine: Engine, settings: Settings) -> None:
    """Make what is missing of records, lists, products, applications and cases."""
    with Session(engine) as session, session.begin():
        sent = [*record_all(session, settings), *discipline(session, settings)]
        user = person_id(session, "enterprise")
        finance(session, user)
        conduct(session, user, person_id(session, "arbitrator"), settings.jurisdiction)
    for handle in sent:
        content.drop(settings, handle, content.CONTENT)
