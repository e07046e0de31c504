"""Whatever anybody tries in whatever order: a case goes where the model lets it, and nothing is lost on the way."""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.arbitration import lodging, serving
from exchange.arbitration.model import ArbitrationCase, CaseDeadline, ServedDocument, Side
from exchange.award import court, making, performing
from exchange.award.court import CourtAct
from exchange.award.model import Award, Obligation, Performance
from exchange.errors import ExchangeError
from exchange.evidence.attaching import Material
from exchange.procedure.model import ProcedureEvent
from exchange.referral import rules as referrals
from exchange.referral.model import Referral
from exchange.tribunal import forming, hearing
from exchange.tribunal.forming import Seat
from tests.domain.arbitration import (
    ARBITRATOR,
    COURT,
    HERE,
    INSTANT,
    OTHER,
    PARTY,
    STAFF,
    awarded,
    heard,
    institutions,
    lodged,
    pay,
)
from tests.domain.procedure import put_evidence

OWED = {"pay": {"PART_PERFORMED", "PERFORMED"}, "set_aside": {"SET_ASIDE"}}
MODEL: Mapping[str, Mapping[str, set[str]]] = {
    "LODGED": {"accept": {"ACCEPTED"}, "refuse": {"REFUSED"}, "withdraw": {"WITHDRAWN"}},
    "ACCEPTED": {
        "fee": {"ACCEPTED", "SERVED"},
        "notice": {"ACCEPTED"},
        "receive": {"ACCEPTED", "SERVED"},
        "withdraw": {"WITHDRAWN"},
    },
    "SERVED": {"mediate": {"MEDIATION"}, "form": {"TRIBUNAL_FORMED"}, "withdraw": {"WITHDRAWN"}},
    "MEDIATION": {
        "propose": {"MEDIATION"},
        "sign": {"MEDIATION", "MEDIATED"},
        "form": {"TRIBUNAL_FORMED"},
        "withdraw": {"WITHDRAWN"},
    },
    "TRIBUNAL_FORMED": {
        "challenge": {"CHALLENGED"},
        "hear": {"HEARING"},
        "mediate": {"MEDIATION"},
        "withdraw": {"WITHDRAWN"},
    },
    "CHALLENGED": {"decide": {"TRIBUNAL_FORMED"}, "withdraw": {"WITHDRAWN"}},
    "HEARING": {"hear": {"HEARING"}, "award": {"AWARDED"}, "mediate": {"MEDIATION"}, "withdraw": {"WITHDRAWN"}},
    "AWARDED": {
        "deliver": {"AWARDED"},
        "receive": {"AWARDED", "PERFORMANCE_DUE"},
        "set_aside": {"SET_ASIDE"},
        "stay": {"AWARDED"},
    },
    "MEDIATED": {
        "deliver": {"MEDIATED"},
        "receive": {"MEDIATED", "PERFORMANCE_DUE"},
        "set_aside": {"SET_ASIDE"},
        "stay": {"MEDIATED"},
    },
    "PERFORMANCE_DUE": {**OWED, "default": {"DEFAULTED"}, "stay": {"PERFORMANCE_DUE"}},
    "PART_PERFORMED": {**OWED, "default": {"DEFAULTED"}, "stay": {"PART_PERFORMED"}},
    "DEFAULTED": {**OWED, "apply": {"ENFORCEMENT_APPLIED"}, "stay": {"DEFAULTED"}},
    "ENFORCEMENT_APPLIED": {
        "pay": {"ENFORCEMENT_APPLIED", "PERFORMED"},
        "refer": {"REFERRED"},
        "set_aside": {"SET_ASIDE"},
        "stay": {"ENFORCEMENT_APPLIED"},
    },
    "REFERRED": {
        "pay": {"REFERRED", "PERFORMED"},
        "refer": {"REFERRED"},
        "court_refuses": {"REFERRAL_REFUSED"},
        "set_aside": {"SET_ASIDE"},
        "stay": {"REFERRED"},
    },
    "REFERRAL_REFUSED": {
        "pay": {"REFERRAL_REFUSED", "PERFORMED"},
        "set_aside": {"SET_ASIDE"},
        "stay": {"REFERRAL_REFUSED"},
    },
    "PERFORMED": {"set_aside": {"SET_ASIDE"}, "stay": {"PERFORMED"}},
}
"""What may be tried in a state with success, and where it leads; in all other states there is nothing to be done."""
ONWARD: Mapping[str, tuple[str, ...]] = {
    "LODGED": ("accept",),
    "ACCEPTED": ("fee", "notice", "receive"),
    "SERVED": ("form", "mediate"),
    "MEDIATION": ("propose", "sign", "form"),
    "TRIBUNAL_FORMED": ("hear", "challenge"),
    "CHALLENGED": ("decide",),
    "HEARING": ("award",),
    "AWARDED": ("deliver", "receive"),
    "MEDIATED": ("deliver", "receive"),
    "PERFORMANCE_DUE": ("tomorrow", "default", "pay"),
    "PART_PERFORMED": ("tomorrow", "default", "pay"),
    "DEFAULTED": ("apply", "pay"),
    "ENFORCEMENT_APPLIED": ("refer",),
    "REFERRED": ("court_refuses", "refer", "pay"),
}
"""What leads a case on; tried more often than the rest, so that every state is reached."""
STEPS = 40
TABLES: tuple[Any, ...] = (CaseDeadline, Award, Obligation, Performance, Referral)


class Trying:
    """One case, and everything that may be tried with it."""

    def __init__(self, session: Session, case: ArbitrationCase) -> None:
        self.session, self.case, self.files = session, case, 0
        self.tries: Mapping[str, Callable[[], Any]] = {
            "accept": lambda: lodging.accept(
                session, self.id, number=f"号{self.id[-12:]}", actor=STAFF, jurisdiction=HERE
            ),
            "refuse": lambda: lodging.refuse(session, self.id, reasons="不予受理", actor=STAFF),
            "withdraw": lambda: lodging.withdraw(session, self.id, actor=PARTY),
            "fee": lambda: serving.pay_fee(session, self.id, paid_on=clock.today(), actor=STAFF),
            "notice": lambda: serving.send(session, self.id, ServedDocument.NOTICE, actor=STAFF),
            "deliver": lambda: serving.send(session, self.id, ServedDocument.AWARD, actor=STAFF),
            "receive": self.receive,
            "mediate": lambda: making.mediate(session, self.id, actor=STAFF),
            "propose": lambda: making.propose(session, self.id, "和解", [pay(clock.today())], actor=STAFF),
            "sign": self.sign,
            "form": self.form,
            "challenge": self.challenge,
            "decide": lambda: forming.decide_challenge(
                session, self.id, reasons="不成立", replacement=None, actor=STAFF, jurisdiction=HERE
            ),
            "hear": self.hear,
            "award": lambda: making.award(session, self.id, "裁决", [pay(clock.today())], actor=ARBITRATOR),
            "pay": self.pay,
            "default": lambda: performing.default(session, self.id, actor=STAFF),
            "apply": self.apply,
            "refer": self.refer,
            "court_refuses": self.court_refuses,
            "set_aside": lambda: self.court(CourtAct.SET_ASIDE),
            "stay": lambda: self.court(CourtAct.RESUMED if self.case.stayed_on else CourtAct.STAYED),
        }

    @property
    def id(self) -> str:
        return self.case.id

    def receive(self) -> None:
        document = ServedDocument.AWARD if self.case.awarded_on else ServedDocument.NOTICE
        waiting = [one for one in serving.services(self.session, self.id, document) if one.received_on is None]
        side = Side(waiting[0].side) if waiting else Side.CLAIMANT
        day = clock.today()
        serving.receive(self.session, self.id, document, side, received_on=day, receipt="签收", jurisdiction=HERE)

    def sign(self) -> None:
        latest = making.latest(self.session, self.id)
        side = Side.RESPONDENT if latest and latest.signed_claimant_at else Side.CLAIMANT
        making.sign(self.session, self.id, latest.id if latest else "awd_0", side)

    def form(self) -> None:
        self.files += 1
        seats = [Seat(f"usr_{self.files}", "示例")]
        forming.form(self.session, self.id, seats, actor=STAFF, jurisdiction=HERE)

    def challenge(self) -> None:
        sitting = forming.sitting(self.session, self.id)
        who = sitting[0].id if sitting else "arm_0"
        forming.challenge(self.session, self.id, who, Side.RESPONDENT, grounds="回避", actor=OTHER)

    def hear(self) -> None:
        later = clock.now().replace(year=2099)
        hearing.schedule(self.session, self.id, scheduled_at=later, place=None, actor=ARBITRATOR)
        said = {"participants": "双方", "minutes": "记录", "attachments": (), "actor": ARBITRATOR, "jurisdiction": HERE}
        over = clock.now()
        hearing.hold(self.session, self.id, begun_at=over - INSTANT, ended_at=over, **said)  # type: ignore[arg-type]

    def pay(self) -> None:
        made = making.binding(self.session, self.id)
        owed = making.obligations(self.session, made.id)[0].id if made else "obl_0"
        day = clock.today()
        performing.state(
            self.session, self.id, owed, amount_fen=1_600_000, performed_on=day, side=Side.CLAIMANT, actor=PARTY
        )

    def apply(self) -> None:
        self.files += 1
        file = Material(put_evidence(self.session.connection(), int(self.id[-12:], 16) * 100 + self.files, by=PARTY))
        given = {"ground": "REFUSAL_DESPITE_ABILITY", "ability": "有存款", "evidence": [file], "actor": PARTY}
        referrals.apply(self.session, self.id, Side.CLAIMANT, **given)  # type: ignore[arg-type]

    def refer(self) -> None:
        referrals.send(self.session, self.referral(), court_code=COURT, actor=STAFF)

    def court_refuses(self) -> None:
        referral = self.referral()
        referrals.acknowledge(self.session, referral, actor=STAFF)
        decision = referrals.CourtDecision.REFUSED
        referrals.decide(self.session, referral, decision, reasons="不符合", actor=STAFF)

    def referral(self) -> str:
        return self.session.scalar(select(Referral.id).where(Referral.case_id == self.id)) or "rfr_0"

    def court(self, act: CourtAct) -> None:
        said = {
            "document": "示例民特1号",
            "acted_on": clock.today(),
            "side": None,
            "actor": STAFF,
            "jurisdiction": HERE,
        }
        court.write_down(self.session, self.id, act, **said)  # type: ignore[arg-type]


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """Give a transaction with a centre and a court."""
    with Session(engine) as session, session.begin():
        institutions(session.connection())
        yield session


@settings(
    max_examples=12,
    phases=[Phase.generate],
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_a_case_goes_where_the_model_lets_it_and_loses_nothing(
    session: Session, monkeypatch: pytest.MonkeyPatch, data: st.DataObject
) -> None:
    day = [clock.today()]
    with monkeypatch.context() as patched:
        patched.setattr(clock, "today", lambda: day[0])
        trying = Trying(session, data.draw(st.sampled_from((lodged, heard, awarded)))(session))
        for _ in range(STEPS):
            before = trying.case.state
            if before not in MODEL:
                break
            anything = st.sampled_from(sorted(trying.tries))
            onward = st.sampled_from(ONWARD[before]) if before in ONWARD else anything
            name = data.draw(st.one_of(onward, onward, onward, onward, anything))
            if name == "tomorrow":
                day[0] += timedelta(days=1)
                continue
            was = counts(session, trying.id)
            try:
                with session.begin_nested():
                    trying.tries[name]()
            except ExchangeError:
                session.expire_all()
                assert trying.case.state == before, name
                assert counts(session, trying.id) == was, name
            else:
                assert trying.case.state in MODEL.get(before, {}).get(name, set()), (before, name, trying.case.state)
            check(session, trying.case)


def counts(session: Session, case_id: str) -> list[int]:
    """Return how many rows a case has in each table."""
    events = select(func.count()).select_from(ProcedureEvent).where(ProcedureEvent.object_id == case_id)
    counted = (select(func.count()).select_from(one).where(one.case_id == case_id) for one in TABLES)
    return [session.scalar(one) or 0 for one in (events, *counted)]


def check(session: Session, case: ArbitrationCase) -> None:
    """Check what holds at any time: the last event tells the state, money adds up, a closed case has no clock."""
    steps = select(ProcedureEvent.state).where(ProcedureEvent.object_id == case.id).order_by(ProcedureEvent.id.desc())
    assert session.scalars(steps).first() == case.state
    for owed in session.scalars(select(Obligation).where(Obligation.case_id == case.id)):
        stated = select(func.sum(Performance.amount_fen)).where(Performance.obligation_id == owed.id)
        confirmed = session.scalar(stated.where(Performance.confirmed_at.is_not(None))) or 0
        assert owed.performed_fen == confirmed <= (owed.amount_fen or 0)
        assert (owed.performed_on is not None) == (confirmed == owed.amount_fen)
    running = select(CaseDeadline.id).where(CaseDeadline.case_id == case.id, CaseDeadline.met_on.is_(None))
    if case.closed_on is not None:
        assert session.scalars(running).first() is None
