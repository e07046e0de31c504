"""Watch lists: which entities an institution, or a person for an enterprise, wants to be told of."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from exchange.db.base import Base, Long
from exchange.db.types import Code


class Watch(Base):
    """An entity on a watch list: an institution's, or that of a user who acts for an enterprise."""

    __tablename__ = "watch"
    __table_args__ = (
        UniqueConstraint("institution_code", "uscc"),
        UniqueConstraint("user_id", "on_behalf_of", "uscc"),
    )

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Begins with wat_; ordered by time (UUID version 7)."""
    uscc: Mapped[str] = mapped_column(Code, ForeignKey("entity.uscc"))
    institution_code: Mapped[str | None] = mapped_column(Code, ForeignKey("institution.code"))
    """Whose list it is on; null for a person's."""
    user_id: Mapped[str | None] = mapped_column(Code, ForeignKey("app_user.id"))
    """The person; null for an institution's."""
    on_behalf_of: Mapped[str | None] = mapped_column(Code)
    """The enterprise that the person watches for: the watch counts while the mandate does."""
    position: Mapped[int] = mapped_column(Long)
    """The feed's head when it was put on the list: notices begin behind it."""
    since: Mapped[datetime]
