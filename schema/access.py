"""The access matrix: every field against every kind of caller, written from the declarations themselves."""

from collections.abc import Iterator

import strawberry
from graphql import GraphQLInterfaceType, GraphQLObjectType, is_introspection_type

from auth.policy import Policy
from auth.scopes import SCOPES
from auth.visibility import RULES
from exchange.institution.model import InstitutionKind
from resolvers.requirement import binding_of

CALLERS = ("ANONYMOUS", *InstitutionKind)
HEAD = """# Who may read what

Written by `make snapshots` from the fields' own declarations; the test run fails while it differs from them, so a
change of access shows in the diff. A cell says what a caller of that kind needs: `yes` nothing, `scope` a token with
the field's scope, `-` the field can't be had. Rows are then narrowed by the table's rule, the second list."""


def matrix(made: strawberry.Schema) -> str:
    """Return the matrix as Markdown."""
    reasons = {policy.because: None for _coordinate, policy in policies(made) if policy.is_public}
    number = {because: f"public {n}" for n, because in enumerate(reasons, 1)}
    heads = ["field", "policy", *(caller.lower() for caller in CALLERS)]
    lines = [_row(heads), _row(["---"] * len(heads))]
    for coordinate, policy in policies(made):
        lines.append(_row([coordinate, number.get(policy.because, policy.scope), *_cells(policy)]))
    rules = [_row(["table", "who sees a row"]), _row(["---", "---"])]
    rules += [
        _row([str(t), rule.because if rule.condition else f"everybody: {rule.because}"]) for t, rule in RULES.items()
    ]
    because = [f"- {name} because {reason}" for reason, name in number.items()]
    return "\n\n".join([HEAD, "\n".join(lines), "\n".join(because), "# Which rows", "\n".join(rules)]) + "\n"


def policies(made: strawberry.Schema) -> Iterator[tuple[str, Policy]]:
    """Yield every field's coordinate and policy, by type and in the fields' order."""
    for name, type_ in sorted(made._schema.type_map.items()):
        if isinstance(type_, (GraphQLObjectType, GraphQLInterfaceType)) and not is_introspection_type(type_):
            for field, definition in type_.fields.items():
                yield f"{name}.{field}", binding_of(definition).policy


def _cells(policy: Policy) -> list[str]:
    if policy.is_public:
        return ["yes"] * len(CALLERS)
    kinds = SCOPES[policy.scope].kinds
    return ["scope" if caller in kinds else "-" for caller in CALLERS]


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
