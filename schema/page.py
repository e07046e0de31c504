"""Connections: pages of rows with keyset cursors."""

from typing import Generic, TypeVar

from schema.fields import of, structure
from schema.reasons import STRUCTURE

T = TypeVar("T")


@of(None, "Where a page lies among its rows.")
class PageInfo:
    """Relay's PageInfo."""

    has_next_page: bool = structure("Whether there are rows behind this page.", STRUCTURE)
    has_previous_page: bool = structure("Whether there are rows before this page.", STRUCTURE)
    start_cursor: str | None = structure("The first row's cursor; null when the page is empty.", STRUCTURE)
    end_cursor: str | None = structure("The last row's cursor; null when the page is empty.", STRUCTURE)


@of(None, "A row of a page with its cursor.")
class Edge(Generic[T]):
    """Relay's Edge."""

    cursor: str = structure("Where this row lies in the order; opaque.", STRUCTURE)
    node: T = structure("The row.", STRUCTURE)


@of(None, "A page of rows.")
class Connection(Generic[T]):
    """Relay's Connection, with the rows at hand without edges too."""

    edges: list[Edge[T]] = structure("The page's rows with their cursors.", STRUCTURE)
    nodes: list[T] = structure("The page's rows.", STRUCTURE)
    page_info: PageInfo = structure("Where this page lies among all rows.", STRUCTURE)
    total_count: int = structure("How many rows there are over all pages; counted only when asked for.", STRUCTURE)
