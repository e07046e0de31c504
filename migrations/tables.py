"""Every table there is, and how the models are compared with a database."""

from typing import Any

from alembic.migration import MigrationContext
from sqlalchemy.schema import SchemaItem

import auth.oauth.model
import auth.people.model
import exchange.agreement.model
import exchange.application.model
import exchange.arbitration.model
import exchange.audit.model
import exchange.award.model
import exchange.catalogue.model
import exchange.check.model
import exchange.command.model
import exchange.commitment.model
import exchange.consent.model
import exchange.correction.model
import exchange.deadline.model
import exchange.demand.model
import exchange.dispute.model
import exchange.enhancement.model
import exchange.entity.model
import exchange.evidence.model
import exchange.export.model
import exchange.feed.model
import exchange.filing.model
import exchange.institution.model
import exchange.listing.model
import exchange.matter.model
import exchange.measure.model
import exchange.memorandum.model
import exchange.name.model
import exchange.objection.model
import exchange.policy_measure.model
import exchange.procedure.model
import exchange.product.model
import exchange.receivable.model
import exchange.record.model
import exchange.reference.model
import exchange.referral.model
import exchange.report.model
import exchange.restoration.model
import exchange.screening.model
import exchange.service_listing.model
import exchange.submission.model
import exchange.tribunal.model
import exchange.watch.model
from exchange.db.base import Base

MODELS = (
    auth.oauth.model,
    auth.people.model,
    exchange.agreement.model,
    exchange.application.model,
    exchange.arbitration.model,
    exchange.audit.model,
    exchange.award.model,
    exchange.catalogue.model,
    exchange.check.model,
    exchange.command.model,
    exchange.commitment.model,
    exchange.consent.model,
    exchange.correction.model,
    exchange.deadline.model,
    exchange.demand.model,
    exchange.dispute.model,
    exchange.enhancement.model,
    exchange.entity.model,
    exchange.evidence.model,
    exchange.export.model,
    exchange.feed.model,
    exchange.filing.model,
    exchange.institution.model,
    exchange.listing.model,
    exchange.matter.model,
    exchange.measure.model,
    exchange.memorandum.model,
    exchange.name.model,
    exchange.objection.model,
    exchange.policy_measure.model,
    exchange.procedure.model,
    exchange.receivable.model,
    exchange.product.model,
    exchange.record.model,
    exchange.reference.model,
    exchange.referral.model,
    exchange.report.model,
    exchange.restoration.model,
    exchange.screening.model,
    exchange.service_listing.model,
    exchange.submission.model,
    exchange.tribunal.model,
    exchange.watch.model,
)
"""The modules that declare tables; a new one is named here."""

metadata = Base.metadata

UNMODELLED = {"table": ("entity_name_key", "rate_bucket"), "index": ("ix_entity_name_codes",)}
"""What exchange.name.ddl makes, by the beginnings of the names: SQLite keeps a full-text index in several tables. And
the buckets of exchange.rate, which on SQLite have a file of their own."""


def is_compared(_item: SchemaItem, name: str | None, kind: str, reflected: bool, _other: Any) -> bool:
    """Leave out of the database what no model can express."""
    return not (reflected and name is not None and name.startswith(UNMODELLED.get(kind, ())))


def is_another_type(context: MigrationContext, _in: Any, _of: Any, stored: Any, declared: Any) -> bool:
    """Compare as DDL, so that collations count; VARCHAR without a length is another word for TEXT."""
    ddl = (context.dialect.type_compiler_instance.process(one).replace("VARCHAR", "TEXT") for one in (stored, declared))
    return next(ddl) != next(ddl)


COMPARISON: dict[str, Any] = {
    "compare_type": is_another_type,
    "compare_server_default": True,
    "include_object": is_compared,
}
