"""The rows of one page of a connection as SQL: limited in keyset order, numbered, and turned when paged backward."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, Text, exists, func, literal_column, select, tuple_

from exchange.errors import ExchangeError
from resolvers.binding import Order, Page, Search
from resolvers.cursor import reader, written
from resolvers.source import Merged, Over, Source

if TYPE_CHECKING:
    from resolvers.walk import Walk

LIMIT = 100
DEFAULT = 20
NUMBER = "_number"
"""The column that numbers a page's rows from 1 in scanning order, and the prefix of the columns of their sort keys."""
RANKING = Order("RELEVANCE", [(literal_column("tier"), int), (literal_column("weight"), int)])
"""The order of a search that ranks by itself."""
EVERY = 2**31 - 1


class BadPage(ExchangeError):
    """Paging arguments that can't be meant."""

    code = "BAD_PAGE"


def page_size(value: int) -> int:
    """Check a page size: it stays a constant of the SQL, so that the database plans with it."""
    if not 1 <= value <= LIMIT:
        raise BadPage(f"A page of {value} rows can't be asked for: first and last take 1 to {LIMIT}.")
    return value


class Pager:
    """Makes the statements of one connection: of its page, and of all its rows."""

    def __init__(self, walk: "Walk", page: Page, rows: Select[Any]) -> None:
        if page.paging.first is not None and page.paging.last is not None:
            raise BadPage("Pass first or last, not both: they page in opposite directions.")
        self.walk, self.page, self.paging = walk, page, page.paging
        self.rows = rows
        self.backward = page.paging.last is not None
        self.size = page.paging.last or page.paging.first or DEFAULT
        self.order = page.order if page.order.keys else RANKING
        # Both are read even when no row is selected: a wrong cursor is wrong whatever is asked of the page.
        self.after, self.before = (self._keys(cursor) for cursor in (page.paging.after, page.paging.before))

    def source(self, *, beyond: bool) -> Source:
        """Return the page's rows in the connection's order; `beyond` adds the row behind it, and numbers them all."""
        limited = self._limited(self.size + beyond)
        if not beyond and not self.backward:
            return limited
        numbered = Over(limited, self.walk.name(), {NUMBER: func.row_number().over()})
        return Over(numbered, self.walk.name(), {}, numbered.cell(NUMBER).desc()) if self.backward else numbered

    def cursor(self, source: Source) -> ColumnElement[str]:
        """Return a row's cursor."""
        return written(self.order, [source.cell(f"{NUMBER}{n}") for n in range(len(self.order.keys))])

    @cached_property
    def found(self) -> Select[Any]:
        """All rows of the connection, in no order: what is counted. A search is one common table, however often."""
        search = self.page.search
        if search is None:
            return self.rows
        matches = search.ranked(self.walk.dialect.name, EVERY, None, None).cte()
        return self.rows.where(self.rows.selected_columns[search.key].in_(select(matches.c[search.key])))

    def _limited(self, limit: int) -> Source:
        if self.page.search and not self.page.order.keys:
            return self._ranked(self.page.search, limit)
        keys = [expression for expression, _type in self.order.keys]
        rows = self.found
        for bound, onward in ((self.after, True), (self.before, False)):
            if bound is not None:
                up = onward is not self.order.descending
                rows = rows.where(tuple_(*keys) > tuple_(*bound) if up else tuple_(*keys) < tuple_(*bound))
        up = self.backward is self.order.descending
        turned = (key.asc() if up else key.desc() for key in keys)
        first = rows.order_by(*turned).limit(literal_column(str(limit)))
        numbered = {f"{NUMBER}{n}": key for n, key in enumerate(keys)}
        within = self.page.within
        if within is None or self.walk.dialect.name != "postgresql":
            return self.walk.source(first, numbered)
        groups = self.walk.source(within.groups)
        of_one = first.where(within.column == groups.cell("name"))
        return Merged(groups, self.walk.source(of_one, numbered), numbered, limit, up=up)

    def _ranked(self, search: Search, limit: int) -> Source:
        """Return the best matches of a search that limits itself, joined to their rows."""
        if self.backward or self.before is not None:
            raise BadPage(
                "A search by name in the order RELEVANCE is paged by first and after, not by last and before."
            )
        # As a common table it stands in front of the statement: SQLite's parser has a stack of 100 symbols.
        match = search.ranked(self.walk.dialect.name, limit, self._narrow(search), self.after).cte()
        rows = self.rows.join(match, self.rows.selected_columns[search.key] == match.c[search.key])
        ranks = {f"{NUMBER}0": match.c.tier, f"{NUMBER}1": match.c.weight}
        return self.walk.source(rows.order_by(match.c.tier, match.c.weight), ranks)

    def _narrow(self, search: Search) -> Callable[[Any], ColumnElement[bool]] | None:
        """Return the condition that a match's row must meet; none when every row will do."""
        key = self.rows.selected_columns[search.key]
        if self.rows.whereclause is None:
            return None
        # The offset keeps PostgreSQL from joining every row that meets the condition before the first match is found.
        one: Select[Any] = self.rows.with_only_columns(literal_column("1", Text), maintain_column_froms=True).offset(
            literal_column("0")
        )
        return lambda match: exists(one.where(key == getattr(match, search.key)).correlate(match))

    def _keys(self, cursor: Any) -> tuple[Any, ...] | None:
        """Return the sort keys that a cursor holds."""
        if cursor is None:
            return None
        parsed = self.walk.arguments.derive(cursor, reader(self.order))
        return tuple(parsed.parts[f"k{n}"] for n in range(len(self.order.keys)))
