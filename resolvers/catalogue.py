"""The commands about the catalogue: the operator adds items, and says who supplies them."""

from typing import Any

from strawberry.utils.str_converters import to_camel_case

from exchange.catalogue import rules
from exchange.catalogue.model import CatalogueItem
from exchange.catalogue.refusal import CatalogueRefused
from exchange.catalogue.terms import Field, Item
from resolvers.command import Context, Made
from resolvers.permission import refuse_all_but_operator

PAYLOAD = "CatalogueItemPayload"


def add(context: Context, input: Any) -> Made:  # noqa: A002 - the argument's name in the contract
    """Add an item with its field standard."""
    refuse_all_but_operator(context)
    item = Item(
        code=input.code,
        name=input.name,
        kind=input.kind,
        publicity=input.publicity,
        edition=input.edition,
        fields=tuple(map(_field, input.fields)),
        legal_basis=input.legal_basis,
        retention_months=input.retention_months,
        update_frequency=input.update_frequency,
    )
    try:
        return _made(rules.add(context.session, item))
    except CatalogueRefused as refused:
        refused.path = ("input", *map(to_camel_case, refused.where)) if refused.where else ()
        raise


def assign(context: Context, input: Any) -> Made:  # noqa: A002
    """Let an institution supply an item."""
    refuse_all_but_operator(context)
    return _made(rules.assign(context.session, input.item, input.institution))


def unassign(context: Context, input: Any) -> Made:  # noqa: A002
    """Let an institution supply an item no more."""
    refuse_all_but_operator(context)
    return _made(rules.unassign(context.session, input.item, input.institution))


def _field(given: Any) -> Field:
    return Field(
        code=given.code,
        name=given.name,
        type=given.type,
        length=given.length,
        required=given.required,
        personal=given.personal,
        target=given.target,
        choices=given.choices,
        note=given.note,
    )


def _made(item: CatalogueItem) -> Made:
    return Made(PAYLOAD, {"item_code": item.code})
