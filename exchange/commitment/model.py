"""Credit commitments: what an enterprise promises by its own choice, and whether it kept its word."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from exchange.db.base import Base
from exchange.db.types import Code


class CommitmentKind(StrEnum):
    """What a commitment is for."""

    PROACTIVE = "PROACTIVE"
    """主动型: offered of its own accord."""
    APPROVAL = "APPROVAL"
    """审批替代型: in place of a proof in a procedure of approval."""
    TOLERANCE = "TOLERANCE"
    """容缺受理型: to hand in later what an application lacks."""
    SELF_DISCIPLINE = "SELF_DISCIPLINE"
    """行业自律型: to keep the rules of its trade."""
    RESTORATION = "RESTORATION"
    """信用修复型: not to do again what was sanctioned."""


class CommitmentState(StrEnum):
    """What became of a commitment."""

    OFFERED = "OFFERED"
    KEPT = "KEPT"
    BROKEN = "BROKEN"
    WITHDRAWN = "WITHDRAWN"


class Commitment(Base):
    """A commitment. Its steps are procedure events."""

    __tablename__ = "commitment"
    __table_args__ = (Index(None, "uscc", "id"), Index(None, "institution_code", "id"))

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Begins with cmt_; ordered by time (UUID version 7)."""
    uscc: Mapped[str] = mapped_column(Code, ForeignKey("entity.uscc"))
    institution_code: Mapped[str] = mapped_column(Code, ForeignKey("institution.code"))
    """The authority that it is given to, which records whether it was kept."""
    kind: Mapped[str] = mapped_column(Code)
    text: Mapped[str]
    perform_by: Mapped[date | None]
    """The last day for what is promised; null where it has none."""
    is_public: Mapped[bool]
    """Whether the enterprise chose to have it published."""
    offered_by: Mapped[str] = mapped_column(Code)
    offered_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(Code)
