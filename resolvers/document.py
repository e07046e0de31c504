"""From a document's text to its operations: parsed and validated once, remembered by its skeleton."""

import importlib
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from typing import Any, NamedTuple

import strawberry
from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLLeafType,
    OverlappingFieldsCanBeMergedRule,
    parse,
    specified_rules,
    validate,
)
from strawberry.schema.validation_rules.maybe_null import MaybeNullValidationRule
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule

from exchange.settings import Settings
from resolvers.cache import Recent
from resolvers.literal import Lifted, Literals, fits, lift, skeleton
from resolvers.measure import limits, refuse_large
from resolvers.operation import Operation
from resolvers.plain import plainly
from resolvers.refusal import Refused, coded, refusal
from resolvers.tree import Tree, trees

# No error guesses at names that the caller didn't write: what isn't in a document stays out of its errors.
importlib.import_module("graphql.pyutils.did_you_mean").MAX_LENGTH = 0  # type: ignore[attr-defined]
# Fields that might not merge are compared in pairs. None of the exchange's own documents takes a hundredth of this.
importlib.import_module(OverlappingFieldsCanBeMergedRule.__module__).MAX_COMPLEXITY_BUDGET = 20_000  # type: ignore[attr-defined]

ABORTED = "Validation aborted."
NAMED, LONGEST_NAME = 10, 64
"""How many operations an error names, and how much of a name that isn't among them."""
RULES = (*specified_rules, MaybeNullValidationRule, OneOfInputValidationRule)
ERRORS = 5
"""The most errors that an invalid document is answered with: each may quote a whole argument, which takes time."""


class Document:
    """A valid document's operations by name, and the types of its lifted literals."""

    def __init__(self, operations: Mapping[str | None, Operation], literals: Mapping[str, GraphQLLeafType]) -> None:
        self.operations = operations
        self.literals = literals

    def operation(self, name: str | None) -> Operation:
        """Return the operation that is to be executed. Raises Refused when the name doesn't tell which."""
        found = self.operations.get(name)
        if found is not None:
            return found
        if name is None and len(self.operations) == 1:
            return next(iter(self.operations.values()))
        names = ", ".join([str(known) for known in self.operations if known][:NAMED]) or "none with a name"
        asked = f"operationName '{name[:LONGEST_NAME]}' is not in the document" if name else "operationName is missing"
        raise refusal("OPERATION_UNKNOWN", f"{asked}; its operations: {names}.")


class Read(NamedTuple):
    """A text read: its document, and the values of its lifted literals."""

    document: Document
    literals: Literals


class Documents:
    """Remembers texts, and documents by their skeletons."""

    def __init__(self, schema: strawberry.Schema, settings: Settings) -> None:
        self.schema = schema
        self.settings, self.limits = settings, limits(settings)
        self.texts: Recent[str, Read] = Recent(settings.plan_cache)
        self.skeletons: Recent[str, Document] = Recent(settings.plan_cache)

    def read(self, text: str) -> Read:
        """Return the text's document. Raises Refused with every error of an invalid one."""
        return self.known(text) or self.texts.keep(text, self._read(text))

    def known(self, text: str) -> Read | None:
        """Return the text's document where it, or one with other literals, was read before."""
        read = self.texts.get(text)
        if read is None and len(text) <= self.settings.document_length:
            blanked = skeleton(text)
            known = self.skeletons.get(blanked[0]) if blanked else None
            if blanked and known and fits(known.literals, blanked[1]):
                read = self.texts.keep(text, Read(known, blanked[1]))
        return read

    def _read(self, text: str) -> Read:
        ast = self.parsed(text)
        refuse_large(ast, self.limits)
        blanked = skeleton(text)
        ast, types = self._lifted(ast, len(blanked[1]) if blanked else None)
        if blanked is None or types is None:
            return Read(self._document(text, ast, {}, blanked[0] if blanked else text), {})
        return Read(self.skeletons.keep(blanked[0], self._document(text, ast, types, blanked[0])), blanked[1])

    def _lifted(self, ast: DocumentNode, count: int | None) -> Lifted:
        """Return a valid document with its literals lifted. Raises Refused with every error of an invalid one."""
        schema = self.schema._schema
        plain = plainly(schema, ast, count)
        if plain is not None:
            return plain
        _checked(self.schema, ast)
        return lift(schema, ast, count)

    def _document(
        self, text: str, ast: DocumentNode, literals: Mapping[str, GraphQLLeafType], blanked: str
    ) -> Document:
        def anew(name: str | None) -> Tree:
            return trees(self._lifted(self.parsed(text), len(literals)).document)[name]

        return _made(self.schema, ast, literals, blanked, anew)

    def parsed(self, text: str) -> DocumentNode:
        """Return the text's tree. Raises Refused for one that is too long, has too many tokens or isn't GraphQL."""
        self._refuse_long(text)
        try:
            return parse(
                text,
                max_lexical_tokens=self.settings.document_tokens,
                max_comments=self.settings.document_comments,
            )
        except GraphQLError as error:
            raise Refused(coded([error], "GRAPHQL_PARSE_FAILED")) from None
        except RecursionError:
            raise refusal("TOO_DEEP", "The document is nested too deeply to be read.") from None

    def _refuse_long(self, text: str) -> None:
        if len(text) > self.settings.document_length:
            most = self.settings.document_length
            raise refusal("TOO_LARGE", f"The document has {len(text)} characters; {most} is the limit.")


@lru_cache(maxsize=256)
def committed(schema: strawberry.Schema, _dialect: str, text: str) -> Read:
    """Return a document that is part of this exchange, and so of any size.

    A process has one of it for each kind of database, however many plan by it: its plans take a while to be made.
    """
    return Read(_made(schema, _checked(schema, parse(text)), {}, text), {})


def _checked(schema: strawberry.Schema, ast: DocumentNode) -> DocumentNode:
    errors = validate(schema._schema, ast, RULES, ERRORS, hide_suggestions=True)
    if errors and errors[-1].message == ABORTED:
        raise refusal("TOO_LARGE", "Too many fields or fragments have to be compared with each other. Name each once.")
    if errors:
        raise Refused(coded(errors, "GRAPHQL_VALIDATION_FAILED"))
    return ast


def _made(
    schema: strawberry.Schema,
    ast: DocumentNode,
    literals: Mapping[str, GraphQLLeafType],
    text: str,
    anew: Callable[[str | None], Tree] | None = None,
) -> Document:
    made = {
        name: Operation(schema, tree, literals, text, partial(anew, name) if anew else None)
        for name, tree in trees(ast).items()
    }
    return Document(made, literals)


def given(read: Read, variables: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """Return what a request gives: its variables, and the literals of its text."""
    return {**(variables or {}), **read.literals} if read.literals else variables or {}
