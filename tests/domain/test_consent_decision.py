"""What becomes of a consent when the enterprise decides: events, artefact, balance, supersession, and races."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Engine, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from exchange import clock
from exchange.consent import decision, history, wording
from exchange.consent.model import Consent, ConsentArtefact, ConsentBalance, ConsentEvent
from exchange.consent.refusal import ConsentStateRefused, ConsentTextChanged, ConsentUnknown
from tests.domain.consent import BANK, CLIENT, USER, enrol, events, lodged, signed
from tests.planning.data import USCCS, fill


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """Give a transaction over the small registry in which the institutions are enrolled."""
    with Session(engine) as session:
        with session.begin():
            fill(session.connection())
            enrol(session)
        with session.begin():
            yield session


def approve(session: Session, consent: Consent, **more: Any) -> Consent:
    """Approve as the test's user."""
    return decision.approve(session, consent.id, actor=USER, sign=signed, **more)


def test_approving_signs_the_terms_and_opens_the_balance(session: Session) -> None:
    consent = approve(session, lodged(session, fetch="PERIODIC", fetch_limit=12))

    assert events(session, consent) == [("AWAITING", CLIENT, None), ("ACTIVE", USER, None)]
    assert session.get_one(ConsentBalance, consent.id).remaining == 12
    artefact = session.get_one(ConsentArtefact, consent.id)
    claims = json.loads(artefact.jws)
    assert list(claims) == sorted(claims)
    assert claims["text_sha256"] == artefact.text_sha256 == wording.of_consent(session, consent).sha256
    assert (claims["jti"], claims["approver"], claims["grantee"]) == (consent.id, USER, BANK)
    assert claims["items"] == ["ANNUAL_REPORT", "REGISTERED_CONTACT"]
    assert claims["approved_at"] == artefact.signed_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def test_the_text_says_who_asks_for_what_and_how_long(session: Session) -> None:
    until = clock.now().replace(microsecond=0) + timedelta(days=30)
    shown = wording.of_consent(session, lodged(session, valid_until=until))

    local = until.astimezone(clock.LOCAL)
    day = f"{local.year}年{local.month}月{local.day}日{local:%H:%M:%S}"
    assert shown.text == "\n".join(
        [
            f"示例银行请求查询示例甲有限公司（统一社会信用代码 {USCCS[0]}）的非公开信用信息。",
            "用途：贷款审批",
            "查询内容：企业选择不公示的年度报告数据、登记联络方式",
            "数据期间：不限",
            "使用方式：仅查看，不得留存",
            "查询次数：一次",
            f"有效期：自同意之时起，至{day}止（北京时间）",
            *wording.RIGHTS,
        ]
    )


def test_another_text_than_the_one_shown_is_not_approved(session: Session) -> None:
    consent = lodged(session)
    shown = wording.of_consent(session, consent).sha256
    session.execute(text("UPDATE institution SET name = '别的银行' WHERE code = :code"), {"code": BANK})

    with pytest.raises(ConsentTextChanged), session.begin_nested():
        approve(session, consent, shown_sha256=shown)
    assert events(session, consent) == [("AWAITING", CLIENT, None)]
    approve(session, consent, shown_sha256=wording.of_consent(session, consent).sha256)


def test_a_consent_lives_from_lodging_to_revocation(session: Session) -> None:
    consent = approve(session, lodged(session))
    for step in (decision.pause, decision.resume, decision.pause, decision.revoke):
        step(session, consent.id, actor=USER, reason="理由")

    states = ["AWAITING", "ACTIVE", "PAUSED", "ACTIVE", "PAUSED", "REVOKED"]
    assert [state for state, _, _ in events(session, consent)] == states
    with pytest.raises(ConsentStateRefused):
        decision.resume(session, consent.id, actor=USER)


def test_resuming_never_stands_for_approving(session: Session) -> None:
    consent = lodged(session)

    with pytest.raises(ConsentStateRefused):
        decision.resume(session, consent.id, actor=USER)
    assert session.get(ConsentArtefact, consent.id) is None


def test_a_rejected_or_consumed_consent_stays_so(session: Session) -> None:
    rejected = decision.reject(session, lodged(session).id, actor=USER, reason="不需要")
    consumed = decision.consume(session, approve(session, lodged(session)).id)

    assert events(session, rejected)[-1] == ("REJECTED", USER, "不需要")
    assert events(session, consumed)[-1] == ("CONSUMED", "exchange", None)
    for consent in (rejected, consumed):
        with pytest.raises(ConsentStateRefused):
            approve(session, consent)
        with pytest.raises(ConsentStateRefused):
            decision.revoke(session, consent.id, actor=USER)


def test_an_expired_consent_takes_no_step(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    awaiting, active = lodged(session), approve(session, lodged(session))
    later = clock.now() + timedelta(days=31)
    monkeypatch.setattr(clock, "now", lambda: later)

    with pytest.raises(ConsentStateRefused) as refused:
        approve(session, awaiting)
    assert refused.value.state == "EXPIRED"
    for step in (decision.revoke, decision.pause):
        with pytest.raises(ConsentStateRefused) as refused:
            step(session, active.id, actor=USER)
        assert refused.value.state == "EXPIRED"


def test_an_unknown_consent_is_not_decided_on(session: Session) -> None:
    with pytest.raises(ConsentUnknown):
        decision.revoke(session, "cns_nothing", actor=USER)


def test_approving_ends_what_is_superseded(session: Session) -> None:
    active, awaiting = approve(session, lodged(session)), lodged(session)
    ended = decision.revoke(session, approve(session, lodged(session)).id, actor=USER)
    news = [approve(session, lodged(session, supersedes=old.id)) for old in (active, awaiting, ended)]

    assert events(session, active)[-1] == ("REVOKED", "exchange", f"superseded by {news[0].id}")
    assert events(session, awaiting)[-1] == ("REJECTED", "exchange", f"superseded by {news[1].id}")
    assert events(session, ended)[-1] == ("REVOKED", USER, None)
    assert [history.state(session, new, clock.now()) for new in news] == ["ACTIVE"] * 3


@pytest.mark.parametrize("other", [decision.reject, None])
def test_of_decisions_at_the_same_time_one_wins(engine: Engine, other: Callable[..., Consent] | None) -> None:
    with Session(engine) as session, session.begin():
        enrol(session)
        consent_id = lodged(session).id
    barrier = Barrier(4)

    def decide(n: int) -> str:
        with Session(engine) as session:
            barrier.wait()
            try:
                with session.begin():
                    if other is not None and n % 2:
                        other(session, consent_id, actor=USER)
                    else:
                        decision.approve(session, consent_id, actor=USER, sign=signed)
            except ConsentStateRefused as refused:
                return refused.code
            return "won"

    with ThreadPoolExecutor(4) as threads:
        outcomes = sorted(threads.map(decide, range(4)))
    assert outcomes == ["CONSENT_STATE"] * 3 + ["won"]
    with Session(engine) as session:
        assert len(session.scalars(select(ConsentEvent.state).filter_by(consent_id=consent_id)).all()) == 2


def test_a_decision_waits_for_the_last_fetch_that_is_under_way(engine: Engine) -> None:
    with Session(engine) as session, session.begin():
        enrol(session)
        consent_id = approve(session, lodged(session)).id

    def pause() -> str:
        with Session(engine) as session, session.begin():
            return decision.pause(session, consent_id, actor=USER).id

    with ThreadPoolExecutor(1) as threads:
        # As the access log does it: the balance first, then the event, in one transaction.
        with Session(engine) as fetch, fetch.begin():
            fetch.execute(update(ConsentBalance).filter_by(consent_id=consent_id).values(remaining=0))
            paused = threads.submit(pause)
            assert not wait([paused], timeout=0.3).done
            fetch.add(ConsentEvent(consent_id=consent_id, state="CONSUMED", at=clock.now(), actor="exchange"))
        with pytest.raises(ConsentStateRefused) as refused:
            paused.result()
    assert refused.value.state == "CONSUMED"


@pytest.mark.parametrize("table", ["consent", "consent_item", "consent_event", "consent_artefact"])
def test_what_was_written_is_never_changed(session: Session, table: str) -> None:
    approve(session, lodged(session))
    key = "id" if table == "consent" else "consent_id"

    for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET {key} = 'x'"):  # noqa: S608
        with pytest.raises(DBAPIError), session.begin_nested():
            session.execute(text(statement))
