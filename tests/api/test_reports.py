"""Credit reports: who gets which, what is in it, that equal facts are equal bytes, and what never is in it."""

import hashlib
import sys
from datetime import timedelta
from pathlib import Path

import orjson
import pytest
from starlette.testclient import TestClient

from exchange import clock
from exchange.app import cli
from exchange.app.http import Exchange
from exchange.audit.refusal import LogUnavailable
from exchange.audit.writer import AccessLog
from exchange.record.kind import RecordState
from exchange.report import font
from exchange.report.model import CreditReport
from exchange.report.refusal import PdfUnavailable
from tests.api.counter import Counter
from tests.api.reports import ISSUE, SUBJECT, UNKNOWN, Desk, shown
from tests.planning.data import USCCS


@pytest.fixture
def desk(at: Counter) -> Desk:
    """Who asks for reports."""
    return Desk.of(at)


def test_everybody_gets_the_public_report_without_a_token(desk: Desk) -> None:
    page, data, signed = (desk.public(ending=ending) for ending in ("html", "json", "jws"))

    assert [answer.status_code for answer in (page, data, signed)] == [200, 200, 200]
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'; style-src 'sha256-" in page.headers["content-security-policy"]
    assert "script" not in page.headers["content-security-policy"]
    assert page.headers["cache-control"] == "no-cache"
    assert {answer.headers["report-id"] for answer in (page, data, signed)} == {orjson.loads(data.content)["id"]}
    assert desk.get(f"/reports/public/{SUBJECT}").content == page.content
    assert desk.accesses() == 0


def test_the_public_report_says_only_what_is_published(desk: Desk) -> None:
    facts = orjson.loads(desk.public().content)["facts"]

    assert facts.keys() == {"audience", "entity", "records"}
    assert facts["entity"]["uscc"] == SUBJECT
    records = [record for found in facts["records"].values() for record in found["shown"]]
    assert {record["catalogueItem"]["publicity"] for record in records} == {"PUBLIC"}
    assert {record["state"] for record in records} <= {"ACTIVE", "DISPUTED"}
    assert sum(found["total"] for found in facts["records"].values()) == len(records) > 3


def test_a_report_that_is_known_is_not_sent_again(desk: Desk) -> None:
    first = desk.public(ending="html")

    again = desk.public(ending="html", **{"if-none-match": first.headers["etag"]})

    assert (again.status_code, again.content) == (304, b"")


def test_an_enterprise_that_nobody_knows_has_no_report(desk: Desk) -> None:
    unknown = desk.public(UNKNOWN, "html", accept="text/html")
    told = desk.public(UNKNOWN)

    assert unknown.status_code == 404
    assert "本平台没有这个统一社会信用代码的企业。" in unknown.text
    assert told.status_code == 404
    assert told.json()["errors"][0]["extensions"]["code"] == "NOT_FOUND"
    for path in ("/reports/public/%C3%A9.html", f"/reports/nobody/{SUBJECT}", f"/reports/public/{SUBJECT}.exe"):
        assert desk.get(path).status_code == 404
    assert desk.public("91990000MA00000000").json()["errors"][0]["extensions"]["code"] == "BAD_USCC"


def test_equal_facts_are_the_same_report_in_every_process(desk: Desk) -> None:
    endings = ["html", "json", "jws"] + (["pdf"] if _sets_type() else [])
    first = [desk.public(ending=ending) for ending in endings]

    with TestClient(Exchange(desk.at.desk.settings), base_url="https://exchange.example") as other:
        again = [other.get(f"/reports/public/{SUBJECT}.{ending}") for ending in endings]

    assert [answer.status_code for answer in again] == [200] * len(endings)
    assert [answer.content for answer in again] == [answer.content for answer in first]


def test_a_pdf_file_is_answered_or_the_way_out(desk: Desk) -> None:
    answer = desk.public(ending="pdf")

    if _sets_type():
        assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
        assert answer.content.startswith(b"%PDF-")
    else:
        assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (501, "PDF_UNAVAILABLE")


def test_without_a_font_the_page_remains(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(font, "FOLDERS", ())
    font.font.cache_clear()

    answer, page = desk.public(ending="pdf"), desk.public(ending="html")

    font.font.cache_clear()
    assert (answer.status_code, page.status_code) == (501, 200)
    assert "fonts-wqy-microhei" in answer.json()["errors"][0]["message"]


def _sets_type() -> bool:
    try:
        return bool(font.font())
    except PdfUnavailable:
        return False


def test_restored_information_is_gone_with_its_restoration(desk: Desk) -> None:
    before = desk.public()
    record = shown(before, "PENALTY")[0]
    counted = orjson.loads(before.content)["facts"]["records"]["PENALTY"]["total"]

    desk.bring(record, RecordState.RESTORED)
    after, page = desk.public(), desk.public(ending="html")
    own = desk.get(f"/reports/self/{SUBJECT}.json", desk.user(SUBJECT))

    left = orjson.loads(after.content)["facts"]["records"].get("PENALTY", {"total": 0})
    assert left["total"] == counted - 1
    for report in (after, page, own):
        assert report.status_code == 200
        assert record.encode() not in report.content
        assert b"RESTORED" not in report.content
    assert desk.public(**{"if-none-match": before.headers["etag"]}).status_code == 200


def test_expired_information_is_gone_on_its_day(desk: Desk) -> None:
    record = shown(desk.public(), "PENALTY")[0]

    desk.set(record, published_until=clock.today() - timedelta(days=1))
    own = desk.get(f"/reports/self/{SUBJECT}.json", desk.user(SUBJECT))

    assert record not in shown(desk.public(), "PENALTY")
    assert record not in shown(own, "PENALTY")


def test_a_disputed_record_is_marked(desk: Desk) -> None:
    record = shown(desk.public(), "PENALTY")[0]
    desk.set(record, state="ACTIVE")
    before = desk.public(ending="html").text.count("异议处理中，结论未定")

    desk.bring(record, RecordState.DISPUTED)

    # Its mark, its state, and perhaps the first sentence of them in the summary.
    assert desk.public(ending="html").text.count("异议处理中，结论未定") in (before + 2, before + 3)


def test_an_enterprise_reads_its_own_report(desk: Desk) -> None:
    user = desk.user(SUBJECT)

    report = desk.get(f"/reports/self/{SUBJECT}.json", user)
    facts = orjson.loads(report.content)["facts"]

    assert (report.status_code, report.headers["cache-control"]) == (200, "no-store")
    assert facts["access"] == {"basis": "SELF", "granted": True, "purpose": "OWN_RECORD"}
    assert facts["file"]["annualReports"]
    assert facts["notCovered"] == []
    kinds = set(facts["records"]) - set(orjson.loads(desk.public().content)["facts"]["records"])
    assert {"SOCIAL_INSURANCE", "UTILITY_PAYMENT"} <= kinds
    assert desk.accesses() == 1
    assert desk.get(f"/reports/self/{SUBJECT}.json", user).content == report.content


def test_nobody_reads_another_enterprises_own_report(desk: Desk) -> None:
    user = desk.user(SUBJECT)

    answers = [desk.get(f"/reports/self/{uscc}.json", user) for uscc in (USCCS[2], UNKNOWN)]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert answers[0].text.replace(USCCS[2], UNKNOWN) == answers[1].text
    assert answers[0].json()["errors"][0]["extensions"]["code"] == "NOT_PERMITTED"
    assert desk.get(f"/reports/self/{SUBJECT}.json").status_code == 401
    assert desk.accesses() == 0


def test_a_bank_reads_what_the_consent_covers(desk: Desk) -> None:
    consent = desk.at.consent(desk.user(SUBJECT), fetches=2)

    first, again, spent = (desk.bank(consent) for _ in range(3))
    facts = orjson.loads(first.content)["facts"]

    assert facts["access"] == {"basis": "CONSENT", "consent": consent, "granted": True, "purpose": "LOAN_REVIEW"}
    assert facts["reader"] == "示例银行"
    assert facts["covered"] == ["annualReports"]
    assert facts["file"].keys() == {"annualReports"}
    assert facts["records"] == orjson.loads(desk.public().content)["facts"]["records"]
    assert again.content == first.content
    assert (spent.status_code, spent.json()["errors"][0]["extensions"]["code"]) == (403, "NOT_PERMITTED")
    assert desk.accesses() == 2


def test_without_consent_an_enterprise_is_like_an_unknown_one(desk: Desk) -> None:
    user = desk.user(SUBJECT)
    consent = desk.at.consent(user)
    desk.at.ask(user, "mutation($id: ID!) { revokeConsent(input: {consent: $id}) { __typename } }", id=consent)

    answers = [desk.bank(consent, uscc) for uscc in (SUBJECT, USCCS[2], UNKNOWN)]

    assert [answer.status_code for answer in answers] == [403] * 3
    plain = {answer.text.replace(uscc, "") for answer, uscc in zip(answers, (SUBJECT, USCCS[2], UNKNOWN), strict=True)}
    assert len(plain) == 1
    assert desk.accesses() == 0
    for wrong in (desk.bank(consent, purpose="OWN_RECORD"), desk.bank("cns_0")):
        assert wrong.status_code == 403
    for lacking in (desk.bank(""), desk.bank(consent, purpose="CURIOSITY")):
        assert lacking.json()["errors"][0]["extensions"]["code"] == "CONSENT_NEEDED"


def test_what_cannot_be_logged_is_not_handed_out(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    user = desk.user(SUBJECT)

    async def broken(_log: AccessLog, _entries: object) -> None:
        raise LogUnavailable

    monkeypatch.setattr(AccessLog, "write", broken)
    answer = desk.get(f"/reports/self/{SUBJECT}.json", user)
    issued = desk.at.ask(user, ISSUE, input={"uscc": SUBJECT, "audience": "SELF"})

    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (503, LogUnavailable.code)
    assert issued["errors"][0]["extensions"]["code"] == LogUnavailable.code
    assert SUBJECT not in answer.text
    assert "data" not in issued
    assert desk.at.desk.count(CreditReport) == 0


def test_a_report_is_issued_by_graphql(desk: Desk) -> None:
    user = desk.user(SUBJECT)
    consent = desk.at.consent(user)

    def issue(headers: dict[str, str], **given: str) -> dict[str, object]:
        answer = desk.at.ask(headers, ISSUE, input={"uscc": SUBJECT, **given})
        return dict(answer["data"]["issueReport"])

    own, public = issue(user, audience="SELF"), issue(user, audience="PUBLIC")
    lent = issue(desk.at.of(desk.at.bank), audience="BANK", purpose="LOAN_REVIEW", consent=consent)

    over_http = desk.get(f"/reports/self/{SUBJECT}.json", user)
    assert orjson.loads(over_http.content)["facts"] == own["facts"]
    assert orjson.loads(desk.public().content)["facts"] == public["facts"]
    assert orjson.loads(desk.bank(consent).content)["facts"] == lent["facts"]
    assert own["report"]["sha256"] == hashlib.sha256(over_http.content).hexdigest()  # type: ignore[index]
    assert own["report"]["id"] == over_http.headers["report-id"]  # type: ignore[index]
    assert issue(user, audience="BANK")["code"] == "CONSENT_NEEDED"
    assert issue(user, audience="BANK", purpose="LOAN_REVIEW", consent=consent)["code"] == "NOT_PERMITTED"
    assert desk.at.ask({}, ISSUE, input={"uscc": SUBJECT, "audience": "PUBLIC"})["errors"][0]["extensions"] == {
        "code": "UNAUTHENTICATED",
        "missing": [{"scope": "reports:write", "fields": ["Mutation.issueReport"]}],
    }


def test_one_sees_which_reports_were_made_for_one(desk: Desk) -> None:
    user, other = desk.user(SUBJECT), desk.user(USCCS[2], login="li.si")
    consent = desk.at.consent(user)
    own = desk.get(f"/reports/self/{SUBJECT}.json", user).headers["report-id"]
    lent = desk.bank(consent).headers["report-id"]
    public = desk.public().headers["report-id"]
    listed = "{ reports { nodes { id audience } } }"
    node = "query($id: ID!) { node(id: $id) { ... on CreditReport { uscc verification } } }"

    def seen(headers: dict[str, str]) -> list[str]:
        return [report["id"] for report in desk.at.ask(headers, listed)["data"]["reports"]["nodes"]]

    assert seen(user) == [own]
    assert seen(other) == []
    assert seen(desk.at.of(desk.at.bank)) == [lent]
    assert desk.at.ask(other, node, id=own)["data"]["node"] is None
    assert desk.at.ask({}, node, id=public)["data"]["node"] == {
        "uscc": SUBJECT,
        "verification": f"/verify/{public.removeprefix('rpt_')}",
    }


def test_the_command_line_writes_the_same_report(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("EXCHANGE_DATABASE_URL", desk.at.desk.settings.database_url)
    monkeypatch.setenv("EXCHANGE_ISSUER", desk.at.desk.settings.issuer)
    data, page = desk.public(), desk.public(ending="html")

    def written(uscc: str, file: str) -> int:
        monkeypatch.setattr(sys, "argv", ["exchange", "report", uscc, "-o", str(tmp_path / file)])
        with pytest.raises(SystemExit) as left:
            cli.main()
        return int(left.value.code or 0)

    asked = ((SUBJECT, "r.json"), (SUBJECT, "r.html"), (UNKNOWN, "n.json"), ("X", "n.json"), (SUBJECT, "r.doc"))
    assert [written(uscc, file) for uscc, file in asked] == [0, 0, 1, 1, 1]
    assert (tmp_path / "r.json").read_bytes() == data.content
    assert (tmp_path / "r.html").read_bytes() == page.content
    assert "No enterprise with the USCC" in capsys.readouterr().err
