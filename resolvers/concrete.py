"""Rows of an interface whose concrete type a column of the row decides: one flat CASE over that column.

Types that the selection treats alike share a branch, so a document pays for the types that it tells apart only.
"""

from typing import TYPE_CHECKING, Any

from graphql import FieldNode, GraphQLInterfaceType
from sqlalchemy import ColumnElement, Text, case, literal_column

from resolvers.joined import Parts, joined
from resolvers.row import Details, Groups, Row

if TYPE_CHECKING:
    from resolvers.walk import Walk


class Concrete:
    """The selection on one interface of one operation while its SQL is made."""

    def __init__(self, walk: "Walk", type_: GraphQLInterfaceType, row: Row, details: Details, times: int) -> None:
        self.walk, self.row, self.times = walk, row, times
        origin: Any = walk.schema_type(type_)
        self.by: ColumnElement[str] = getattr(row.columns, origin.by)
        self.values = {kind.which: name for name, kind in self._types(type_).items()}
        self.same = _without_fragments(details)
        """Whether all types are asked for the same, as they mostly are."""
        self.groups = self._groups(details)

    def _types(self, type_: GraphQLInterfaceType) -> dict[str, Any]:
        possible = self.walk.graphql.get_possible_types(type_)
        return {object_.name: self.walk.schema_type(object_) for object_ in possible}

    def _groups(self, details: Details) -> dict[str, Groups]:
        """Return what is selected on each type."""
        types = [self.walk.object_type(self.walk.graphql.type_map[name]) for name in self.values.values()]
        if self.same:
            return dict.fromkeys(self.values.values(), self.walk.subfields(types[0], details))
        return {type_.name: self.walk.subfields(type_, details) for type_ in types}

    def _alike(self) -> list[list[str]]:
        """Return the types that are asked for the same together, by their values."""
        if self.same:
            return [list(self.values)]
        alike: dict[Any, list[str]] = {}
        for value, name in self.values.items():
            alike.setdefault(_asked(self.groups[name]), []).append(value)
        return list(alike.values())

    def parts(self) -> Parts:
        """Return the JSON of a row; it costs what its dearest type does."""
        # What most types have in common is the branch of all the rest.
        *told, rest = sorted(self._alike(), key=len)
        before, dearest = self.walk.cost, 0
        bodies = []
        for values in (*told, rest):
            self.walk.cost = before
            bodies.append((values, joined(self.branch(values))))
            dearest = max(dearest, self.walk.cost)
        self.walk.cost = dearest
        *branches, (_rest, otherwise) = bodies
        whens = {_text(value): body for values, body in branches for value in values}
        return [case(whens, value=self.by, else_=otherwise)] if whens else [otherwise]

    def branch(self, values: list[str]) -> Parts:
        """Return the JSON of rows of types that are asked for the same."""
        type_ = self.walk.object_type(self.walk.graphql.type_map[self.values[values[0]]])

        def member(key: str, details: Details) -> Parts:
            if details[0].node.name.value == "__typename" and len(values) > 1:
                return ['"', self.typename(values), '"']
            return self.walk.field(type_, self.row, key, details, self.times)

        return self.walk.members(self.groups[type_.name], member)

    def typename(self, values: list[str]) -> ColumnElement[str]:
        """Return the type's name of a row of one of several types."""
        *told, rest = values
        names = {_text(value): _text(self.values[value]) for value in told}
        return case(names, value=self.by, else_=_text(self.values[rest]))


def _without_fragments(details: Details) -> bool:
    sets = (one.node.selection_set for one in details)
    return all(isinstance(node, FieldNode) for set_ in sets if set_ is not None for node in set_.selections)


def _asked(groups: Groups) -> tuple[Any, ...]:
    """Return what is asked of a type: equal for types that are asked for the same by the same part of the document."""
    return tuple((key, tuple(id(one.node) for one in details)) for key, details in groups.items())


def _text(constant: str) -> ColumnElement[str]:
    # Names and values of ours.
    return literal_column(f"'{constant}'", Text)
