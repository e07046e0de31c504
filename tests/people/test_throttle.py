"""How guessing is slowed down, by login and by address, however many guess at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session
from starlette.requests import Request

from auth.people import throttle
from auth.people.address import client_address
from auth.people.model import FailedLogin
from auth.people.throttle import FREE_OF_ADDRESS, FREE_OF_LOGIN, Throttled, delay
from exchange import clock


def attempt(engine: Engine, login: str = "zhang.san", address: str | None = None) -> str:
    with Session(engine) as session:
        try:
            with session.begin():
                throttle.count(session, login, address)
        except Throttled as slow:
            return f"{slow.seconds} s"
        return "tried"


def test_the_delay_doubles_after_five_failures_up_to_a_quarter_of_an_hour() -> None:
    seconds = [delay(n, FREE_OF_LOGIN).total_seconds() for n in (0, 4, 5, 6, 7, 14, 15, 10_000)]

    assert seconds == [0, 0, 1, 2, 4, 512, 900, 900]


def test_five_attempts_are_free_and_the_sixth_waits(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [attempt(engine) for _ in range(6)] == ["tried"] * 5 + ["1 s"]
    assert attempt(engine, "li.si") == "tried"

    later = clock.now() + timedelta(seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert [attempt(engine), attempt(engine)] == ["tried", "2 s"]


def test_attempts_at_the_same_time_are_counted_one_by_one(engine: Engine) -> None:
    with ThreadPoolExecutor(12) as threads:
        outcomes = list(threads.map(lambda _: attempt(engine, address="203.0.113.7"), range(12)))

    assert outcomes.count("tried") == FREE_OF_LOGIN
    with Session(engine) as session:
        assert set(session.scalars(select(FailedLogin.failures))) == {FREE_OF_LOGIN}


def test_many_logins_from_one_address_are_slowed_down(engine: Engine) -> None:
    outcomes = [attempt(engine, f"user{n}", "203.0.113.7") for n in range(FREE_OF_ADDRESS + 1)]

    assert outcomes == ["tried"] * FREE_OF_ADDRESS + ["1 s"]
    assert attempt(engine, "user-of-another", "203.0.113.8") == "tried"


def test_a_success_ends_the_logins_count_and_is_none_of_the_addresss(engine: Engine) -> None:
    for _ in range(4):
        attempt(engine, address="203.0.113.7")
    with Session(engine) as session, session.begin():
        throttle.take_back(session, "zhang.san", "203.0.113.7")

    with Session(engine) as session:
        assert session.scalars(select(FailedLogin.failures)).all() == [3]
    assert [attempt(engine) for _ in range(6)] == ["tried"] * 5 + ["1 s"]


def test_an_hour_after_the_last_failure_all_is_forgotten(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(6):
        attempt(engine, address="203.0.113.7")
    later = clock.now() + timedelta(hours=1, seconds=2)
    monkeypatch.setattr(clock, "now", lambda: later)
    attempt(engine, "li.si")

    with Session(engine) as session:
        assert session.scalars(select(FailedLogin.failures)).all() == [1]


def test_neither_login_nor_address_is_kept(engine: Engine) -> None:
    attempt(engine, address="203.0.113.7")

    with Session(engine) as session:
        digests = session.scalars(select(FailedLogin.digest)).all()
    assert [len(digest) for digest in digests] == [64, 64]


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("203.0.113.7", None, "203.0.113.7"),
        ("203.0.113.7", "198.51.100.1", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", None, "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", None, "203.0.113.7"),
        ("::ffff:127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", None, None),
        ("127.0.0.1", "198.51.100.9, 198.51.100.1", "198.51.100.1"),
        ("::1", "198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "127.0.0.1", None),
        ("127.0.0.1", "unknown", None),
        ("testclient", None, None),
    ],
)
def test_only_a_proxy_on_this_machine_is_believed(peer: str, forwarded: str | None, address: str | None) -> None:
    headers = [(b"x-forwarded-for", forwarded.encode())] if forwarded else []

    assert client_address(Request({"type": "http", "headers": headers, "client": (peer, 1)})) == address
