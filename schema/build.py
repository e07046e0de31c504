"""Assembles the schema, and refuses one with a gap: an undeclared field, a missing description or row rule."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import strawberry
from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    get_named_type,
    get_nullable_type,
    is_introspection_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    is_specified_scalar_type,
)
from strawberry.schema.config import StrawberryConfig

from auth.scopes import SCOPES
from auth.visibility import RULES
from exchange.errors import ExchangeError
from resolvers.binding import KEY, Binding, Shape
from schema.access_log import AccessRecord
from schema.agreement import Agreement
from schema.application import FinancingApplication
from schema.arbitration import ArbitrationCase, CaseDeadline
from schema.check import CreditCheck
from schema.commitment import Commitment
from schema.consent import Consent
from schema.correction import Correction
from schema.demand import FinancingDemand
from schema.dispute import AccessDispute
from schema.enhancement import CreditEnhancement
from schema.entity import Entity
from schema.error import CommandError
from schema.evidence import Evidence
from schema.export import Export
from schema.institution import Institution
from schema.listing import ListDefinition, ListEntry, ListRestoration
from schema.mandate import Mandate
from schema.matter import Matter
from schema.measure import MeasureAction
from schema.memorandum import Measure, Memorandum, MemorandumEdition
from schema.mutation import Mutation
from schema.objection import Objection
from schema.policy_measure import PolicyMeasure
from schema.product import FinancingProduct, InstitutionLicence, ProductVersion
from schema.query import Query
from schema.receivable import Receivable
from schema.reference import Industry, Region
from schema.referral import Referral
from schema.report import CreditReport
from schema.restoration import Restoration
from schema.scalars import SCALARS
from schema.screening import ScreeningDecision
from schema.service_listing import ServiceListing
from schema.submission import Submission
from schema.subscription import Subscription
from schema.tribunal import Hearing
from schema.watch import Watch

NODES = (
    Entity,
    Region,
    Industry,
    Institution,
    Submission,
    Consent,
    AccessRecord,
    AccessDispute,
    Agreement,
    Mandate,
    Watch,
    Objection,
    Restoration,
    Commitment,
    Correction,
    Evidence,
    Export,
    CreditReport,
    Memorandum,
    MemorandumEdition,
    Measure,
    ListDefinition,
    ListEntry,
    ListRestoration,
    MeasureAction,
    Matter,
    CreditCheck,
    InstitutionLicence,
    FinancingProduct,
    ProductVersion,
    PolicyMeasure,
    ServiceListing,
    FinancingDemand,
    FinancingApplication,
    CreditEnhancement,
    Receivable,
    ArbitrationCase,
    CaseDeadline,
    Hearing,
    Referral,
    ScreeningDecision,
)


class SchemaIncomplete(ExchangeError):
    """The schema has a gap; the exchange doesn't start."""

    code = "SCHEMA_INCOMPLETE"


@cache
def schema() -> strawberry.Schema:
    """Return the exchange's schema, made once. Raises SchemaIncomplete naming every gap."""
    return checked(assembled(Query, Mutation, Subscription))


@cache
def sdl() -> str:
    """Return the contract in the schema definition language. Printing it takes a tenth of a second."""
    return schema().as_str()


def assembled(query: type, mutation: type | None = None, subscription: type | None = None) -> strawberry.Schema:
    """Put the schema together."""
    config = StrawberryConfig(scalar_map=SCALARS, disable_field_suggestions=True)
    return strawberry.Schema(query, mutation, subscription, types=NODES, config=config)


def checked(made: strawberry.Schema) -> strawberry.Schema:
    """Return the schema when it has no gap."""
    found = sorted(gap for type_ in made._schema.type_map.values() for gap in gaps(type_))
    if found:
        raise SchemaIncomplete("The schema can't be served:\n" + "\n".join(f"- {gap}" for gap in found))
    return made


def gaps(type_: GraphQLNamedType) -> Iterator[str]:
    """Yield what is missing on a type and its members."""
    if is_introspection_type(type_) or is_specified_scalar_type(type_):
        return
    if not type_.description:
        yield f"{type_.name} has no description."
    if isinstance(type_, GraphQLEnumType):
        yield from (f"{type_.name}.{n} has no description." for n, v in type_.values.items() if not v.description)
    elif isinstance(type_, GraphQLInputObjectType):
        yield from (f"{type_.name}.{n} has no description." for n, f in type_.fields.items() if not f.description)
    elif isinstance(type_, (GraphQLObjectType, GraphQLInterfaceType)):
        yield from _table_gaps(type_)
        for name, field in type_.fields.items():
            yield from _field_gaps(type_, f"{type_.name}.{name}", field)


def _origin(type_: GraphQLNamedType) -> Any:
    return type_.extensions["strawberry-definition"].origin


def _table_gaps(type_: GraphQLNamedType) -> Iterator[str]:
    if isinstance(type_, GraphQLInterfaceType) and not hasattr(_origin(type_), "table"):
        return
    if not hasattr(_origin(type_), "table"):
        yield f"{type_.name} is not declared by schema.fields.of: it has no table, nor says that it needs none."
    elif _origin(type_).table is not None and _origin(type_).table not in RULES:
        yield f"{type_.name} shows rows of '{_origin(type_).table.name}', which has no rule in auth/visibility.py."


def _field_gaps(type_: GraphQLNamedType, coordinate: str, field: GraphQLField) -> Iterator[str]:
    definition = field.extensions.get("strawberry-definition")
    binding = definition.metadata.get(KEY) if definition else None
    if not isinstance(binding, Binding):
        yield f"{coordinate} declares no policy: make it by a constructor of schema/fields.py."
        return
    if not field.description:
        yield f"{coordinate} has no description."
    if binding.policy.scope not in SCOPES:
        yield f"{coordinate} asks for the scope '{binding.policy.scope}', which auth/scopes.py doesn't know."
    for name, argument in field.args.items():
        yield from _argument_gaps(f"{coordinate}({name}:)", argument)
    yield from _shape_gaps(type_, coordinate, field, binding, definition)


def _argument_gaps(coordinate: str, argument: GraphQLArgument) -> Iterator[str]:
    if not argument.description:
        yield f"{coordinate} has no description."


def _shape_gaps(
    type_: GraphQLNamedType, coordinate: str, field: GraphQLField, binding: Binding, definition: Any
) -> Iterator[str]:
    named, required = get_named_type(field.type), is_non_null_type(field.type)
    if binding.shape is Shape.COMMAND:
        members = [member.name for member in getattr(named, "types", ())]
        if len(members) != 2 or CommandError.__name__ not in members:
            yield f"{coordinate} is a command, but {named.name} is no union of a payload and {CommandError.__name__}."
    elif binding.shape is Shape.VALUE:
        if not is_leaf_type(named):
            yield f"{coordinate} is declared a column, but {named.name} is an object."
        table = getattr(_origin(type_), "table", None)
        if required and table is not None and definition.base_resolver is None:
            column = table.c.get(definition.python_name)
            if column is None:
                yield f"{coordinate} names no column of '{table.name}'."
            elif column.nullable:
                yield f"{coordinate} is non-null, but the column '{table.name}.{column.name}' may be null."
    elif binding.shape is Shape.LINK and required and not is_list_type(get_nullable_type(field.type)):
        table = getattr(_origin(named), "table", None)
        if table is not None and RULES.get(table) is not None and RULES[table].condition is not None:
            yield f"{coordinate} is non-null, but rows of '{table.name}' may be hidden from its caller."
