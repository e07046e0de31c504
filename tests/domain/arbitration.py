"""Short ways to the states of a case, for the tests of the domain."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from exchange import clock
from exchange.arbitration import lodging, serving
from exchange.arbitration.lodging import Claim
from exchange.arbitration.model import ArbitrationCase, DisputeKind, IntakeKind, ServedDocument, Side
from exchange.award import making
from exchange.award.enforceability import Duty
from exchange.award.model import ObligationKind
from exchange.institution.roll import create
from exchange.procedure.actor import Actor
from exchange.tribunal import forming, hearing
from exchange.tribunal.forming import Seat
from tests.planning.data import USCCS

CLAIMANT, RESPONDENT = USCCS[1], USCCS[3]
CENTRE, COURT, HERE = "T-CENTRE", "T-ACOURT", "441300"
PARTY, OTHER = Actor("usr_claimant"), Actor("usr_respondent")
STAFF = Actor("centre", CENTRE)
ARBITRATOR = Actor("usr_arbitrator")
INSTANT = timedelta(microseconds=1)
"""The shortest hearing: two looks at the clock may see the same instant."""


def institutions(connection: Connection) -> None:
    """Write the centre and the court."""
    create(connection, CENTRE, "示例仲裁委员会", "ARBITRATION_CENTRE")
    create(connection, COURT, "示例人民法院", "COURT")


def claim(**changes: Any) -> Claim:
    """Return a claim of 48,000 yuan for goods."""
    given: dict[str, Any] = {
        "centre_code": CENTRE,
        "claimant_uscc": CLAIMANT,
        "respondent_uscc": RESPONDENT,
        "dispute": DisputeKind.SALE,
        "claim_fen": 4_800_000,
        "claim": "支付货款",
        "facts": "未付货款",
        "agreement": "争议提交示例仲裁委员会仲裁",
        "agreed_on": date(2025, 1, 1),
    }
    return Claim(**given | changes)


def lodged(session: Session, **changes: Any) -> ArbitrationCase:
    """Lodge a case."""
    return lodging.lodge(session, claim(**changes), intake=IntakeKind.COMPANY, actor=PARTY, jurisdiction=HERE)


def served(session: Session, **changes: Any) -> ArbitrationCase:
    """Take a case to where both sides have the notice."""
    case = lodged(session, **changes)
    lodging.accept(session, case.id, number=f"示仲{case.id[-8:]}号", actor=STAFF, jurisdiction=HERE)
    serving.pay_fee(session, case.id, paid_on=clock.today(), actor=STAFF)
    return received(session, case, ServedDocument.NOTICE)


def received(session: Session, case: ArbitrationCase, document: ServedDocument) -> ArbitrationCase:
    """Let both sides get a document today."""
    serving.send(session, case.id, document, actor=STAFF)
    for side in Side:
        serving.receive(session, case.id, document, side, received_on=clock.today(), receipt="签收", jurisdiction=HERE)
    return case


def formed(session: Session, **changes: Any) -> ArbitrationCase:
    """Take a case to its tribunal."""
    case = served(session, **changes)
    return forming.form(session, case.id, [Seat("usr_arbitrator", "示例")], actor=STAFF, jurisdiction=HERE)


def heard(session: Session, **changes: Any) -> ArbitrationCase:
    """Take a case through its hearing."""
    case = formed(session, **changes)
    later = clock.now().replace(year=2099)
    hearing.schedule(session, case.id, scheduled_at=later, place=None, actor=ARBITRATOR)
    over = clock.now()
    return hearing.hold(
        session,
        case.id,
        begun_at=over - INSTANT,
        ended_at=over,
        participants="双方",
        minutes="记录",
        attachments=(),
        actor=ARBITRATOR,
        jurisdiction=HERE,
    )


def pay(due_on: date | None = None, fen: int = 4_800_000, debtor: Side = Side.RESPONDENT) -> Duty:
    """Return a duty to pay."""
    return Duty(ObligationKind.PAY, debtor, "支付货款", due_on or clock.today(), fen)


def awarded(session: Session, *duties: Duty, **changes: Any) -> ArbitrationCase:
    """Take a case to an award that both sides have."""
    case = heard(session, **changes)
    making.award(session, case.id, "裁决如下", list(duties) or [pay()], actor=ARBITRATOR)
    return received(session, case, ServedDocument.AWARD)
