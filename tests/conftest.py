"""The databases of the test run: one server and one template each, started by the first process that needs them.

Under pytest-xdist that is the controlling process, which hands the workers their address.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from sqlalchemy import Engine

from auth.people import password
from exchange.db.engine import connect
from exchange.settings import Settings
from tests.database import postgres
from tests.database.compiling import share_compiled
from tests.database.scratch import make_folder
from tests.database.template import DEMONSTRATION, EMPTY, FILLED, Templates, prepared

RUN = pytest.StashKey[ExitStack]()
TEMPLATES = pytest.StashKey[Templates]()
ROOT = Path(__file__).parents[1]


def pytest_configure(config: pytest.Config) -> None:
    """Take the databases that the controlling process started."""
    share_compiled()
    handed = getattr(config, "workerinput", {}).get("templates")
    if handed:
        config.stash[TEMPLATES] = Templates.loads(handed)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Hand a worker the databases."""
    node.workerinput["templates"] = _templates(node.config).dumps()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Stop what this process started; without PostgreSQL a run of CI has failed."""
    _close(session.config)
    if _missing(session.config) and os.environ.get("CI") == "true":
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_unconfigure(config: pytest.Config) -> None:
    """Say loudly, as the last line of all, that half of the tests did not run."""
    _close(config)
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter and _missing(config) and not hasattr(config, "workerinput"):
        reporter.write_line(f"PostgreSQL half NOT run: {_missing(config)}", red=True, bold=True)


@pytest.fixture(scope="session", autouse=True)
def quick_hashes() -> Iterator[None]:
    """Hash passwords with the smallest parameters in this process: the real ones cost a tenth of a second each."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(password, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield


@pytest.fixture(scope="session")
def templates(pytestconfig: pytest.Config) -> Templates:
    """Give the migrated and seeded databases that tests get copies of."""
    return _templates(pytestconfig)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, templates: Templates) -> Iterator[str]:
    """Give the address of a database of the test's own, migrated and seeded; each test runs on both kinds."""
    if request.param == "postgresql" and templates.missing:
        pytest.skip(f"PostgreSQL half NOT run: {templates.missing}")
    filled = (name for fixture, name in TEMPLATE_OF.items() if fixture in request.fixturenames)
    with templates.clone(request.param, next(filled, EMPTY)) as url:
        yield url


@pytest.fixture
def small_registry() -> None:
    """Let the test's database be a copy of one with the small registry, where `fill` has nothing to do."""


@pytest.fixture
def made_up() -> None:
    """Let the test's database be a copy of one with the demonstration's registry: `prepare` has nothing to do there."""


TEMPLATE_OF = {"small_registry": FILLED, "made_up": DEMONSTRATION}


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """Give the engine for writes on the test's database."""
    engine = connect(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def settings(database_url: str) -> Settings:
    """Give the default settings with the test's database."""
    return Settings(database_url=database_url)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Give the folder of the project's source data, beside the checkout."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"{folder} is absent: the source data lie beside the checkout, not in it")
    return folder


def _templates(config: pytest.Config) -> Templates:
    if TEMPLATES not in config.stash:
        run = config.stash[RUN] = ExitStack()
        folder = make_folder("sqlite")
        run.callback(shutil.rmtree, folder)
        config.stash[TEMPLATES] = run.enter_context(prepared(folder))
    return config.stash[TEMPLATES]


def _close(config: pytest.Config) -> None:
    postgres.disconnect()
    config.stash.get(RUN, ExitStack()).close()


def _missing(config: pytest.Config) -> str | None:
    return config.stash[TEMPLATES].missing if TEMPLATES in config.stash else None
