"""What a document must answer, found the slow way: graphql-core executes it, each field runs a statement of its own.

It shares the schema's bindings with the planner and nothing of how the planner makes SQL out of a selection: fragments,
aliases, directives, merging and nulls are graphql-core's; pages are cut in Python; JSON is made by orjson.
"""

from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import orjson
from graphql import (
    GraphQLInterfaceType,
    GraphQLResolveInfo,
    build_schema,
    execute_sync,
    get_named_type,
    get_nullable_type,
    is_list_type,
    parse,
)
from graphql.execution.values import VariableValues, get_variable_values
from sqlalchemy import Connection, Select, Text, literal, select
from sqlalchemy.types import NullType, TypeEngine

from auth.door import Access
from auth.principal import Principal
from auth.row_rule import Who
from auth.visibility import RULES, binds
from resolvers.argument import Arguments
from resolvers.binding import KEY, Covered, Door, Page, Shape, Variant, Variants
from resolvers.paging import EVERY
from schema.build import schema, sdl

SDL = build_schema(sdl())
TYPES = schema()._schema.type_map


class Record:
    """A row: its values as SQL literals, so that bindings can be called on it."""

    def __init__(self, type_: str, values: dict[str, Any], table: Any) -> None:
        self.type = type_
        self.values = values
        types = {c.key: c.type for c in table.columns} if table is not None else {}
        self.columns = SimpleNamespace(**{n: literal(v, types.get(n)) for n, v in values.items()})
        self.door: Access | None = None


class Whole:
    """An object without rows of its own."""

    def __init__(self, type_: str, columns: Any, door: Access | None = None) -> None:
        self.type, self.columns, self.door = type_, columns, door


class Oracle:
    """Answers documents for one caller over one connection."""

    def __init__(self, connection: Connection, principal: Principal) -> None:
        self.connection, self.who, self.given = connection, Who(principal.scopes), binds(principal)
        self.dialect = connection.dialect.name

    def data(self, document: str, variables: dict[str, Any] | None = None) -> Any:
        """Return `data`. Raises what the first field that failed raised."""
        ast = parse(document)
        operation: Any = ast.definitions[0]
        coerced = get_variable_values(schema()._schema, list(operation.variable_definitions or ()), variables or {})
        assert isinstance(coerced, VariableValues)
        self.arguments = Arguments(schema().config, coerced)
        result = execute_sync(
            SDL,
            ast,
            variable_values=variables,
            field_resolver=self.resolve,
            type_resolver=lambda value, *_: value.type,
        )
        if result.errors:
            raise result.errors[0].original_error or result.errors[0]
        return result.data

    def resolve(self, source: Any, info: GraphQLResolveInfo[Any], **_: Any) -> Any:
        """Answer one field of one object."""
        if isinstance(source, dict):
            if info.field_name in source:
                return source[info.field_name]
            source = source["self"]
        type_: Any = TYPES[info.parent_type.name]
        definition = type_.fields[info.field_name]
        field = definition.extensions["strawberry-definition"]
        columns = source.columns if source else None
        self.who = self.who._replace(door=getattr(source, "door", None))
        if field.base_resolver:
            given = self.arguments.of(definition, info.field_nodes[0])
            value = field.base_resolver.wrapped_func(columns, **given)
        else:
            value = getattr(columns, field.python_name)
        return self.shaped(field.metadata[KEY].shape, definition, value)

    def shaped(self, shape: Shape, definition: Any, value: Any) -> Any:
        """Turn what a binding returned into what graphql-core goes on with."""
        named = get_named_type(definition.type)
        listed = is_list_type(get_nullable_type(definition.type))
        if shape is Shape.VALUE:
            return self.leaf(named.name, self.scalar(value), listed=listed)
        if shape is Shape.PART:
            present = value.present is None or self.scalar(value.present)
            return Whole(named.name, value.columns, self.who.door) if present else None
        if shape is Shape.DOOR:
            return self.passage(named.name, value)
        if isinstance(value, Covered):
            return self.shaped(shape, definition, value.rows) if self.scalar(value.by) else None
        return self.page(named, value) if shape is Shape.PAGE else self.listed(named, value, listed=listed)

    def listed(self, named: Any, value: Any, *, listed: bool) -> Any:
        """Return an object or a list of objects."""
        if isinstance(value, Variants):
            return [self.variant(value, key) for key in self.keys(value)]
        type_, value = (TYPES[value.type], value.rows) if isinstance(value, Variant) else (named, value)
        rows = self.rows(type_, value)
        return rows if listed else next(iter(rows), None)

    def keys(self, value: Variants) -> list[str]:
        """Return the keys of a list over several types, in their order."""
        rows = self.run(select(value.keys.c.value).order_by(value.keys.c.position))
        return [row["value"] for row in rows]

    def variant(self, value: Variants, key: str) -> Record | None:
        """Return the row with the key."""
        for prefix, rows in value.rows.items():
            if self.scalar(value.prefix(literal(key))) == prefix:
                found = rows(literal(key))
                return next(iter(self.rows(TYPES[found.type], found.rows)), None)
        return None

    def rows(self, type_: Any, statement: Select[Any]) -> list[Record]:
        """Return a statement's visible rows."""
        origin = type_.extensions["strawberry-definition"].origin
        rule = RULES[origin.table] if origin.table is not None else None
        if rule is not None and rule.condition is not None:
            statement = statement.where(rule.condition(statement.selected_columns, self.who))
        records = [Record(_type(type_, row), dict(row), origin.table) for row in self.run(statement)]
        for record in records:
            record.door = self.who.door if rule is None or rule.behind_door else None
        return records

    def passage(self, type_: str, value: Door) -> Whole:
        """Return the credit file behind a door."""
        (row,) = self.run(value.access)
        types = {column.name: column.type for column in value.access.selected_columns}
        columns = {name: literal(found, _typed(types[name])) for name, found in row.items()}
        access = Access(value.basis, SimpleNamespace(**columns))
        return Whole(type_, access, access)

    def page(self, type_: Any, page: Page) -> dict[str, Any]:
        """Cut a page out of all rows in their order."""
        node = get_named_type(type_.fields["nodes"].type)
        rows, order = self.ordered(node, page)
        cursors = [_cursor(order, row) for row in rows]
        first, last = page.paging.first, page.paging.last
        start = cursors.index(page.paging.after.value) + 1 if page.paging.after is not None else 0
        end = cursors.index(page.paging.before.value) if page.paging.before is not None else len(rows)
        low = max(start, end - last) if last else start
        high = end if last else min(end, start + (first or 20))
        edges = [{"cursor": cursors[n], "node": rows[n]} for n in range(low, max(low, high))]
        return {
            "edges": edges,
            "nodes": [edge["node"] for edge in edges],
            "pageInfo": {
                "hasNextPage": page.paging.before is not None if last else high < end,
                "hasPreviousPage": low > start if last else page.paging.after is not None,
                "startCursor": edges[0]["cursor"] if edges else None,
                "endCursor": edges[-1]["cursor"] if edges else None,
            },
            "totalCount": len(rows),
            "self": SimpleNamespace(columns=SimpleNamespace(rows=self.found(page))),
        }

    def ordered(self, node: Any, page: Page) -> tuple[list[Record], tuple[str, int]]:
        """Return all rows of a connection in its order, with their sort keys under the names _0, _1 and so on."""
        keys = [expression for expression, _type in page.order.keys]
        if keys:
            wanted = self.found(page).add_columns(*(key.label(f"_{n}") for n, key in enumerate(keys)))
            ways = [key.desc() if page.order.descending else key.asc() for key in keys]
            return self.rows(node, wanted.order_by(*ways)), (page.order.name, len(keys))
        found = {record.values["uscc"]: record for record in self.rows(node, page.rows)}
        assert page.search
        ranks = self.run(page.search.ranked(self.dialect, EVERY, None, None))
        records = [(found[row["uscc"]], row) for row in ranks if row["uscc"] in found]
        for record, row in records:
            record.values |= {"_0": row["tier"], "_1": row["weight"]}
        return [record for record, _row in records], (page.order.name, 2)

    def found(self, page: Page) -> Select[Any]:
        """Return the rows of a connection, those that match its search if there is one."""
        if page.search is None:
            return page.rows
        names = [row["uscc"] for row in self.run(page.search.ranked(self.dialect, EVERY, None, None))]
        return page.rows.where(page.rows.selected_columns["uscc"].in_(names))

    def run(self, statement: Select[Any]) -> Any:
        """Run a statement with the caller's parameters."""
        return self.connection.execute(statement, self.given).mappings().all()

    def scalar(self, value: Any) -> Any:
        """Return the value of an expression."""
        statement = select(value.label("value"))
        return self.run(statement)[0]["value"]

    @staticmethod
    def leaf(type_: str, value: Any, *, listed: bool) -> Any:
        """Return a value as its scalar is written."""
        if value is None:
            return None
        if listed:
            return orjson.loads(value)
        if isinstance(value, datetime):
            return value.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        if isinstance(value, date):
            return value.isoformat()
        return {"BigInt": str, "Boolean": bool}.get(type_, lambda same: same)(value)


def _type(type_: Any, row: Any) -> str:
    """Return the type of a row, which of an interface's its own column decides."""
    if not isinstance(type_, GraphQLInterfaceType):
        return str(type_.name)
    by = row[type_.extensions["strawberry-definition"].origin.by]
    possible = schema()._schema.get_possible_types(type_)
    return next(t.name for t in possible if t.extensions["strawberry-definition"].origin.which == by)


def _typed(type_: TypeEngine[Any]) -> TypeEngine[Any]:
    """Return a type that a null can be written in."""
    return Text() if isinstance(type_, NullType) else type_


def _cursor(order: tuple[str, int], row: Record) -> str:
    name, count = order
    keys = [row.values[f"_{n}"] for n in range(count)]
    return orjson.dumps([name, *keys]).hex()
