"""What is refused in a case, each with the state or the reason named: tribunal, award, courts, referral."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.arbitration import lodging, representation, serving
from exchange.arbitration.model import ArbitrationCase, CaseDeadline, CaseProcedure, IntakeKind, ServedDocument, Side
from exchange.arbitration.refusal import CaseRefused, CaseTooEarly, CaseTooLate, CentreUnknown
from exchange.award import court, making, performing
from exchange.award.court import CourtAct
from exchange.award.enforceability import Duty
from exchange.award.model import ObligationKind
from exchange.errors import ExchangeError
from exchange.evidence.attaching import Material
from exchange.procedure.transition import TransitionRefused
from exchange.referral import rules as referrals
from exchange.referral.model import Referral
from exchange.referral.refusal import ReferralExists, ReferralRefused
from exchange.tribunal import forming
from exchange.tribunal.forming import Seat
from exchange.tribunal.model import Arbitrator
from tests.domain.arbitration import (
    ARBITRATOR,
    CENTRE,
    CLAIMANT,
    COURT,
    HERE,
    PARTY,
    STAFF,
    awarded,
    claim,
    formed,
    heard,
    institutions,
    lodged,
    pay,
    served,
)
from tests.domain.procedure import put_evidence

TODAY = clock.today()
GROUND = "REFUSAL_DESPITE_ABILITY"


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """Give a transaction with a centre and a court."""
    with Session(engine) as session, session.begin():
        institutions(session.connection())
        yield session


@pytest.fixture
def tomorrow(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Give what lets the day end."""
    return lambda: monkeypatch.setattr(clock, "today", lambda: TODAY + timedelta(days=1))


def proof(session: Session, n: int = 1) -> list[Material]:
    """Let the claimant have sent a file."""
    return [Material(put_evidence(session.connection(), n, by=PARTY))]


def applied(session: Session, case: ArbitrationCase, **changes: Any) -> Referral:
    """Let the claimant apply for a referral."""
    given: dict[str, Any] = {"ground": GROUND, "ability": "账户有存款", "actor": PARTY} | changes
    if "evidence" not in given:
        given["evidence"] = proof(session)
    return referrals.apply(session, case.id, Side.CLAIMANT, **given)


def defaulted(session: Session, tomorrow: Callable[[], None]) -> ArbitrationCase:
    """Take a case to a default."""
    case = awarded(session)
    tomorrow()
    return performing.default(session, case.id, actor=STAFF)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"claim_fen": 0}, "claimFen"),
        ({"claim_fen": -1}, "claimFen"),
        ({"claim_fen": 10**15 + 1}, "claimFen"),
        ({"respondent_uscc": CLAIMANT}, "respondent"),
        ({"claimant_uscc": "91X"}, "claimant"),
        ({"claim": " "}, "claim"),
        ({"agreement": ""}, "agreement"),
        ({"facts": "\0"}, "facts"),
        ({"agreed_on": TODAY + timedelta(days=1)}, "agreedOn"),
    ],
)
def test_a_claim_that_cannot_be_meant_is_refused(session: Session, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(CaseRefused) as refused:
        lodged(session, **changes)
    assert refused.value.field == field


def test_only_an_arbitration_centre_takes_cases(session: Session) -> None:
    for code in (COURT, "NOBODY", "\0"):
        with pytest.raises(CentreUnknown):
            lodging.lodge(session, claim(centre_code=code), intake=IntakeKind.COMPANY, actor=PARTY, jurisdiction=HERE)


def test_a_number_is_used_once(session: Session) -> None:
    first, second = lodged(session), lodged(session)
    lodging.accept(session, first.id, number="1号", actor=STAFF, jurisdiction=HERE)
    with pytest.raises(CaseRefused, match="number: 1号 is another"):
        lodging.accept(session, second.id, number=" 1号 ", actor=STAFF, jurisdiction=HERE)


def test_the_hearing_follows_only_once_fee_and_notices_are_there(session: Session) -> None:
    case = lodged(session)
    lodging.accept(session, case.id, number="1号", actor=STAFF, jurisdiction=HERE)
    with pytest.raises(TransitionRefused, match="is ACCEPTED; FORM_TRIBUNAL takes one that is MEDIATION or SERVED"):
        forming.form(session, case.id, [Seat("usr_1", "甲")], actor=STAFF, jurisdiction=HERE)
    with pytest.raises(CaseRefused, match="NOTICE wasn't sent"):
        serving.receive(
            session, case.id, ServedDocument.NOTICE, Side.CLAIMANT, received_on=TODAY, receipt="x", jurisdiction=HERE
        )


def test_an_expedited_case_has_one_arbitrator_and_nobody_is_judge_in_the_own_cause(session: Session) -> None:
    case = served(session)
    representation.appoint(session, case.id, Side.CLAIMANT, user_id="usr_2", powers="一般代理", actor=PARTY)
    seats = [Seat(f"usr_{n}", "甲") for n in (1, 3, 4)]
    for given, message in (
        (seats, "takes 1, not 3"),
        ([], "takes 1, not 0"),
        ([Seat("usr_2", "乙")], "doesn't decide"),
    ):
        with pytest.raises(CaseRefused, match=message), session.begin_nested():
            forming.form(session, case.id, given, actor=STAFF, jurisdiction=HERE)
    forming.form(session, case.id, seats[:1], actor=STAFF, jurisdiction=HERE)


def test_a_challenge_comes_before_the_first_hearing_and_replaces_whom_it_is_about(session: Session) -> None:
    case = formed(session)
    doubted = session.scalars(select(Arbitrator)).one()
    forming.challenge(session, case.id, doubted.id, Side.RESPONDENT, grounds="有利害关系", actor=PARTY)
    with pytest.raises(TransitionRefused, match="is CHALLENGED"):
        forming.challenge(session, case.id, doubted.id, Side.RESPONDENT, grounds="x", actor=PARTY)
    with pytest.raises(CaseRefused, match="sits, or sat"):
        forming.decide_challenge(
            session, case.id, reasons="x", replacement=Seat(doubted.user_id, "甲"), actor=STAFF, jurisdiction=HERE
        )
    session.expire_all()
    assert session.get_one(ArbitrationCase, case.id).state == "TRIBUNAL_FORMED"


def test_after_the_first_hearing_nobody_is_challenged(session: Session) -> None:
    case = heard(session)
    sits = session.scalars(select(Arbitrator)).one()
    with pytest.raises(CaseTooLate, match=f"A challenge was possible until {TODAY}"):
        forming.challenge(session, case.id, sits.id, Side.CLAIMANT, grounds="x", actor=PARTY)


@pytest.mark.parametrize(
    ("duty", "field"),
    [
        (pay(fen=0), "obligations.0.amountFen"),
        (Duty(ObligationKind.PAY, Side.RESPONDENT, "支付货款", TODAY), "obligations.0.amountFen"),
        (pay()._replace(content="支付合理期限内的货款"), "obligations.0.content"),
        (pay()._replace(content="金额另行协商"), "obligations.0.content"),
        (pay()._replace(content=" "), "obligations.0.content"),
        (pay(TODAY - timedelta(days=1)), "obligations.0.dueOn"),
        (Duty(ObligationKind.DELIVER, Side.RESPONDENT, "交付机床一台", TODAY, 5), "obligations.0.amountFen"),
        (None, "obligations"),
    ],
)
def test_an_award_with_an_indefinite_obligation_is_not_issued(session: Session, duty: Duty | None, field: str) -> None:
    case = heard(session)
    with pytest.raises(CaseRefused) as refused, session.begin_nested():
        making.award(session, case.id, "裁决如下", [duty] if duty else [], actor=ARBITRATOR)
    assert refused.value.field == field
    session.expire_all()
    assert (case.state, making.latest(session, case.id)) == ("HEARING", None)


def test_without_a_hearing_only_documents_decide(session: Session) -> None:
    case = formed(session)
    with pytest.raises(TransitionRefused, match="is TRIBUNAL_FORMED; AWARD takes one that is HEARING"):
        making.award(session, case.id, "裁决如下", [pay()], actor=ARBITRATOR)

    small = lodged(session, claim_fen=900_000)
    lodging.accept(
        session, small.id, number="2号", procedure=CaseProcedure.DOCUMENTS_ONLY, documents_agreed=True, actor=STAFF,
        jurisdiction=HERE,
    )  # fmt: skip
    assert small.procedure == "DOCUMENTS_ONLY"


def test_a_statement_binds_with_the_second_signature(session: Session) -> None:
    case = making.mediate(session, served(session).id, actor=STAFF)
    making.propose(session, case.id, "和解", [pay()], actor=STAFF)
    first = making.latest(session, case.id)
    making.propose(session, case.id, "再和解", [pay()], actor=STAFF)
    latest = making.latest(session, case.id)
    assert first
    assert latest
    with pytest.raises(CaseRefused, match="not what is to be signed"):
        making.sign(session, case.id, first.id, Side.CLAIMANT)
    making.sign(session, case.id, latest.id, Side.CLAIMANT)
    assert (case.state, latest.binding_on) == ("MEDIATION", None)
    with pytest.raises(CaseRefused, match="CLAIMANT has signed it already"):
        making.sign(session, case.id, latest.id, Side.CLAIMANT)
    making.sign(session, case.id, latest.id, Side.RESPONDENT)
    assert (case.state, latest.binding_on) == ("MEDIATED", TODAY)


def test_a_referral_before_the_period_lapses_or_without_application_is_refused(
    session: Session, tomorrow: Callable[[], None]
) -> None:
    case = awarded(session)
    for refused in (lambda: applied(session, case), lambda: performing.default(session, case.id, actor=STAFF)):
        with pytest.raises(CaseTooEarly), session.begin_nested():
            refused()
    tomorrow()
    performing.default(session, case.id, actor=STAFF)
    assert session.scalars(select(Referral)).all() == []
    with pytest.raises(ExchangeError, match="There is no referral"):
        referrals.send(session, "rfr_1", court_code=COURT, actor=STAFF)


def test_a_referral_is_made_once_for_an_award_and_a_debtor(session: Session, tomorrow: Callable[[], None]) -> None:
    case = defaulted(session, tomorrow)
    made = applied(session, case)
    assert (made.outstanding_fen, made.debtor, made.state) == (4_800_000, "RESPONDENT", "APPLIED")
    with pytest.raises(ReferralExists, match=made.id):
        applied(session, case, evidence=proof(session, 2))
    for code in ("NOBODY", CENTRE):
        with pytest.raises(ReferralRefused, match="is no court"):
            referrals.send(session, made.id, court_code=code, actor=STAFF)
    referrals.send(session, made.id, court_code=COURT, actor=STAFF)
    # Nobody answered: the court is told once more.
    assert referrals.send(session, made.id, court_code=COURT, actor=STAFF).attempts == 2


def test_an_application_shows_a_ground_and_the_ability_to_perform(
    session: Session, tomorrow: Callable[[], None]
) -> None:
    case = defaulted(session, tomorrow)
    for changes, field in (({"ground": "X"}, "ground"), ({"ability": " "}, "ability"), ({"evidence": []}, "evidence")):
        with pytest.raises(CaseRefused) as refused, session.begin_nested():
            applied(session, case, **changes)
        assert refused.value.field == field
    session.expire_all()
    assert case.state == "DEFAULTED"


def test_a_stayed_award_is_neither_applied_for_nor_sent(session: Session, tomorrow: Callable[[], None]) -> None:
    case = defaulted(session, tomorrow)
    did: dict[str, Any] = {
        "document": "示例民特1号",
        "acted_on": TODAY,
        "side": Side.RESPONDENT,
        "actor": STAFF,
        "jurisdiction": HERE,
    }
    court.write_down(session, case.id, CourtAct.APPLIED, **did)
    court.write_down(session, case.id, CourtAct.STAYED, **did)
    with pytest.raises(CaseRefused, match=f"stayed since {TODAY}"), session.begin_nested():
        applied(session, case)
    court.write_down(session, case.id, CourtAct.RESUMED, **did)
    made = applied(session, case, evidence=proof(session, 5))
    court.write_down(session, case.id, CourtAct.STAYED, **did)
    with pytest.raises(CaseRefused, match="stayed"):
        referrals.send(session, made.id, court_code=COURT, actor=STAFF)
    court.write_down(session, case.id, CourtAct.SET_ASIDE, **did)
    assert (case.state, case.closed_on) == ("SET_ASIDE", TODAY + timedelta(days=1))
    assert not session.scalars(select(CaseDeadline).where(CaseDeadline.met_on.is_(None))).all()


def test_money_is_performed_once_and_no_more_than_is_owed(session: Session) -> None:
    case = awarded(session)
    made = making.binding(session, case.id)
    assert made
    (owed,) = making.obligations(session, made.id)
    paid: dict[str, Any] = {"performed_on": TODAY, "actor": PARTY}
    for fen in (None, 0, -1, 4_800_001):
        with pytest.raises(CaseRefused, match="of 1 to 4800000 fen"):
            performing.state(session, case.id, owed.id, amount_fen=fen, side=Side.CLAIMANT, **paid)
    performing.state(session, case.id, owed.id, amount_fen=4_000_000, side=Side.CLAIMANT, **paid)
    assert (case.state, owed.performed_fen, owed.performed_on) == ("PART_PERFORMED", 4_000_000, None)
    # What the debtor says counts once the creditor confirms it.
    performing.state(session, case.id, owed.id, amount_fen=800_000, side=Side.RESPONDENT, **paid)
    assert owed.performed_fen == 4_000_000
    performing.state(session, case.id, owed.id, amount_fen=800_000, side=None, **paid)
    assert (case.state, owed.performed_fen, owed.performed_on) == ("PERFORMED", 4_800_000, TODAY)
