"""What a caller may do with a document, explained without running it."""

from typing import Annotated, Any

from resolvers.computed import Computing
from resolvers.explanation import explain
from schema.arguments import argument
from schema.enums import Basis, Purpose
from schema.fields import column, of, structure
from schema.reasons import OWN_ACCESS
from schema.scalars import Code


@of(None, "Why a document can't be executed, whoever asks.")
class ExplainedError:
    """An error."""

    message: str = column("What is wrong.", OWN_ACCESS)
    code: Code = column("The code that its refusal has in `extensions`.", OWN_ACCESS)


@of(None, "A scope that the caller lacks for an operation.")
class MissingScope:
    """A scope with its fields."""

    scope: str = column("The scope's name.", OWN_ACCESS)
    fields: list[str] = column("The fields that want it, as coordinates.", OWN_ACCESS)


@of(None, "A field of the explained operation, once for all places where it is selected.")
class ExplainedField:
    """A field."""

    coordinate: str = column("Type and field: Entity.name.", OWN_ACCESS)
    allowed: bool = column("Whether the caller's scopes suffice for it.", OWN_ACCESS)
    policy: str = column("Its policy: the scope that it asks for, or why it is public.", OWN_ACCESS)
    scope: str = column("The scope's name; public:read for what is public.", OWN_ACCESS)
    rows: str | None = column(
        "Which rows of what it reads a caller sees; null where it reads no rows of its own.", OWN_ACCESS
    )
    bases: list[Basis] = column(
        "Behind a credit file's door: on which bases the door's arguments ask to pass. Whether the caller may is "
        "decided when the operation is executed. Empty for fields in front of every door.",
        OWN_ACCESS,
    )


@of(None, "A place where the explained operation asks to pass the door to non-public data.")
class ExplainedDoor:
    """A door."""

    purpose: Purpose = column("What for.", OWN_ACCESS)
    basis: Basis = column("The one basis that its arguments ask about.", OWN_ACCESS)
    policies: list[str] = column("The guarded fields right behind it, as the access log names them.", OWN_ACCESS)


@of(None, "What the caller may do with an operation, and by which rules. Nothing of it was executed.")
class AccessExplanation:
    """An explanation."""

    allowed: bool = column(
        "Whether the operation would be executed: it is valid, no scope is missing, and its cost is within the limit.",
        OWN_ACCESS,
    )
    errors: list[ExplainedError] = structure("What is wrong with the document or its variables.", OWN_ACCESS)
    operation: Code | None = column("QUERY, MUTATION or SUBSCRIPTION; null when the document is invalid.", OWN_ACCESS)
    missing: list[MissingScope] = structure("The scopes that the caller lacks.", OWN_ACCESS)
    fields: list[ExplainedField] = structure("Its fields, in the document's order.", OWN_ACCESS)
    cost: int | None = column("About how many rows it may read; null for a mutation and with errors.", OWN_ACCESS)
    limit: int = column("The most that an operation of this caller may cost.", OWN_ACCESS)
    logged: bool = column(
        "Whether it asks for non-public data: every enterprise whose data it delivers then gets an entry of the "
        "access log.",
        OWN_ACCESS,
    )
    doors: list[ExplainedDoor] = structure("Where it asks to pass the door to non-public data.", OWN_ACCESS)


def explain_access(
    self: Computing,
    document: Annotated[str, argument("The document that is to be explained; limits are those of every document.")],
    variables: Annotated[str | None, argument("Its variables: a JSON object as text.")] = None,
    operation_name: Annotated[str | None, argument("Which of its operations; the only one when left out.")] = None,
) -> Any:
    """Explain a document."""
    return explain(self, document, variables, operation_name)
