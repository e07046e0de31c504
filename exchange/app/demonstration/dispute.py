"""Two disputes of looks at the demonstration's company: one that the bank has answered, one that it must answer."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange.app.demonstration.access import undisputed
from exchange.app.demonstration.group import ELECTRONICS
from exchange.dispute import rules
from exchange.dispute.model import AccessDispute

ASKED = "示例异议：本企业未在贵行申请过新的贷款，请说明查询理由。"
ANSWERED = "示例答复：该次查询为存量贷款的季度贷后检查。"


def missing(session: Session) -> set[bool]:
    """Return for which disputes there is none yet: the answered one, the one without an answer."""
    answered = select(AccessDispute.answered_at.is_not(None)).where(AccessDispute.uscc == ELECTRONICS)
    return {True, False} - set(session.scalars(answered))


def dispute(session: Session, user_id: str) -> None:
    """Lodge the disputes that are missing, in the caller's transaction, as the enterprise's user."""
    for is_answered in sorted(missing(session)):
        lodged = _lodge(session, user_id)
        if is_answered:
            rules.answer(session, lodged.id, text=ANSWERED, answered_by="demo-bank")


def _lodge(session: Session, user_id: str) -> AccessDispute:
    first = session.scalars(undisputed().limit(1)).one()
    return rules.lodge(session, first, reason=ASKED, lodged_by=user_id)
