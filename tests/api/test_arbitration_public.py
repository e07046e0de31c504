"""What others may know of arbitration: fees, published outcomes, numbers of no few cases, and a bank's question."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from auth.principal import ANONYMOUS
from exchange import clock
from exchange.agreement import rules as agreements
from exchange.agreement.terms import Terms as AgreementTerms
from exchange.arbitration.model import ArbitrationCase, Side
from exchange.arbitration.representation import agree_to_publish
from exchange.award import making, performing
from resolvers.refusal import Refused
from tests.api.office import Office
from tests.domain import arbitration
from tests.domain.arbitration import CENTRE, CLAIMANT, PARTY, RESPONDENT

TODAY = clock.today()
OUTCOMES = """{ arbitrationOutcomes { totalCount nodes {
  caseNumber disclosure kind awardedOn claimantUscc respondentUscc amountFen performed centre { code } } } }"""
COUNTS = "query($year: Int!) { arbitrationStatistics(year: $year) { dispute cases medianDays performedPercent } }"
FEE = """query($c: Code!, $f: BigInt!) { arbitrationFee(centre: $c, claimFen: $f) {
  fen leastFen mostFen procedure rules verified tableSource } }"""
ASK = """query($u: USCC!, $c: ID, $above: BigInt!) {
  creditFile(uscc: $u, purpose: LOAN_REVIEW, consent: $c) { access { granted } unperformedAward(aboveFen: $above) } }"""
LODGE = "mutation($i: LodgeConsentInput!) { lodgeConsent(input: $i) { ... on ConsentPayload { consent { id } } } }"
APPROVE = """mutation($id: ID!) { approveConsent(input: {consent: $id}) {
  ... on ConsentPayload { consent { state } } ... on CommandError { code message } } }"""


@pytest.fixture
def made(office: Office) -> ArbitrationCase:
    """An award of 48,000 yuan that isn't performed."""
    with Session(office.engine, expire_on_commit=False) as session, session.begin():
        arbitration.institutions(session.connection())
        return arbitration.awarded(session)


def test_what_a_case_costs(office: Office, made: ArbitrationCase) -> None:
    found = office.ask(ANONYMOUS, FEE, {"c": CENTRE, "f": "4800000"})["arbitrationFee"]
    assert found == {
        "fen": "192000",
        "leastFen": "192000",
        "mostFen": "245000",
        "procedure": "EXPEDITED",
        "rules": "DEFAULT_1",
        "verified": False,
        "tableSource": "仲裁委员会仲裁收费办法 (1995年)",
    }
    with pytest.raises(Refused, match="claimFen: 0 is not of 1"):
        office.answer(ANONYMOUS, FEE, {"c": CENTRE, "f": "0"})


def test_an_outcome_is_published_where_both_agree_and_no_longer_when_one_does_not(
    office: Office, made: ArbitrationCase
) -> None:
    nobody: dict[str, Any] = {"totalCount": 0, "nodes": []}
    for side, wanted in ((Side.CLAIMANT, 0), (Side.RESPONDENT, 1)):
        with Session(office.engine) as session, session.begin():
            agree_to_publish(session, made.id, side, agrees=True)
        assert office.ask(ANONYMOUS, OUTCOMES)["arbitrationOutcomes"]["totalCount"] == wanted
    [outcome] = office.ask(ANONYMOUS, OUTCOMES)["arbitrationOutcomes"]["nodes"]
    assert outcome == {
        "caseNumber": made.number,
        "disclosure": "PARTIES_AGREED",
        "kind": "AWARD",
        "awardedOn": TODAY.isoformat(),
        "claimantUscc": CLAIMANT,
        "respondentUscc": RESPONDENT,
        "amountFen": "4800000",
        "performed": False,
        "centre": {"code": CENTRE},
    }
    with Session(office.engine) as session, session.begin():
        agree_to_publish(session, made.id, Side.CLAIMANT, agrees=False)
    assert office.ask(ANONYMOUS, OUTCOMES)["arbitrationOutcomes"] == nobody


def counted(office: Office, **numbers: int) -> dict[str, Any]:
    """Write so many cases of each kind, lodged in 2020 and awarded 1, 2, 3 … days later; return the numbers."""
    with Session(office.engine) as session, session.begin():
        row = session.execute(select(ArbitrationCase.__table__)).mappings().one()
        rows = [
            {
                **row,
                "id": f"arb_{kind}{n}",
                "number": f"{kind}{n}",
                "dispute": kind,
                "year": 2020,
                "decided_days": n + 1,
                "lodged_at": datetime(2020, 1, 1, tzinfo=UTC),
                "awarded_on": date(2020, 2, 1),
                "closed_on": date(2020, 3, 1) if n % 2 else None,
            }
            | {"state": "PERFORMED" if n % 2 else "DEFAULTED"}
            for kind, count in numbers.items()
            for n in range(count)
        ]
        session.execute(insert(ArbitrationCase.__table__), rows)  # type: ignore[arg-type]
    return told(office)


def told(office: Office) -> dict[str, Any]:
    """Return the numbers of 2020."""
    found = office.ask(ANONYMOUS, COUNTS, {"year": 2020})["arbitrationStatistics"]
    return {one["dispute"]: (one["cases"], one["medianDays"], one["performedPercent"]) for one in found}


def test_numbers_are_of_no_few_cases(office: Office, made: ArbitrationCase) -> None:
    nothing = (None, None, None)
    found = counted(office, SALE=9, LOAN=7, LEASE=6)
    # Nobody knows whether the others are none or a few.
    assert found == {
        "SALE": (9, 5, 44),
        "LOAN": (7, 4, 42),
        "LEASE": (6, 3, 50),
        "CONSTRUCTION": nothing,
        "SERVICE": nothing,
        "OTHER": nothing,
    }


def test_what_could_be_worked_out_from_the_others_goes_too(office: Office, made: ArbitrationCase) -> None:
    found = counted(office, SALE=9, LOAN=7, SERVICE=2)
    assert {kind for kind, numbers in found.items() if numbers[0] is not None} == {"SALE"}


def test_what_happens_this_month_is_not_counted_yet(office: Office, made: ArbitrationCase) -> None:
    before = counted(office, SALE=9)
    first = clock.today().replace(day=1)
    began = datetime.combine(first, time(), clock.LOCAL)
    with Session(office.engine) as session, session.begin():
        row = dict(session.execute(select(ArbitrationCase.__table__).limit(1)).mappings().one())
        new = {"id": "arb_x", "number": "x", "year": 2020, "dispute": "SALE", "decided_days": 1, "state": "PERFORMED"}
        days = {"awarded_on": first, "closed_on": first, "lodged_at": began}
        session.execute(insert(ArbitrationCase).values(**row | new | days))
    assert told(office) == before
    with Session(office.engine) as session, session.begin():
        earlier = update(ArbitrationCase).where(ArbitrationCase.id == "arb_x")
        session.execute(earlier.values(lodged_at=began - timedelta(seconds=1)))
    # The case counts now, its award not yet.
    assert told(office)["SALE"] == (10, 5, 44)


def test_a_bank_asks_yes_or_no_under_the_debtor_s_consent(office: Office, made: ArbitrationCase) -> None:
    bank, person = office.program("BANK"), office.person("zhang.san", RESPONDENT)
    office.program("OPERATOR")
    with Session(office.engine) as session, session.begin():
        terms = AgreementTerms(
            number="1", title="示例协议",
            parties=("T-BANK", "T-OPERATOR"), items=("ARBITRATION_OUTCOME",), purposes=("LOAN_REVIEW",),
            legal_basis="示例", security_terms="示例", valid_from=TODAY, valid_until=TODAY + timedelta(days=30),
        )  # fmt: skip
        agreements.enter(session, terms)
    bank = office.now("bank")
    asked = {"u": RESPONDENT, "above": "2000000"}
    shut = office.ask(bank, ASK, asked)["creditFile"]
    assert shut == {"access": {"granted": False}, "unperformedAward": None}
    terms_ = {"uscc": RESPONDENT, "purpose": "LOAN_REVIEW", "items": ["ARBITRATION_OUTCOME"], "mode": "VIEW"}
    until = (clock.now() + timedelta(days=30)).isoformat()
    lodged = office.ask(bank, LODGE, {"i": {**terms_, "fetch": "PERIODIC", "fetchLimit": 9, "validUntil": until}})
    consent = lodged["lodgeConsent"]["consent"]["id"]
    assert office.ask(person, APPROVE, {"id": consent})["approveConsent"] == {"consent": {"state": "ACTIVE"}}

    # By close amounts the amount itself would be found.
    for close in ("4799999", "4800000", "-1"):
        with pytest.raises(Refused, match="isn't asked about"):
            office.ask(bank, ASK, {**asked, "c": consent, "above": close})
    for above, wanted in (("0", True), ("2000000", True), ("5000000", False)):
        found = office.ask(bank, ASK, {**asked, "c": consent, "above": above})["creditFile"]
        assert found == {"access": {"granted": True}, "unperformedAward": wanted}
    with Session(office.engine) as session, session.begin():
        award = making.binding(session, made.id)
        assert award
        [owed] = making.obligations(session, award.id)
        performing.state(
            session, made.id, owed.id, amount_fen=4_800_000, performed_on=TODAY, side=Side.CLAIMANT, actor=PARTY
        )
    found = office.ask(replace(bank), ASK, {**asked, "c": consent})["creditFile"]
    assert found["unperformedAward"] is False
