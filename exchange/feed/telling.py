"""Says within a session what happened; it is published when the session commits, behind everything else.

So a publisher never waits for another lock while it holds the feed's: two publishers can't block each other for good.
"""

from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from exchange.feed.publishing import Event, publish

TOLD = "feed"
"""Under which name a session keeps what it was told."""


def tell(session: Session, *events: Event) -> None:
    """Publish the events when the session commits; a rollback forgets them. What is told twice is published once.

    A savepoint's rollback forgets nothing: tell outside of one.
    """
    session.connection()  # begins a transaction where there is none: only of one a rollback is noticed
    told = session.info.setdefault(TOLD, {})
    for each in events:
        # The last mention counts: an object that changed twice in one transaction is published as it is at the end.
        told.pop(each, None)
        told[each] = None


@event.listens_for(Session, "before_commit")
def _publish(session: Session) -> None:
    if session.in_nested_transaction() or not session.info.get(TOLD):
        return
    # What is not written yet may take locks; nothing may, once the feed's is taken.
    session.flush()
    publish(session.connection(), list(session.info.pop(TOLD)))


@event.listens_for(Session, "after_soft_rollback")
def _forget(session: Session, previous: Any) -> None:
    if not previous.nested:
        session.info.pop(TOLD, None)
