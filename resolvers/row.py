"""What a selection reads from while a statement is made, and the constants of JSON text."""

from typing import Any, NamedTuple

from graphql.execution.collect_fields import FieldDetails
from sqlalchemy import FromClause, Text, literal_column

from auth.door import Access

NULL = literal_column("'null'", Text)
LACKING = literal_column("'\tnull'", Text)
"""The null of an id without an object, marked by white space that no other JSON of ours has: so it is found fast."""
EMPTY = literal_column("''", Text)

Details = list[FieldDetails]
"""One response key's field nodes, to be merged."""
Groups = dict[str, Details]


class Row(NamedTuple):
    """What a selection reads from: columns, and the enclosing sources that inner statements refer to."""

    columns: Any = None
    sources: tuple[FromClause, ...] = ()
    door: Access | None = None
    """The door that was passed on the way here."""
