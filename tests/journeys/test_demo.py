"""A newcomer types `make demo`: made-up data only, the same ones each time, and fresh keys to them."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, func, insert, select, text
from sqlalchemy.orm import Session

from auth.oauth import secret
from auth.oauth.model import Grant, OAuthClient
from auth.people import password
from auth.people.model import User
from exchange import clock
from exchange.agreement.model import Agreement
from exchange.app.demonstration import consent, group, uscc
from exchange.app.demonstration.batch import batches, take
from exchange.app.demonstration.caller import CLIENTS, INSTITUTIONS, PEOPLE
from exchange.app.demonstration.database import DemonstrationOutdated, DemonstrationRefused, prepare
from exchange.app.demonstration.people import person_id
from exchange.app.demonstration.population import MARKS
from exchange.app.demonstration.registration import enrol
from exchange.app.demonstration.stage import set_up
from exchange.app.tree_head import said
from exchange.audit.stored import snapshot
from exchange.audit.verify import extent, verify
from exchange.consent import decision
from exchange.db.base import Base
from exchange.db.engine import connect
from exchange.entity import lei
from exchange.entity.model import Entity, EntityKind, EntityStatus, EntityVersion, Ownership
from exchange.entity.uscc import is_valid
from exchange.filing.model import AnnualReport, RegisteredContact, RiskClass
from exchange.institution.model import Institution, InstitutionKind
from exchange.reference.model import Region
from exchange.settings import Settings
from exchange.submission.model import Submission

TABLES = ("entity", "entity_name", "entity_version", "institution", "ownership", "region", "submission")
ENTITIES = 622


@pytest.fixture
def demonstration(made_up: None, engine: Engine, settings: Settings) -> Settings:
    """Give the settings of a demonstration whose database is prepared."""
    prepare(engine)
    return replace(settings, demo=True)


def contents(engine: Engine) -> dict[str, list[Any]]:
    """Return every row of the tables that the set-up writes."""
    with engine.connect() as connection:
        tables = (Base.metadata.tables[name] for name in TABLES)
        return {table.name: sorted(map(repr, connection.execute(select(table)))) for table in tables}


def counts(engine: Engine) -> dict[str, int]:
    """Count the rows of what happens in the demonstration."""
    names = ("agreement", "consent", "access_entry", "access_dispute", "mandate", "app_user")
    with engine.connect() as connection:
        return {
            name: connection.scalar(select(func.count()).select_from(Base.metadata.tables[name])) or 0 for name in names
        }


def test_all_data_are_marked_as_made_up(engine: Engine, demonstration: Settings) -> None:
    with engine.connect() as connection:
        rows = connection.execute(select(Entity.uscc, Entity.name, Entity.fictitious)).all()
        versions = connection.execute(select(EntityVersion.uscc, EntityVersion.name, EntityVersion.fictitious)).all()
        divisions = set(connection.scalars(select(Region.code)))
        names = connection.execute(text("SELECT name FROM entity_name")).scalars().all()
        leis = set(connection.scalars(select(Entity.lei).where(Entity.lei.is_not(None))))

    assert len(rows) == ENTITIES
    assert all(row.fictitious for row in (*rows, *versions))
    assert {row.uscc[2:8] for row in rows} == {uscc.DIVISION}
    assert uscc.DIVISION not in divisions
    assert all(is_valid(row.uscc) for row in rows)
    assert all(name.startswith((*MARKS, "虛構")) for name in (*names, *(row.name for row in versions)))
    assert all(institution.name.startswith(MARKS) for institution in INSTITUTIONS)
    assert len(leis) == 2
    assert all(each and lei.is_valid(each) for each in leis)


def test_data_are_rich_enough_for_every_query(engine: Engine, demonstration: Settings) -> None:
    with engine.connect() as connection:
        kinds = set(connection.scalars(select(Entity.kind)))
        statuses = set(connection.scalars(select(Entity.status)))
        currencies = set(connection.scalars(select(Entity.capital_currency)))
        inferred = set(connection.scalars(select(Entity.industry_inferred)))
        edges = set(connection.scalars(select(Ownership.kind)))
        counts = connection.execute(select(func.sum(Submission.rejected), func.sum(Submission.repaired))).one()
        versions = connection.scalar(select(func.count()).select_from(EntityVersion))

    assert kinds == set(EntityKind)
    assert statuses == set(EntityStatus)
    assert currencies == {None, "CNY", "EUR", "HKD", "JPY", "SGD", "USD"}
    assert inferred == {False, True}
    assert edges == {"SHAREHOLDER", "BRANCH"}
    assert tuple(counts) == (14, 13)
    assert versions == 64
    assert {institution.kind for institution in INSTITUTIONS} == set(InstitutionKind)


def test_setting_up_twice_changes_nothing(engine: Engine, demonstration: Settings) -> None:
    before = contents(engine)

    prepare(engine)

    assert contents(engine) == before


def test_a_set_up_that_broke_off_is_finished(engine: Engine) -> None:
    with engine.begin() as connection:
        enrol(connection)
    take(engine, next(batches()))

    prepare(engine)

    with engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(Entity)) == ENTITIES


def test_made_up_data_never_join_real_entities(engine: Engine, demonstration: Settings) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE entity SET fictitious = false WHERE uscc = :it"), {"it": group.HOLDING})
        connection.execute(text("DELETE FROM ownership"))
    before = contents(engine)

    with pytest.raises(DemonstrationRefused, match="1 entities that are not made up"):
        prepare(engine)

    assert contents(engine) == before


def test_made_up_data_never_join_another_exchange(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(insert(Institution).values(code="TAX", name="A real bureau", kind="BUREAU"))
    before = contents(engine)

    with pytest.raises(DemonstrationRefused, match="no demonstration"):
        prepare(engine)

    assert contents(engine) == before


def test_made_up_data_never_join_another_programs_tables(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'other.sqlite'}")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE invoice (id INTEGER)"))

    with pytest.raises(DemonstrationRefused, match="'invoice'"):
        prepare(engine)

    with engine.connect() as connection:
        assert connection.execute(text("SELECT name FROM sqlite_master")).scalars().all() == ["invoice"]
    engine.dispose()


def test_another_versions_data_are_told_apart(engine: Engine, demonstration: Settings) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE submission SET sha256 = 'other' WHERE batch = '2026-03'"))

    with pytest.raises(DemonstrationOutdated, match="another version"):
        prepare(engine)


def test_what_is_used_up_is_there_again_and_nothing_is_made_twice(engine: Engine, demonstration: Settings) -> None:
    set_up(engine, demonstration)
    before = counts(engine)
    set_up(engine, demonstration)
    unchanged = counts(engine)
    with Session(engine) as session, session.begin():
        live = consent.find(session)["live_consent"]
        decision.revoke(session, live, actor="usr_1")
    set_up(engine, demonstration)

    with Session(engine) as session:
        found = consent.find(session)
    assert before == unchanged
    assert before == {"agreement": 4, "consent": 9, "access_entry": 9, "access_dispute": 2, "mandate": 3, "app_user": 4}
    assert counts(engine) == before | {"consent": 10}
    assert set(found) == {story.name for story in consent.STORIES}
    assert found["live_consent"] != live


def test_the_access_log_is_sealed_and_as_it_was_written(engine: Engine, demonstration: Settings) -> None:
    set_up(engine, demonstration)

    with snapshot(engine) as session:
        assert list(verify(session, said)) == []
        assert tuple(extent(session)) == (9, 9, 1)


def test_what_was_made_up_of_filings_is_marked(engine: Engine, demonstration: Settings) -> None:
    set_up(engine, demonstration)

    with engine.connect() as connection:
        contacts = connection.execute(select(RegisteredContact.phone, RegisteredContact.email)).all()
        reports = connection.scalar(select(func.count()).select_from(AnnualReport))
        grades = set(connection.scalars(select(RiskClass.grade)))
        titles = connection.scalars(select(Agreement.title)).all()
        names = connection.scalars(select(User.name)).all()
    assert len(contacts) == 12
    assert all(str(phone).startswith("0752-0000") for phone, _ in contacts)
    assert all(str(email).endswith("@example.com") for _, email in contacts)
    assert reports == 48
    assert grades == {"A", "B", "C", "D"}
    assert all(text.startswith(MARKS) for text in (*titles, *names))


def test_a_granted_client_is_registered_again_in_place(engine: Engine, demonstration: Settings) -> None:
    set_up(engine, demonstration)
    with Session(engine) as session, session.begin():
        client = session.get_one(OAuthClient, "demo-bank")
        client.scopes, client.disabled_at = "public:read", clock.now()
        session.add(
            Grant(
                id="grant_1",
                client_id="demo-bank",
                user_id=person_id(session, "enterprise"),
                scopes="public:read",
                created_at=clock.now(),
                expires_at=clock.now(),
            )
        )

    set_up(engine, demonstration)

    with Session(engine) as session:
        client = session.get_one(OAuthClient, "demo-bank")
        assert (client.disabled_at, "creditfile:read" in client.scopes) == (None, True)
        assert session.get(Grant, "grant_1") is not None


def test_secrets_and_passwords_are_fresh_each_time_and_kept_hashed_only(
    engine: Engine, demonstration: Settings
) -> None:
    first, second = set_up(engine, demonstration), set_up(engine, demonstration)

    with engine.connect() as connection:
        clients = connection.execute(select(OAuthClient)).all()
        users = connection.execute(select(User)).all()
    keys = [{**each.secrets, **each.passwords} for each in (first, second)]
    assert not {*keys[0].values()} & {*keys[1].values()}
    assert len(set(keys[1].values())) == len(clients) + len(users) == len(CLIENTS) + len(PEOPLE)
    assert not any(key in repr((clients, users)) for each in keys for key in each.values())
    client = next(each for each in clients if each.client_id == "demo-bank")
    assert secret.fits(second.secrets["demo-bank"], client.secret_hash)
    assert not secret.fits(first.secrets["demo-bank"], client.secret_hash)
    stored = {user.login: user.password_hash for user in users}
    assert all(password.fits(second.passwords[login], stored[login]) for login in stored)
    assert not password.fits(first.passwords["demo-citizen"], stored["demo-citizen"])
