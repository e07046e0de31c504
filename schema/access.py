"""The access matrix: every field against every kind of caller, written from the declarations themselves."""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

import strawberry
from graphql import GraphQLInterfaceType, GraphQLObjectType, is_introspection_type

from auth.agreed import BY_AGREEMENT
from auth.door import Basis
from auth.policy import Policy
from auth.principal import PERSON
from auth.scopes import SCOPES
from auth.visibility import RULES
from exchange.catalogue.model import Publicity
from exchange.catalogue.section import SECTIONS
from exchange.institution.model import InstitutionKind as Kind
from exchange.reference.catalogue import catalogue_items
from resolvers.requirement import binding_of


class Caller(NamedTuple):
    """A column: a kind of caller in a situation."""

    name: str
    kind: str | None
    basis: Basis | None = None
    """On which the caller passes the door; None where it can't."""
    agreed: bool = True
    """Whether an agreement in force covers what needs one."""


CALLERS = (
    Caller("anonymous", None),
    Caller("citizen", PERSON),
    Caller("enterprise (own)", PERSON, Basis.SELF),
    Caller("enterprise (other)", PERSON),
    Caller("bank (no consent)", Kind.BANK),
    Caller("bank (consent)", Kind.BANK, Basis.CONSENT),
    Caller("bureau (no agreement)", Kind.BUREAU, agreed=False),
    Caller("bureau (agreement)", Kind.BUREAU, Basis.AGREEMENT),
    Caller("regulator", Kind.REGULATOR),
    Caller("court", Kind.COURT, Basis.COURT),
    Caller("operator", Kind.OPERATOR),
)
OPENS: Mapping[Basis, frozenset[str]] = {
    Basis.SELF: frozenset({Publicity.PUBLIC, Publicity.CONSENT}),
    Basis.CONSENT: frozenset({Publicity.CONSENT}),
    Basis.AGREEMENT: frozenset({Publicity.GOVERNMENT}),
    Basis.COURT: frozenset(Publicity),
}
"""Which items a basis opens; auth.door says the same in SQL, and tests/access compares the two."""
OWN = frozenset(SECTIONS.values()) | {"creditfile.own:read"}
"""Scopes of what is recorded: the enterprise itself sees all of its own, of whatever publicity."""

HEAD = """# Who may read and do what

Written by `make snapshots` from the fields' own declarations; the test run fails while it differs from them, so a
change of access shows in the diff. A cell says what a caller of that kind needs: `yes` nothing, `scope` a token with
the field's scope, `open` that scope and the door of the credit file opens on the caller's basis, `shut` that scope, and
the field is null because the door stays shut, `-` the field can't be had. A bank stands for securities firms, insurers,
guarantee companies and credit services too; all need an agreement in force for what is behind the door. Rows are then
narrowed by the table's rule, the second list."""


def matrix(made: strawberry.Schema) -> str:
    """Return the matrix as Markdown."""
    reasons = {policy.because: None for _coordinate, policy in policies(made) if policy.is_public}
    number = {because: f"public {n}" for n, because in enumerate(reasons, 1)}
    heads = ["field", "policy", *(caller.name for caller in CALLERS)]
    lines = [_row(heads), _row(["---"] * len(heads))]
    items: dict[str, set[str]] = {scope: set() for scope in OWN}
    for item in catalogue_items():
        items.setdefault(item.scope, set()).add(item.publicity)
    for coordinate, policy in policies(made):
        cells = [cell(policy, caller, items) for caller in CALLERS]
        lines.append(_row([coordinate, number.get(policy.because, policy.scope), *cells]))
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


def cell(policy: Policy, caller: Caller, items: Mapping[str, Collection[str]]) -> str:
    """Return what a caller needs for a field; `items` are the catalogue's publicities by scope."""
    if policy.is_public:
        return "yes"
    needs_agreement = policy.scope in BY_AGREEMENT and caller.kind not in (PERSON, Kind.COURT)
    if caller.kind not in SCOPES[policy.scope].kinds or (needs_agreement and not caller.agreed):
        return "-"
    if policy.scope not in items:
        return "scope"
    return "open" if caller.basis is not None and _opens(caller.basis, policy.scope, items) else "shut"


def _opens(basis: Basis, scope: str, items: Mapping[str, Collection[str]]) -> bool:
    if basis in (Basis.SELF, Basis.COURT) and scope in OWN:
        return True
    return any(publicity in OPENS[basis] for publicity in items[scope])


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
