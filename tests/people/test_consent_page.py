"""The consent page: who may answer, what is shown, and what approving and refusing make."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from auth.oauth.model import AuthorizationCode, Grant, Interaction
from auth.oauth.signature import verified
from auth.people import mandates
from auth.people.model import Mandate
from exchange import clock
from exchange.consent import wording
from exchange.consent.model import Consent, ConsentArtefact, ConsentEvent
from tests.people.desk import BANK, CALLBACK, Desk, fields, query
from tests.planning.data import USCCS

A, B = USCCS[0], USCCS[1]


def own(at: Desk) -> list[Consent]:
    """Return the consents that the bank's client lodged."""
    with Session(at.engine) as session:
        return list(session.scalars(select(Consent).where(Consent.grantee_code == BANK)))


def opened(at: Desk, name: str) -> dict[str, str]:
    """Sign in, open the page and return its form's fields."""
    at.sign_in(name)
    return fields(at.page("/consent", name).text)


def test_without_a_sign_in_it_asks_for_one(at: Desk) -> None:
    name = at.asked()

    assert at.page("/consent", name).headers["location"] == f"/sign-in?interaction={name}"


def test_it_says_who_asks_for_what_and_may_post_on_to_the_client(at: Desk) -> None:
    at.user("zhang.san", A)
    name = at.asked()
    at.sign_in(name)
    answer = at.page("/consent", name)

    assert "form-action 'self' https://bank.example;" in answer.headers["content-security-policy"]
    for said in ("示例银行请求查询示例甲有限公司", A, "贷款审批", "登记联络方式", "仅查看，不得留存", "一次", "撤销"):
        assert said in answer.text
    assert "<script" not in answer.text


def test_approving_makes_a_signed_consent_and_a_grant_that_ends_with_it(at: Desk) -> None:
    user_id = at.user("zhang.san", A)
    name = at.asked()
    form = opened(at, name)
    answer = at.post("/consent", name, {**form, "decision": "approve"})

    assert answer.status_code == 303
    assert answer.headers["location"].startswith(f"{CALLBACK}?")
    sent = query(answer.headers["location"])
    assert sent.keys() == {"code", "state", "iss"}
    assert (sent["state"], sent["iss"]) == ("bank-state", at.settings.issuer)
    (consent,) = own(at)
    assert (consent.uscc, consent.grantee_code) == (A, BANK)
    with Session(at.engine) as session:
        grant = session.scalars(select(Grant)).one()
        assert (grant.user_id, grant.consent_id, grant.expires_at) == (user_id, consent.id, consent.valid_until)
        assert f'"consent_id": "{consent.id}"' in str(grant.authorization_details)
        events = select(ConsentEvent.state, ConsentEvent.actor).filter_by(consent_id=consent.id)
        assert session.execute(events.order_by(ConsentEvent.id)).all() == [("AWAITING", "bank"), ("ACTIVE", user_id)]
        artefact = session.get_one(ConsentArtefact, consent.id)
        claims = verified(session, artefact.jws, "consent+jwt")
        shown = wording.of_consent(session, consent).sha256
    assert (claims["iss"], claims["approver"], claims["uscc"]) == (at.settings.issuer, user_id, A)
    assert claims["text_sha256"] == artefact.text_sha256 == form["shown"] == shown


def test_refusing_makes_nothing(at: Desk) -> None:
    at.user("zhang.san", A)
    name = at.asked()
    answer = at.post("/consent", name, {**opened(at, name), "decision": "refuse"})

    assert answer.status_code == 303
    assert query(answer.headers["location"])["error"] == "access_denied"
    assert own(at) == []
    assert (at.count(Grant), at.count(AuthorizationCode), at.count(Interaction)) == (0, 0, 0)


def test_of_several_enterprises_one_is_chosen_first(at: Desk) -> None:
    at.user("zhang.san", A, B)
    name = at.asked()
    at.sign_in(name)
    choice = at.page("/consent", name)
    chosen = at.page("/consent", name, uscc=B)

    assert choice.text.count('<input type="radio" name="uscc"') == 2
    assert "shown" not in fields(choice.text)
    assert "示例乙股份有限公司" in chosen.text
    at.post("/consent", name, {**fields(chosen.text), "decision": "approve"})
    assert [consent.uscc for consent in own(at)] == [B]


def test_an_enterprise_that_is_asked_by_code_answers_itself(at: Desk) -> None:
    at.user("zhang.san", A, B)
    name = at.asked(uscc=B)
    form = opened(at, name)
    forged = at.post("/consent", name, {**form, "uscc": A, "decision": "approve"})

    assert form["uscc"] == B
    assert forged.status_code == 403
    assert own(at) == []


@pytest.mark.parametrize("asked", [{}, {"uscc": A}])
def test_without_a_mandate_it_is_politely_refused(at: Desk, asked: dict[str, str]) -> None:
    at.user("zhang.san", *([B] if asked else []))
    name = at.asked(**asked)
    at.sign_in(name)
    answer = at.page("/consent", name)

    assert answer.status_code == 403
    assert "示例甲" not in answer.text
    assert "企业授权" in answer.text
    back = at.post("/consent", name, {**fields(answer.text), "decision": "refuse"})
    assert query(back.headers["location"])["error"] == "access_denied"


def test_a_mandate_that_ended_meanwhile_approves_nothing(at: Desk) -> None:
    at.user("zhang.san", A)
    name = at.asked()
    form = opened(at, name)
    with Session(at.engine) as session, session.begin():
        mandates.revoke(session, session.scalars(select(Mandate.id)).one(), decided_by="command-line")
    answer = at.post("/consent", name, {**form, "decision": "approve"})

    assert answer.status_code == 403
    assert (own(at), at.count(Grant)) == ([], 0)


def test_a_text_that_changed_meanwhile_is_shown_again(at: Desk) -> None:
    at.user("zhang.san", A)
    name = at.asked()
    form = opened(at, name)
    with at.engine.begin() as connection:
        connection.execute(text("UPDATE institution SET name = '别的银行' WHERE code = :code"), {"code": BANK})
    answer = at.post("/consent", name, {**form, "decision": "approve"})

    assert answer.status_code == 200
    assert "内容已有变动" in answer.text
    assert (own(at), at.count(Grant), at.count(Interaction)) == ([], 0, 1)
    assert at.post("/consent", name, {**fields(answer.text), "decision": "approve"}).status_code == 303


def test_a_request_that_lapsed_meanwhile_approves_nothing(at: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    at.user("zhang.san", A)
    until = clock.now() + timedelta(minutes=5)
    name = at.asked(valid_until=until.isoformat())
    form = opened(at, name)
    monkeypatch.setattr(clock, "now", lambda: until)

    assert at.post("/consent", name, {**form, "decision": "approve"}).status_code == 403
    assert own(at) == []


def test_pressing_twice_approves_once(at: Desk) -> None:
    at.user("zhang.san", A)
    name = at.asked()
    form = opened(at, name) | {"decision": "approve"}
    answers = [at.post("/consent", name, form).status_code for _ in range(2)]

    assert answers == [303, 400]
    assert (len(own(at)), at.count(Grant), at.count(AuthorizationCode)) == (1, 1, 1)


@pytest.mark.parametrize("change", [{"csrf": ""}, {"csrf": "A" * 43}])
def test_a_form_of_another_page_approves_nothing(at: Desk, change: dict[str, str]) -> None:
    at.user("zhang.san", A)
    name = at.asked()
    answer = at.post("/consent", name, {**opened(at, name), "decision": "approve", **change})

    assert answer.status_code == 403
    assert (own(at), at.count(Grant), at.count(Interaction)) == ([], 0, 1)


def test_the_sign_in_forms_token_is_none_of_this_form(at: Desk) -> None:
    at.user("zhang.san", A)
    name = at.asked()
    at.sign_in(name)
    other = fields(at.page("/sign-in", name, again="1").text)

    assert at.post("/consent", name, {**other, "uscc": A, "decision": "approve"}).status_code == 403


def test_a_client_that_asks_for_scopes_only_gets_them_for_a_working_day(at: Desk) -> None:
    at.user()
    name = at.asked_for_scopes()
    at.sign_in(name)
    page = at.page("/consent", name)
    answer = at.post("/consent", name, {**fields(page.text), "decision": "approve"})

    assert "以您的名义" in page.text
    assert urlsplit(answer.headers["location"]).netloc == "bank.example"
    with Session(at.engine) as session:
        grant = session.scalars(select(Grant)).one()
    assert (grant.consent_id, grant.scopes) == (None, "public:read creditfile:read")
    assert timedelta(hours=7) < grant.expires_at - datetime.now(clock.LOCAL) <= timedelta(hours=8)
