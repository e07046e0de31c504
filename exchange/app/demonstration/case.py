"""A case before the made-up arbitration centre: goods delivered and not paid for, awarded, not yet performed."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.app.demonstration.group import BUILDER, ELECTRONICS
from exchange.arbitration import lodging, serving
from exchange.arbitration.lodging import Claim
from exchange.arbitration.model import ArbitrationCase, DisputeKind, IntakeKind, ServedDocument, Side
from exchange.award import making
from exchange.award.enforceability import Duty
from exchange.award.model import ObligationKind
from exchange.procedure.actor import Actor
from exchange.tribunal import forming, hearing
from exchange.tribunal.forming import Seat

CENTRE = "DEMO-ARBITRATION"
STAFF = Actor("demo-arbitration", CENTRE)
OWED = 4_800_000
"""48,000 yuan, in fen."""


def conduct(session: Session, claimant: str, arbitrator: str, jurisdiction: str) -> None:
    """Conduct the case up to its award where there is none, in the caller's transaction; the names are users' ids."""
    if session.scalars(select(ArbitrationCase.id).limit(1)).first():
        return
    case = _lodged(session, Actor(claimant), jurisdiction)
    forming.form(session, case.id, [Seat(arbitrator, "示例仲裁员")], actor=STAFF, jurisdiction=jurisdiction)
    tribunal, later = Actor(arbitrator), clock.now() + timedelta(days=1)
    hearing.schedule(session, case.id, scheduled_at=later, place=None, actor=tribunal)
    over = clock.now()
    hearing.hold(
        session,
        case.id,
        # Two looks at the clock may see the same instant.
        begun_at=over - timedelta(microseconds=1),
        ended_at=over,
        participants="双方代理人",
        minutes="示例庭审记录",
        attachments=(),
        actor=tribunal,
        jurisdiction=jurisdiction,
    )
    due_on = clock.today() + timedelta(days=30)
    duty = Duty(ObligationKind.PAY, Side.RESPONDENT, "支付货款48000元", due_on, OWED)
    making.award(session, case.id, "示例裁决：被申请人支付货款。", [duty], actor=tribunal)
    _received(session, case, ServedDocument.AWARD, jurisdiction)


def _lodged(session: Session, claimant: Actor, jurisdiction: str) -> ArbitrationCase:
    claim = Claim(
        centre_code=CENTRE,
        claimant_uscc=ELECTRONICS,
        respondent_uscc=BUILDER,
        dispute=DisputeKind.SALE,
        claim_fen=OWED,
        claim="支付货款48000元",
        facts="示例：交付了货物，未付货款",
        agreement="示例合同第九条：争议提交示例信用仲裁服务中心仲裁",
        agreed_on=date(2026, 1, 5),
    )
    case = lodging.lodge(session, claim, intake=IntakeKind.COMPANY, actor=claimant, jurisdiction=jurisdiction)
    lodging.accept(session, case.id, number="示仲〔2026〕1号", actor=STAFF, jurisdiction=jurisdiction)
    serving.pay_fee(session, case.id, paid_on=clock.today(), actor=STAFF)
    return _received(session, case, ServedDocument.NOTICE, jurisdiction)


def _received(session: Session, case: ArbitrationCase, document: ServedDocument, jurisdiction: str) -> ArbitrationCase:
    serving.send(session, case.id, document, actor=STAFF)
    for side in Side:
        today = clock.today()
        serving.receive(session, case.id, document, side, received_on=today, receipt="签收", jurisdiction=jurisdiction)
    return case
