"""The verification page: genuine or not, of when, and whether a report still holds; never what isn't public."""

import hashlib

import orjson
import pytest
from joserfc import jwt
from joserfc.jwk import KeySet
from sqlalchemy import update
from sqlalchemy.orm import Session

from auth.oauth.keys import rotate
from exchange import clock
from exchange.filing.model import AnnualReport
from exchange.record.kind import RecordState
from tests.api.counter import Counter
from tests.api.reports import SUBJECT, Desk, shown


@pytest.fixture
def desk(at: Counter) -> Desk:
    """Who asks for reports."""
    return Desk.of(at)


def test_a_genuine_report_is_said_to_be_one(desk: Desk) -> None:
    report = desk.public()

    told = desk.verified(report)
    page = desk.get(f"/verify/{report.headers['report-id'].upper()}")

    assert told == {
        "genuine": True,
        "id": report.headers["report-id"],
        "audience": "PUBLIC",
        "uscc": SUBJECT,
        "name": "示例乙股份有限公司",
        "madeAt": orjson.loads(report.content)["madeAt"],
        "sha256": hashlib.sha256(report.content).hexdigest(),
        "changed": False,
        "changedSections": [],
    }
    assert page.status_code == 200
    assert "真实：本报告由本平台出具。" in page.text
    assert "出具以来，报告所载的信息没有变动。" in page.text
    assert page.headers["cache-control"] == "no-store"


def test_what_is_no_report_gets_one_answer(desk: Desk) -> None:
    unknown = desk.get("/verify/aaaaaaaaaaaaaaaaaaaaaaaaaa")

    malformed = [desk.get(f"/verify/{text}") for text in ("x", "rpt_", "%00", "%3Cb%3E", "a" * 500)]

    assert unknown.status_code == 404
    assert "不是本平台的报告。" in unknown.text
    assert {(answer.status_code, answer.text) for answer in malformed} == {(404, unknown.text)}
    assert desk.verdict("aaaaaaaaaaaaaaaaaaaaaaaaaa") == {"genuine": False}


def test_a_changed_public_report_says_which_sections_changed(desk: Desk) -> None:
    report = desk.public()
    record = shown(report, "PENALTY")[0]

    desk.bring(record, RecordState.RESTORED)

    assert desk.verified(report)["changedSections"] == ["PENALTY"]
    page = desk.get(f"/verify/{report.headers['report-id']}").text
    assert "出具以来，报告所载的信息有变动：行政处罚。请取得新的报告。" in page
    assert "修复" not in page
    assert desk.verified(desk.public())["changed"] is False


def test_of_other_reports_only_that_something_changed_is_said(desk: Desk) -> None:
    user = desk.user(SUBJECT)
    own = desk.get(f"/reports/self/{SUBJECT}.json", user)
    lent = desk.bank(desk.at.consent(user))
    assert [desk.verified(report)["changed"] for report in (own, lent)] == [False, False]

    desk.bring(shown(own, "SOCIAL_INSURANCE")[0], RecordState.WITHDRAWN)

    # The consent doesn't cover social insurance: nothing that the bank's report says has changed.
    assert [desk.verified(report)["changed"] for report in (own, lent)] == [True, False]
    with Session(desk.at.desk.engine) as session, session.begin():
        session.execute(update(AnnualReport).where(AnnualReport.uscc == SUBJECT).values(stated_at=clock.now()))
    told = desk.verified(lent)
    assert (told["changed"], told.keys() & {"changedSections"}) == (True, set())
    assert "报告所涵盖的信息有变动。请向报告的企业索取新的报告。" in desk.get(f"/verify/{told['id']}").text


def test_a_report_that_says_the_same_again_holds_again(desk: Desk) -> None:
    user = desk.user(SUBJECT)
    own = desk.get(f"/reports/self/{SUBJECT}.json", user)
    record = shown(own, "SOCIAL_INSURANCE")[0]
    desk.set(record, state="ACTIVE")
    own = desk.get(f"/reports/self/{SUBJECT}.json", user)

    desk.bring(record, RecordState.DISPUTED)
    during = desk.verified(own)["changed"]
    desk.bring(record, RecordState.ACTIVE)
    again = desk.get(f"/reports/self/{SUBJECT}.json", user)

    assert during is True
    assert again.content == own.content
    assert desk.verified(again)["changed"] is False


def test_the_signature_leads_to_the_report(desk: Desk) -> None:
    report, signed = desk.public(), desk.public(ending="jws").text
    keys = KeySet.import_key_set(desk.get("/verify/keys").json())

    token = jwt.decode(signed, keys, algorithms=["ES256"])
    sent = desk.at.desk.http.post("/verify", data={"report": f" {signed}\n"}, follow_redirects=False)

    assert token.header["typ"] == "credit-report+jwt"
    assert token.claims["iss"] == "https://exchange.example"
    assert token.claims["sha256"] == hashlib.sha256(report.content).hexdigest()
    assert (token.claims["jti"], token.claims["sub"]) == (report.headers["report-id"], SUBJECT)
    assert sent.status_code == 303
    assert sent.headers["location"] == f"/verify/{report.headers['report-id'].removeprefix('rpt_')}"


def test_an_altered_signature_leads_nowhere(desk: Desk) -> None:
    signed = desk.public(ending="jws").text
    head, claims, signature = signed.split(".")

    other = (f"{head}.{claims[:-2]}AA.{signature}", f"{head}.{claims}.{signature[:-4]}AAAA")
    altered = (*other, "a.b.c", "", "x" * 20_000)
    answers = [desk.at.desk.http.post("/verify", data={"report": text}) for text in altered]

    assert {answer.status_code for answer in answers} == {404}
    assert {"不是本平台的报告。" in answer.text for answer in answers} == {True}


def test_an_altered_file_is_told_from_the_report(desk: Desk) -> None:
    report = desk.public()
    right = hashlib.sha256(report.content).hexdigest()
    wrong = hashlib.sha256(report.content.replace(b"ACTIVE", b"active")).hexdigest()
    address = f"/verify/{report.headers['report-id']}?sha256="

    assert "<strong>一致：</strong>" in desk.get(address + right.upper()).text
    assert "<strong>不一致：</strong>" in desk.get(address + wrong).text


def test_a_signature_is_checked_with_keys_that_were_rotated_away(desk: Desk) -> None:
    signed = desk.public(ending="jws").text

    with Session(desk.at.desk.engine) as session, session.begin():
        rotate(session, desk.at.desk.settings)
        rotate(session, desk.at.desk.settings)
    keys = desk.get("/verify/keys").json()

    assert len(keys["keys"]) == 3
    assert all("d" not in key for key in keys["keys"])
    assert jwt.decode(signed, KeySet.import_key_set(keys), algorithms=["ES256"]).claims["sub"] == SUBJECT
    assert desk.at.desk.http.post("/verify", data={"report": signed}, follow_redirects=False).status_code == 303


def test_the_form_asks_which_report(desk: Desk) -> None:
    page = desk.get("/verify")

    assert page.status_code == 200
    assert '<form method="post" action="/verify">' in page.text
    assert "form-action 'self'" in page.headers["content-security-policy"]
