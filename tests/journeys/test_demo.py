"""A newcomer types `make demo`: made-up data only, the same ones each time, and every sample query answers."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, func, insert, select, text
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from auth.oauth.model import OAuthClient
from exchange.app.demonstration import group, uscc
from exchange.app.demonstration.batch import batches, take
from exchange.app.demonstration.caller import CALLERS, CLIENTS, INSTITUTIONS
from exchange.app.demonstration.database import DemonstrationOutdated, DemonstrationRefused, prepare
from exchange.app.demonstration.population import MARKS
from exchange.app.demonstration.registration import enrol, register
from exchange.app.demonstration.sample import Sample, samples
from exchange.app.http import Exchange
from exchange.db.base import Base
from exchange.db.engine import connect
from exchange.entity import lei
from exchange.entity.model import Entity, EntityKind, EntityStatus, EntityVersion, Ownership
from exchange.entity.uscc import is_valid
from exchange.institution.model import Institution, InstitutionKind
from exchange.reference.model import Region
from exchange.settings import Settings
from exchange.submission.model import Submission

TABLES = ("entity", "entity_name", "entity_version", "institution", "ownership", "region", "submission")
ENTITIES = 622


@pytest.fixture
def demonstration(engine: Engine, settings: Settings) -> Settings:
    """Give the settings of a demonstration whose database is prepared."""
    prepare(engine)
    return replace(settings, demo=True)


@contextmanager
def served(settings: Settings) -> Iterator[TestClient]:
    """Serve the whole exchange."""
    with TestClient(Exchange(settings), base_url=settings.issuer) as http:
        yield http


def tokens(http: TestClient, secrets: dict[str, str]) -> dict[str, str]:
    """Get each client's access token for its secret, by caller."""
    form = {"grant_type": "client_credentials"}
    answers = {each.key: http.post("/oauth/token", data=form, auth=pair(each.client_id, secrets)) for each in CLIENTS}
    return {key: answer.json()["access_token"] for key, answer in answers.items()}


def pair(client_id: str, secrets: dict[str, str]) -> tuple[str, str]:
    return client_id, secrets[client_id]


def registered(engine: Engine, settings: Settings) -> dict[str, str]:
    with Session(engine) as session, session.begin():
        return register(session, settings)


def asked(http: TestClient, sample: Sample, known: dict[str, str]) -> Any:
    """Ask a sample query as its caller; return the answer with its HTTP status as `status`."""
    accept = {"Accept": "application/graphql-response+json"}
    token = {"Authorization": f"Bearer {known[sample.caller]}"} if sample.caller in known else {}
    response = http.post("/graphql", json=sample.body, headers=accept | token)
    return response.json() | {"status": response.status_code}


def contents(engine: Engine) -> dict[str, list[Any]]:
    """Return every row of the tables that the set-up writes."""
    with engine.connect() as connection:
        tables = (Base.metadata.tables[name] for name in TABLES)
        return {table.name: sorted(map(repr, connection.execute(select(table)))) for table in tables}


def test_every_sample_is_answered_for_its_caller_or_refused_on_purpose(engine: Engine, demonstration: Settings) -> None:
    secrets = registered(engine, demonstration)
    with served(demonstration) as http:
        known = tokens(http, secrets)
        answers = [(sample, asked(http, sample, known)) for sample in samples()]

    for sample, answer in answers:
        codes = [error["extensions"]["code"] for error in answer.get("errors", [])]
        assert codes == ([sample.refused] if sample.refused else []), sample.name
        assert answer["status"] == {"UNAUTHENTICATED": 401, "FORBIDDEN": 403, None: 200}[sample.refused], sample.name
        assert ("data" in answer) is (sample.refused is None), sample.name
        assert None not in answer.get("data", {}).values(), sample.name


def test_every_caller_has_a_sample_and_some_are_refused() -> None:
    assert {sample.caller for sample in samples()} == {caller.key for caller in CALLERS}
    assert {sample.refused for sample in samples()} == {None, "UNAUTHENTICATED", "FORBIDDEN"}


def test_samples_have_known_answers(engine: Engine, demonstration: Settings) -> None:
    secrets = registered(engine, demonstration)
    with served(demonstration) as http:
        known = tokens(http, secrets)
        data = {sample.name: asked(http, sample, known).get("data") for sample in samples()}

    entity = data["entity"]["entity"]
    assert entity["formerNames"] == ["虚构星河电子厂", "虛構星河電子（惠州）有限公司"]
    assert entity["registeredCapital"] == {"fen": "12000000000", "currency": "CNY"}
    assert entity["region"] == {"name": "陈江街道", "parent": {"name": "惠城区", "parent": {"name": "惠州市"}}}
    assert [edge["share"] for edge in entity["owners"]["nodes"]] == ["68.50", "19.25", None]
    assert {name: found["totalCount"] for name, found in data["pinyin"].items()} == {
        "byPinyin": 8,
        "byInitials": 1,
        "inTraditional": 1,
    }
    assert data["history"]["saidThen"]["status"] == "ACTIVE"
    assert data["history"]["knownNow"]["status"] == "REVOKED"
    assert [each["status"] for each in data["parties"].values()] == ["ACTIVE", "ACTIVE", "SUSPENDED"]
    assert [each["batch"] for each in data["receipts"]["submissions"]["nodes"]] == ["2026-03", "2025-12", "2025-06"]
    assert data["receipts"]["submissions"]["nodes"][2]["rejections"]["totalCount"] == 15
    assert data["receipts"]["submissions"]["nodes"][2]["repairs"]["totalCount"] == 13
    assert data["debtor"]["entities"]["nodes"][0]["uscc"] == group.BUILDER
    assert data["counts"]["all"]["totalCount"] == 511


def test_each_found_entity_bears_its_own_former_names_only(engine: Engine, demonstration: Settings) -> None:
    search = next(sample for sample in samples() if sample.name == "search")
    with served(demonstration) as http:
        found = asked(http, search, {})["data"]["entities"]["nodes"]

    former = {each["uscc"]: each["formerNames"] for each in found}
    assert former[group.ELECTRONICS] == ["虚构星河电子厂", "虛構星河電子（惠州）有限公司"]
    assert [] in former.values()


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


def test_secrets_are_fresh_each_time_and_kept_hashed_only(engine: Engine, demonstration: Settings) -> None:
    first = registered(engine, demonstration)
    second = registered(engine, demonstration)

    with served(demonstration) as http:
        refused = http.post(
            "/oauth/token", data={"grant_type": "client_credentials"}, auth=("demo-bank", first["demo-bank"])
        )
    with engine.connect() as connection:
        stored = connection.execute(select(OAuthClient)).all()
    assert refused.status_code == 401
    assert not {*first.values()} & {*second.values()}
    assert len(set(second.values())) == len(stored) == len(CLIENTS)
    assert not any(secret in repr(stored) for secret in (*first.values(), *second.values()))
