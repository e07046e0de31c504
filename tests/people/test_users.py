"""Which users and passwords are accepted, and how passwords are kept."""

from typing import Literal

import pytest
from argon2 import PasswordHasher
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from auth.people import password as passwords
from auth.people import users
from auth.people.model import User
from auth.people.password import PasswordRefused
from auth.people.sign_in import SignInRefused, signed_in
from auth.people.users import UserExists, UserRefused, UserUnknown
from exchange.institution.roll import create

PASSWORD = "correct horse battery"


def make(engine: Engine, login: str = "zhang.san", password: str = PASSWORD, **more: str) -> User:
    with Session(engine, expire_on_commit=False) as session, session.begin():
        return users.create(session, login=login, name="张三", password=password, **more)


def test_a_password_is_kept_as_argon2id_only(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher())
    user = make(engine)

    assert user.password_hash.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert PASSWORD not in user.password_hash
    assert user.id.startswith("usr_")
    assert signed_in(engine, "Zhang.San ", PASSWORD, None) == user.id


def test_the_same_characters_are_the_same_password(engine: Engine) -> None:
    user = make(engine, password="ｐassword ①②③④⑤")

    assert signed_in(engine, "zhang.san", "password 12345", None) == user.id


@pytest.mark.parametrize("password", ["", "elevenchars", "x" * 201, "zhang.san.hz", "ZHANG.SAN.HZ", "twelve\ncharss"])
def test_a_weak_password_is_refused_without_repeating_it(engine: Engine, password: str) -> None:
    with pytest.raises(PasswordRefused) as refused:
        make(engine, "zhang.san.hz", password)

    assert not password or password not in refused.value.message
    with Session(engine) as session:
        assert session.scalars(select(User)).all() == []


@pytest.mark.parametrize("login", ["", "ab", ".abc", "张三", "a b c", "x" * 65, "abc\0"])
def test_a_bad_login_is_refused_without_repeating_it(engine: Engine, login: str) -> None:
    with pytest.raises(UserRefused) as refused:
        make(engine, login)
    assert not login or login not in refused.value.message


def test_a_login_is_given_once_in_whatever_case(engine: Engine) -> None:
    make(engine)

    with pytest.raises(UserExists) as refused:
        make(engine, "ZHANG.SAN")
    assert "zhang" not in refused.value.message.lower()


def test_staff_belong_to_an_institution_that_is_enrolled(engine: Engine) -> None:
    with engine.begin() as connection:
        create(connection, "TEST-OPERATOR", "示例中心", "OPERATOR")

    assert make(engine, institution_code="TEST-OPERATOR").institution_code == "TEST-OPERATOR"
    with pytest.raises(UserRefused):
        make(engine, "li.si", institution_code="NOBODY")


def test_a_new_password_takes_the_old_ones_place(engine: Engine) -> None:
    user = make(engine)
    with Session(engine) as session, session.begin():
        users.change_password(session, user.id, "another good password")

    assert signed_in(engine, "zhang.san", "another good password", None) == user.id
    with pytest.raises(SignInRefused):
        signed_in(engine, "zhang.san", PASSWORD, None)


def test_unknown_wrong_and_disabled_are_one_answer(engine: Engine) -> None:
    user = make(engine)
    with Session(engine) as session, session.begin():
        users.disable(session, user.id)
        with pytest.raises(UserUnknown):
            users.disable(session, "usr_nobody")

    messages = set()
    for login, password in [("zhang.san", PASSWORD), ("nobody", PASSWORD), ("li\0si", ""), ("李四", "x")]:
        with pytest.raises(SignInRefused) as refused:
            signed_in(engine, login, password, None)
        messages.add(refused.value.message)
    assert len(messages) == 1


def test_an_unknown_login_costs_a_hash_too(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    verified: list[str] = []

    class Watched(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:  # noqa: A002
            verified.append(str(hash))
            return super().verify(hash, password)

    monkeypatch.setattr(passwords, "_HASHER", Watched())
    passwords._nobody.cache_clear()
    with pytest.raises(SignInRefused):
        signed_in(engine, "nobody", PASSWORD, None)
    passwords._nobody.cache_clear()
    assert [hash_.split("$")[1:4] for hash_ in verified] == [["argon2id", "v=19", "m=65536,t=3,p=4"]]


def test_an_outdated_hash_is_renewed_by_signing_in(engine: Engine) -> None:
    user = make(engine)
    old = PasswordHasher(time_cost=1, memory_cost=8192).hash(PASSWORD)
    with Session(engine) as session, session.begin():
        session.get_one(User, user.id).password_hash = old

    assert signed_in(engine, "zhang.san", PASSWORD, None) == user.id
    with Session(engine) as session:
        renewed = session.get_one(User, user.id).password_hash
    assert renewed != old
    assert passwords.fits(PASSWORD, renewed)
    assert not passwords.is_outdated(renewed)
