"""A connection as JSON text in SQL: an aggregate over its page, and what lies beyond the page."""

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from graphql import GraphQLNamedType, get_named_type
from sqlalchemy import ColumnElement, Text, case, cast, func, literal_column, select

from resolvers.binding import Page
from resolvers.functions import gathered, gathered_where, or_empty
from resolvers.joined import Parts, joined
from resolvers.paging import NUMBER, Pager
from resolvers.row import NULL, Details, Groups, Row
from resolvers.source import Value

if TYPE_CHECKING:
    from resolvers.walk import Walk

ONE_ROW: ColumnElement[str] = literal_column("substr(CAST(count(*) AS TEXT), 1, 0)", Text)
"""No text, but an aggregate: where nothing else is one, the statement has one row however many rows the page has."""
LISTED = frozenset({"nodes", "edges"})
"""Aggregates over the page."""
OF_THE_PAGE = frozenset({"nodes", "edges", "pageInfo"})


class Connection:
    """One connection of one operation while its SQL is made."""

    def __init__(self, walk: "Walk", type_: GraphQLNamedType, page: Page, row: Row, groups: Groups) -> None:
        self.walk, self.row, self.groups = walk, row, groups
        self.type = walk.object_type(type_)
        self.node = get_named_type(self.type.fields["nodes"].type)
        self.pager = Pager(walk, page, walk.visible(self.node, page.rows, row))
        self.selected = {details[0].node.name.value for details in groups.values()}
        self.beyond = "pageInfo" in self.selected

    def parts(self, times: int) -> Parts:
        """Return the connection's JSON; rows are read when anything of the page is selected."""
        self.times = times * self.pager.size
        self.walk.small &= self.pager.page.search is None and self.selected <= OF_THE_PAGE
        if not self.selected & OF_THE_PAGE:
            return self.walk.members(self.groups, self.member)
        self.source = self.pager.source(beyond=self.beyond)
        self.walk.cost += self.times
        parts = self.walk.members(self.groups, self.member)
        return [Value(joined(parts if self.selected & LISTED else [*parts, ONE_ROW]), self.source)]

    def member(self, key: str, details: Details) -> Parts:
        """Return the JSON of one field of the connection."""
        match details[0].node.name.value:
            case "__typename":
                return [f'"{self.type.name}"']
            case "nodes":
                return self.array(self.walk.body(self.node, self.source, self.row, details, self.times))
            case "edges":
                return self.array(joined(self.edge(details)))
            case "pageInfo":
                return self.page_info(details)
            case "totalCount":
                rows = self.pager.found.with_only_columns(literal_column("1"), maintain_column_froms=True).subquery()
                return [cast(select(func.count()).select_from(rows).scalar_subquery(), Text)]
        found = Row(SimpleNamespace(rows=self.pager.found), self.row.sources, self.row.door)
        return self.walk.field(self.type, found, key, details, self.times)

    def array(self, body: ColumnElement[str]) -> Parts:
        """Return the JSON array over the page's rows, without the one beyond it."""
        if not self.beyond:
            return ["[", or_empty(gathered(body)), "]"]
        return ["[", or_empty(gathered_where(body, self.source.cell(NUMBER) <= self.pager.size)), "]"]

    def edge(self, details: Details) -> Parts:
        """Return the JSON of one edge."""
        type_ = self.walk.object_type(get_named_type(self.type.fields["edges"].type))

        def member(_key: str, inner: Details) -> Parts:
            match inner[0].node.name.value:
                case "cursor":
                    return ['"', self.pager.cursor(self.source), '"']
                case "node":
                    return [self.walk.body(self.node, self.source, self.row, inner, self.times)]
            return [f'"{type_.name}"']

        return self.walk.members(self.walk.subfields(type_, details), member)

    def page_info(self, details: Details) -> Parts:
        """Return the JSON of PageInfo. On the near side there are rows exactly when a cursor was passed."""
        type_ = self.walk.object_type(get_named_type(self.type.fields["pageInfo"].type))
        backward, paging = self.pager.backward, self.pager.paging
        far: Any = case((func.count() > self.pager.size, "true"), else_="false")
        near = "true" if (paging.before if backward else paging.after) is not None else "false"

        def member(_key: str, inner: Details) -> Parts:
            match inner[0].node.name.value:
                case "hasNextPage":
                    return [near if backward else far]
                case "hasPreviousPage":
                    return [far if backward else near]
                case "startCursor":
                    return [self.cursor(nearest=not backward)]
                case "endCursor":
                    return [self.cursor(nearest=backward)]
            return [f'"{type_.name}"']

        return self.walk.members(self.walk.subfields(type_, details), member)

    def cursor(self, *, nearest: bool) -> ColumnElement[str]:
        """Return the cursor of the page's first or last row in scanning order, as JSON; null on an empty page.

        Neither database aggregates "the last one": it is the greatest of the cursors behind their row's number.
        """
        number = self.source.cell(NUMBER)
        marked = cast(1000 + number, Text).concat(self.pager.cursor(self.source))
        found = (func.min if nearest else func.max)(marked).filter(number <= self.pager.size)
        return func.coalesce(joined(['"', func.substr(found, literal_column("5")), '"']), NULL)
