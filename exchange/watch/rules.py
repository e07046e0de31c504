"""How an entity is put on a watch list and taken off it, each in the caller's transaction.

For whom the caller may watch, the caller of these functions has made sure.
"""

from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, delete, func, select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.entity.model import Entity
from exchange.feed.model import FeedHead
from exchange.identifier import ordered
from exchange.watch.model import Watch
from exchange.watch.refusal import EntityUnknown, NotWatched, WatchListFull

LIMIT = 1_000
"""Entities on one list."""


class Owner(NamedTuple):
    """Whose list: an institution's, or a user's for an enterprise."""

    institution_code: str | None = None
    user_id: str | None = None
    on_behalf_of: str | None = None

    @property
    def own(self) -> ColumnElement[bool]:
        """Return the condition under which a row is on the list."""
        if self.institution_code is not None:
            return Watch.institution_code == self.institution_code
        return and_(Watch.user_id == self.user_id, Watch.on_behalf_of == self.on_behalf_of)


def watch(session: Session, owner: Owner, uscc: str) -> Watch:
    """Put an entity on the list; one that is on it stays as it is. Raises EntityUnknown and WatchListFull."""
    known = session.scalars(select(Watch).where(owner.own, Watch.uscc == uscc)).one_or_none()
    if known is not None:
        return known
    if session.scalar(select(Entity.uscc).where(Entity.uscc == uscc)) is None:
        raise EntityUnknown(uscc)
    if (session.scalar(select(func.count()).select_from(Watch).where(owner.own)) or 0) >= LIMIT:
        raise WatchListFull(LIMIT)
    head = session.scalars(select(FeedHead.position)).one()
    row = Watch(id=ordered("wat_"), uscc=uscc, **owner._asdict(), position=head, since=clock.now())
    session.add(row)
    session.flush()
    return row


def unwatch(session: Session, owner: Owner, uscc: str) -> str:
    """Take an entity off the list; return its USCC. Raises NotWatched."""
    gone = delete(Watch).where(owner.own, Watch.uscc == uscc).returning(Watch.uscc)
    if session.scalar(gone) is None:
        raise NotWatched(uscc)
    return uscc
