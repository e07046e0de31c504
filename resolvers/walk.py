"""One walk over one operation: its selection becomes one SQL statement whose single value is the JSON of `data`."""

from collections.abc import Callable, Mapping
from typing import Any

import strawberry
from graphql import (
    FieldNode,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
)
from graphql.execution.collect_fields import FragmentDetails, collect_fields, collect_subfields
from graphql.execution.values import VariableValues
from sqlalchemy import (
    ColumnElement,
    Dialect,
    Select,
    Text,
    case,
    func,
    literal_column,
    select,
)
from strawberry.types.field import StrawberryField

from auth.door import Access
from auth.row_rule import Who
from auth.standing import UNCHANGED
from auth.visibility import RULES
from resolvers.argument import Arguments
from resolvers.binding import KEY, Binding, Covered, Door, Part, Shape, Variant, Variants
from resolvers.computed import roots
from resolvers.concrete import Concrete
from resolvers.connection import Connection
from resolvers.functions import gathered, or_empty, sole, utf8
from resolvers.joined import Parts, joined, or_null
from resolvers.leaf import leaf
from resolvers.passage import ROW, Passage, guarded, noted
from resolvers.read import columns
from resolvers.requirement import binding_of
from resolvers.row import LACKING, NULL, Details, Groups, Row
from resolvers.source import Source, Value


class Walk:
    """Makes the statement of one operation for one shape of its variables and one set of scopes."""

    def __init__(
        self,
        schema: strawberry.Schema,
        operation: Any,
        fragments: dict[str, FragmentDetails],
        variables: VariableValues,
        who: Who,
        dialect: Dialect,
    ) -> None:
        self.schema = schema
        self.dialect = dialect
        self.graphql = schema._schema
        self.operation = operation
        self.fragments = fragments
        self.variables = variables
        self.who = who
        self.arguments = Arguments(schema.config, variables)
        self.cost = 0
        self.wanted: list[tuple[str, Any]] = []
        self.doors: list[Passage] = []
        self.resumes = False
        self.names_caller = False
        self.preparer = dialect.identifier_preparer
        self._names = 0
        self.small = True
        """Whether each root field is one row found by its key, and nothing below it is searched or counted."""

    def statement(self) -> Select[Any]:
        """Return the statement of the whole operation."""
        root = self.graphql.query_type
        assert root is not None  # noqa: S101 - a schema without queries isn't built
        computed = roots(root)
        planned: Groups = {}
        for key, details in self.roots().items():
            name = details[0].node.name.value
            if name not in computed:
                planned[key] = details
                self.small &= binding_of(root.fields[name]).shape is Shape.LINK if name in root.fields else True
            elif name in root.fields:
                # Answered elsewhere, but paid for here: see resolvers.computed.
                self.cost += binding_of(root.fields[name]).cost
        data: ColumnElement[bytes] = utf8(joined(self.object(root, Row(), planned, 1)))
        if self.who.authenticated:
            # No value at all when the caller may have changed since it was verified: see auth.standing.
            data = case((UNCHANGED, data))
        return select(data)

    def roots(self) -> Groups:
        """Return the operation's root fields, fragments merged."""
        root = self.graphql.query_type
        assert root is not None  # noqa: S101
        return collect_fields(self.graphql, self.fragments, self.variables, root, self.operation).grouped_field_set

    def object(self, type_: GraphQLObjectType, row: Row, groups: Groups, times: int) -> Parts:
        """Return the JSON of one object; `times` is how often it may occur, for the cost."""
        return self.members(groups, lambda key, details: self.field(type_, row, key, details, times))

    @staticmethod
    def members(groups: Groups, member: Callable[[str, Details], Parts]) -> Parts:
        """Return the JSON object of the selected members."""
        parts: list[Any] = ["{"]
        for key, details in groups.items():
            parts += [("," if len(parts) > 1 else "") + f'"{key}":', *member(key, details)]
        return [*parts, "}"]

    def object_type(self, type_: GraphQLNamedType | None) -> GraphQLObjectType:
        """Return the type, which the build has seen to be an object type."""
        assert isinstance(type_, GraphQLObjectType)  # noqa: S101
        return type_

    def subfields(self, type_: GraphQLObjectType, details: Details) -> Groups:
        """Return what is selected on a concrete type, fragments merged."""
        return collect_subfields(
            self.graphql, self.fragments, self.variables, self.operation, type_, details
        ).grouped_field_set

    def field(self, type_: GraphQLObjectType, row: Row, key: str, details: Details, times: int) -> Parts:
        """Return the JSON of one field of an object."""
        node = details[0].node
        if node.name.value == "__typename":
            return [f'"{type_.name}"']
        definition = type_.fields[node.name.value]
        field: StrawberryField = definition.extensions["strawberry-definition"]
        binding: Binding = field.metadata[KEY]
        value = self.value(definition, field, node, row)
        self.cost += times * binding.cost
        named = get_named_type(definition.type)
        match binding.shape:
            case Shape.VALUE:
                return self.leaf(definition, value)
            case Shape.PART:
                return self.part(named, value, row, details, times)
            case Shape.DOOR:
                return self.door(named, value, row, details, times)
            case Shape.PAGE:
                return self.page(named, value, row, details, times)
        return self.objects(definition, value, row, key, details, times)

    def page(self, type_: GraphQLNamedType, value: Any, row: Row, details: Details, times: int) -> Parts:
        """Return the JSON of a connection, null where nothing covers it."""
        if isinstance(value, Covered):
            return [case((value.by, joined(self.page(type_, value.rows, row, details, times))), else_=NULL)]
        groups = self.subfields(self.object_type(type_), details)
        return Connection(self, type_, value, row, groups).parts(times)

    def objects(self, definition: GraphQLField, value: Any, row: Row, key: str, details: Details, times: int) -> Parts:
        """Return the JSON of the object or the list of objects that a Select stands for."""
        named = get_named_type(definition.type)
        if row.columns is None and isinstance(value, (Variant, Variants)):
            self.wanted.append((key, self.arguments.latest))
        if is_list_type(get_nullable_type(definition.type)):
            return self.list(named, value, row, details, times)
        if isinstance(value, Variant):
            return [func.coalesce(self.variant(value, row, details, times), LACKING)]
        one = self.one(named, value, row, details, times)
        return [one] if is_non_null_type(definition.type) else [sole(one)]

    def value(self, definition: GraphQLField, field: StrawberryField, node: FieldNode, row: Row) -> Any:
        """Call the field's function, or take the column of the same name."""
        if field.base_resolver is None:
            return getattr(row.columns, field.python_name)
        sql: Any = field.base_resolver.wrapped_func
        return sql(row.columns, **self.arguments.of(definition, node))

    def leaf(self, definition: GraphQLField, value: Any) -> Parts:
        """Return the JSON of a leaf; a list of leaves is JSON text already."""
        named = get_named_type(definition.type)
        assert is_leaf_type(named)  # noqa: S101 - the build checks that VALUE fields are leaves
        listed = is_list_type(get_nullable_type(definition.type))
        parts = [value] if listed else leaf(named, value, self.dialect.name)
        return parts if is_non_null_type(definition.type) else [or_null(parts)]

    def part(self, type_: GraphQLNamedType, part: Part, row: Row, details: Details, times: int) -> Parts:
        """Return the JSON of an object that its parent's columns make up."""
        object_ = self.object_type(type_)
        parts = self.object(object_, Row(part.columns, row.sources, row.door), self.subfields(object_, details), times)
        return parts if part.present is None else [case((part.present, joined(parts)), else_=NULL)]

    def one(self, type_: GraphQLNamedType, value: Any, row: Row, details: Details, times: int) -> ColumnElement[str]:
        """Return the JSON of a Select's only row; NULL without one."""
        source = self.source(self.visible(type_, value, row))
        body = self.body(type_, source, row, details, times)
        return Value(body, source)

    def variant(self, value: Variant, row: Row, details: Details, times: int) -> ColumnElement[str]:
        """Return the JSON of an interface's only row, whose type is known; NULL without one."""
        return self.one(self.graphql.type_map[value.type], value.rows, row, details, times)

    def door(self, type_: GraphQLNamedType, value: Door, row: Row, details: Details, times: int) -> Parts:
        """Return the JSON of a credit file, behind a note of the passage where it is granted: see resolvers.passage."""
        object_ = self.object_type(type_)
        source = value.access.correlate(*row.sources).subquery()
        access = Access(value.basis, source.c)
        inner = Row(access, (*row.sources, source), access)
        groups = self.subfields(object_, details)
        self.doors.append(Passage(value.purpose, value.basis, (*value.shows, *guarded(object_, groups))))
        note = noted(len(self.doors) - 1, source.c)
        body = joined([note, *self.object(object_, inner, groups, times)])
        return [select(body).select_from(source).scalar_subquery()]

    def list(self, type_: GraphQLNamedType, value: Any, row: Row, details: Details, times: int) -> Parts:
        """Return the JSON array of a Select's rows."""
        if isinstance(value, Variants):
            return self.variants(value, row, details, times)
        if isinstance(value, Covered):
            return [case((value.by, joined(self.list(type_, value.rows, row, details, times))), else_=NULL)]
        source = self.source(self.visible(type_, value, row))
        body = self.body(type_, source, row, details, times)
        rows = Value(gathered(body), source)
        return ["[", or_empty(rows), "]"]

    def variants(self, value: Variants, row: Row, details: Details, times: int) -> Parts:
        """Return the JSON array of rows of several types, in the keys' order, null for a key without a row."""
        times *= value.count
        self.cost += times
        key = value.keys.c.value
        inner = Row(None, (*row.sources, value.keys), row.door)
        # Prefixes are constants of ours; the simple form of CASE takes the key apart once.
        branches = {
            literal_column(f"'{prefix}'", Text): self.variant(rows(key), inner, details, times)
            for prefix, rows in value.rows.items()
        }
        (found, *others) = branches.values()
        element = func.coalesce(case(branches, value=value.prefix(key)) if others else found, LACKING)
        # Both databases read a list parameter in its order, and no sort could be cheaper than none.
        rows = select(gathered(element)).select_from(value.keys).scalar_subquery()
        return ["[", or_empty(rows), "]"]

    def source(self, rows: Select[Any], more: Mapping[str, ColumnElement[Any]] | None = None) -> Source:
        """Return a statement as a source under a name of its own, with further columns."""
        return Source(rows, self.name(), self.preparer, more)

    def name(self) -> str:
        """Return a name that nothing else in the statement has."""
        self._names += 1
        return f"s{self._names}"

    def body(
        self, type_: GraphQLNamedType, source: Source, row: Row, details: Details, times: int
    ) -> ColumnElement[str]:
        """Return the JSON of one row of a source."""
        table = self.schema_type(type_).table
        behind = table is not None and RULES[table].behind_door
        # A link that leads to what isn't behind the door leads out of it: whatever follows is read as before the door.
        inner = Row(source.c, row.sources, row.door if table is None or behind else None)
        if isinstance(type_, GraphQLInterfaceType):
            parts = Concrete(self, type_, inner, details, times).parts()
        else:
            object_ = self.object_type(type_)
            parts = self.object(object_, inner, self.subfields(object_, details), times)
        return joined([ROW, *parts] if behind and inner.door is not None else parts)

    def visible(self, type_: GraphQLNamedType, rows: Select[Any], row: Row) -> Select[Any]:
        """AND the table's rule to a read of its rows, which may refer to the enclosing sources."""
        rows = rows.correlate(*row.sources) if row.sources else rows
        table = self.schema_type(type_).table
        rule = RULES[table] if table is not None else None
        if rule is None or rule.condition is None:
            return rows
        self.names_caller |= rule.own in self.who.scopes
        condition = rule.condition(columns(rows), self.who._replace(door=row.door))
        # What the field has said already for whoever asks isn't said again.
        return rows if any(condition is said for said in rows._where_criteria) else rows.where(condition)

    def schema_type(self, type_: GraphQLNamedType) -> Any:
        """Return the class that declares the type."""
        return type_.extensions["strawberry-definition"].origin
