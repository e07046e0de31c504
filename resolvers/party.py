"""Whether the caller may act in a procedure: for its enterprise, for the authority, or for the operator."""

from collections.abc import Callable
from typing import Any, TypeVar

from auth.people.mandates import holds
from exchange.catalogue.model import Publicity
from exchange.db.base import Base
from exchange.errors import ExchangeError
from exchange.evidence.attaching import Material
from exchange.procedure.actor import Actor
from exchange.record.model import CreditRecord
from exchange.record.state import RecordUnknown
from resolvers.command import Context

R = TypeVar("R", bound=Base)
Unknown = Callable[[str], ExchangeError]


def subject(context: Context) -> Actor:
    """Return the caller as somebody who acts for an enterprise."""
    return Actor(context.principal.actor)


def authority(context: Context) -> Actor:
    """Return the caller as somebody who acts for its institution."""
    return Actor(context.principal.actor, context.principal.institution_code)


def acts_for(context: Context, uscc: str | None) -> bool:
    """Return whether the caller acts for the enterprise, in person and by a confirmed mandate."""
    principal = context.principal
    return uscc is not None and principal.is_self and holds(context.session, principal.actor, uscc)


def own_record(context: Context, record_id: str) -> str:
    """Return the id of a record of the caller's enterprise that it may see; all others are one answer.

    Records for authorities only are as if they weren't: their subject doesn't see them.
    """
    record = _found(context, CreditRecord, record_id)
    if record is None or record.publicity == Publicity.GOVERNMENT or not acts_for(context, record.uscc):
        raise RecordUnknown(record_id)
    return record_id


def of_own_enterprise(context: Context, model: type[R], object_id: str, unknown: Unknown) -> str:
    """Return the id where the caller acts for the object's enterprise; unknown and another's are one answer."""
    found: Any = _found(context, model, object_id)
    if found is None or not acts_for(context, found.uscc):
        raise unknown(object_id)
    return object_id


def of_own_institution(
    context: Context, model: type[R], object_id: str, unknown: Unknown, column: str = "supplier_code"
) -> str:
    """Return the id where the object is the caller's institution's to decide on; all others are one answer."""
    found: Any = _found(context, model, object_id)
    own = context.principal.institution_code
    if found is None or own is None or getattr(found, column) != own:
        raise unknown(object_id)
    return object_id


def materials(given: Any) -> list[Material]:
    """Return the files that an input names, each with its kind."""
    return [Material(one.evidence, one.kind) for one in given or ()]


def _found(context: Context, model: type[R], object_id: str) -> R | None:
    return context.session.get(model, object_id) if "\0" not in object_id else None
