"""What ends with an application: the consent that came with it, and what stood behind it."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from exchange import clock
from exchange.application.model import FinancingApplication
from exchange.consent import decision
from exchange.enhancement.releasing import release_of


def ended(session: Session, applications: Sequence[FinancingApplication]) -> None:
    """Write down that locked applications have ended, in the transaction that ended them.

    What each institution is told of its own doesn't say whether others ended with it.
    """
    for each in applications:
        each.ended_at = clock.now()
    session.flush()
    release_of(session, [each.id for each in applications])
    consents = [each.consent_id for each in applications if each.consent_id is not None]
    decision.end(session, consents, "The application that it came with has ended.")
