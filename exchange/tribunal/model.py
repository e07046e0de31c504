"""Who decides a case, who doubts it, and what happened in the hearings."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from exchange.db.base import Base
from exchange.db.types import Code


class ChallengeOutcome(StrEnum):
    """How a challenge was decided."""

    UPHELD = "UPHELD"
    """The arbitrator is replaced."""
    REJECTED = "REJECTED"


class Arbitrator(Base):
    """A person who decides a case: sees all of it until replaced."""

    __tablename__ = "arbitrator"
    __table_args__ = (Index(None, "case_id", "id"), Index(None, "user_id", "case_id"))

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Begins with arm_."""
    case_id: Mapped[str] = mapped_column(Code, ForeignKey("arbitration_case.id"))
    user_id: Mapped[str] = mapped_column(Code)
    name: Mapped[str]
    """As the centre publishes it to the parties."""
    presiding: Mapped[bool]
    appointed_by: Mapped[str] = mapped_column(Code)
    appointed_at: Mapped[datetime]
    declared_at: Mapped[datetime | None]
    disclosure: Mapped[str | None]
    """What might raise doubts, in the arbitrator's words; null where nothing was declared."""
    ended_at: Mapped[datetime | None]


class Challenge(Base):
    """A party's doubt about an arbitrator."""

    __tablename__ = "arbitrator_challenge"
    __table_args__ = (Index(None, "case_id", "id"),)

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Begins with chl_."""
    case_id: Mapped[str] = mapped_column(Code, ForeignKey("arbitration_case.id"))
    arbitrator_id: Mapped[str] = mapped_column(Code, ForeignKey("arbitrator.id"))
    side: Mapped[str] = mapped_column(Code)
    grounds: Mapped[str]
    lodged_by: Mapped[str] = mapped_column(Code)
    lodged_at: Mapped[datetime]
    outcome: Mapped[str | None] = mapped_column(Code)
    reasons: Mapped[str | None]
    decided_by: Mapped[str | None] = mapped_column(Code)
    decided_at: Mapped[datetime | None]


class Hearing(Base):
    """A session of the tribunal: announced, then held or called off."""

    __tablename__ = "hearing"
    __table_args__ = (
        Index(None, "case_id", "id"),
        Index(
            "uq_hearing_open",
            "case_id",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Begins with hrg_."""
    case_id: Mapped[str] = mapped_column(Code, ForeignKey("arbitration_case.id"))
    scheduled_at: Mapped[datetime]
    online: Mapped[bool]
    place: Mapped[str | None]
    """Where it is held, where it isn't online."""
    announced_by: Mapped[str] = mapped_column(Code)
    announced_at: Mapped[datetime]
    begun_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    participants: Mapped[str | None]
    minutes: Mapped[str | None]
    closed_at: Mapped[datetime | None]
    """When it was written down as held, or called off (then without minutes)."""
