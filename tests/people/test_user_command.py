"""`exchange user` and `exchange agreement` as an operator types them."""

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session
from typer.testing import CliRunner, Result

from auth.people import mandates
from auth.people.model import Mandate, User
from auth.people.sign_in import signed_in
from exchange.agreement.refusal import AgreementEnded, AgreementRefused
from exchange.app import agreement, user
from exchange.errors import ExchangeError
from exchange.institution.roll import create
from tests.planning.data import USCCS, fill

PASSWORD = "correct horse battery"
ENTER = [
    "create", "2026-1", "--title", "共享协议", "--party", "TEST-BUREAU", "--party", "DEMO-A", "--item", "RISK_CLASS",
    "--purpose", "SUPERVISION", "--legal-basis", "条例第十条", "--security-terms", "专网",
    "--valid-from", "2026-01-01", "--valid-until", "2036-12-31",
]  # fmt: skip


@pytest.fixture(autouse=True)
def registry(engine: Engine, database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fill the database that the commands work on."""
    monkeypatch.setenv("EXCHANGE_DATABASE_URL", database_url)
    with engine.begin() as connection:
        fill(connection)
        create(connection, "TEST-BUREAU", "示例局", "BUREAU")


def run(*arguments: str, given: str = PASSWORD + "\n", command: object = user) -> Result:
    """Run a command; raise what it raises."""
    result = CliRunner().invoke(command.app, list(arguments), input=given)  # type: ignore[attr-defined]
    if isinstance(result.exception, ExchangeError):
        raise result.exception
    return result


def made(*more: str) -> str:
    """Create a user; return the id."""
    result = run("create", "zhang.san", "--name", "张三", "--password-file", "-", *more)
    assert result.exit_code == 0, result.output
    return result.output.strip().removeprefix("user_id=")


def test_a_password_is_read_and_never_shown(engine: Engine) -> None:
    user_id = made()
    asked = run("create", "li.si", "--name", "李四", given=f"{PASSWORD}\n{PASSWORD}\n")

    assert asked.exit_code == 0
    assert PASSWORD not in asked.output
    assert signed_in(engine, "zhang.san", PASSWORD, None) == user_id
    assert signed_in(engine, "li.si", PASSWORD, None)
    assert run("create", "wang.wu", PASSWORD, "--name", "王五").exit_code == 2, "it is no argument"


def test_users_are_listed_and_disabled(engine: Engine) -> None:
    user_id = made("--institution", "DEMO-A")

    assert run("list").output == f"{user_id}\tzhang.san\tDEMO-A\tenabled\n"
    assert run("disable", "Zhang.San").exit_code == 0
    assert run("list").output == f"{user_id}\tzhang.san\tDEMO-A\tdisabled\n"
    with Session(engine) as session:
        assert session.get_one(User, user_id).disabled_at is not None


def test_a_password_is_changed(engine: Engine) -> None:
    user_id = made()

    assert run("password", "zhang.san", "--password-file", "-", given="another good password\n").exit_code == 0
    assert signed_in(engine, "zhang.san", "another good password", None) == user_id


def test_a_mandate_is_asked_for_confirmed_and_revoked(engine: Engine) -> None:
    user_id = made()

    assert "state=REQUESTED" in run("mandate", "zhang.san", USCCS[0]).output
    for _ in range(2):
        assert "state=CONFIRMED" in run("mandate", "zhang.san", USCCS[0], "--confirm").output
    with Session(engine) as session:
        assert mandates.holds(session, user_id, USCCS[0])
        assert session.scalars(select(Mandate.decided_by)).all() == ["command-line"]
    assert "state=REVOKED" in run("mandate", "zhang.san", USCCS[0], "--revoke").output
    with pytest.raises(mandates.MandateUnknown):
        run("mandate", "zhang.san", USCCS[0], "--revoke")


def test_an_agreement_is_entered_listed_and_terminated() -> None:
    entered = run(*ENTER, command=agreement)
    id_ = entered.output.strip().removeprefix("agreement_id=")

    line = f"{id_}\t2026-1\tin force\t2026-01-01\t2036-12-31\t共享协议"
    assert line in run("list", command=agreement).output.splitlines()
    assert run("terminate", "2026-1", command=agreement).exit_code == 0
    assert line.replace("in force", "terminated") in run("list", command=agreement).output.splitlines()
    with pytest.raises(AgreementEnded):
        run("terminate", "2026-1", command=agreement)


def test_a_wrong_agreement_is_refused() -> None:
    with pytest.raises(AgreementRefused) as refused:
        run(*["NOBODY" if word == "DEMO-A" else word for word in ENTER], command=agreement)

    assert refused.value.message == "parties: 'NOBODY' is not known here."
