"""The demonstration's own database: made once, and never one that holds anything else."""

from sqlalchemy import Connection, Engine, func, inspect, select

from exchange.app.demonstration.batch import batches, take
from exchange.app.demonstration.form import MARKET
from exchange.app.demonstration.knowledge import connect_owners, infer_industries
from exchange.app.demonstration.registration import enrol
from exchange.db import migration
from exchange.entity.model import Entity
from exchange.errors import ExchangeError
from exchange.institution.model import Institution
from exchange.reference.seed import seed
from exchange.submission.model import Submission
from exchange.submission.refusal import BatchContentDiffers


class DemonstrationRefused(ExchangeError):
    """The database holds something else than made-up data, so none are written into it."""

    code = "DEMONSTRATION_REFUSED"


class DemonstrationOutdated(ExchangeError):
    """The database holds the made-up data of another version."""

    code = "DEMONSTRATION_OUTDATED"


def prepare(engine: Engine) -> None:
    """Migrate, seed and fill the database; where that was done before, nothing changes.

    Raises DemonstrationRefused before anything is written, and DemonstrationOutdated.
    """
    with engine.connect() as connection:
        _refuse_others(connection)
    try:
        migration.upgrade(engine)
        with migration.exclusive(engine) as connection:
            seed(connection)
        with engine.begin() as connection:
            enrol(connection)
        fill(engine)
    except (BatchContentDiffers, migration.MigrationRefused) as refusal:
        raise DemonstrationOutdated(
            "The database holds the demonstration of another version. Delete it, or name an empty one in "
            f"EXCHANGE_DATABASE_URL. ({refusal.message})"
        ) from refusal


def fill(engine: Engine) -> None:
    """Write the made-up entities that are missing; the institutions are enrolled."""
    for batch in batches():
        take(engine, batch)
    with engine.begin() as connection:
        connect_owners(connection)
        infer_industries(connection)


def _refuse_others(connection: Connection) -> None:
    """Refuse a database of another program, one with real entities, and one that somebody else has set up."""
    tables = set(inspect(connection).get_table_names())
    if not tables:
        return
    if not {"entity", "institution", "submission", "alembic_version"} <= tables:
        raise DemonstrationRefused(f"The database holds tables of something else, such as '{min(tables)}'.{_WAY_OUT}")
    real = connection.scalar(select(func.count()).where(~Entity.fictitious))
    if real:
        raise DemonstrationRefused(f"The database holds {real} entities that are not made up.{_WAY_OUT}")
    ours = select(Institution.code).where(Institution.code == MARKET).exists()
    used = select(Submission.id).exists() | select(Institution.code).exists()
    if connection.scalar(select(used & ~ours)):
        raise DemonstrationRefused(f"The database belongs to an exchange that is no demonstration.{_WAY_OUT}")


_WAY_OUT = " Leave EXCHANGE_DATABASE_URL out, or let it name an empty database."
