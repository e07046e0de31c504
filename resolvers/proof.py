"""Tree heads and proofs of the access log, read from one snapshot for one caller."""

from types import SimpleNamespace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.principal import Principal
from auth.row_rule import Who
from auth.visibility import RULES, binds
from exchange.audit import proof
from exchange.audit.entry import written
from exchange.audit.model import AccessEntry
from exchange.audit.proof import Consistency, Inclusion
from exchange.audit.refusal import UnknownEntry
from exchange.audit.stored import snapshot
from resolvers.computed import Computing

ENTRY: Any = AccessEntry.__table__


def head(context: Computing, size: int | None) -> SimpleNamespace:
    """Return the signed head of a size, the youngest without one. Raises UnknownSize."""
    with snapshot(context.engine) as session:
        found = proof.head(session, size)
    # Scalars take text: what comes from SQL is text already.
    return SimpleNamespace(size=found.size, root=found.root, signed_at=written(found.signed_at), jws=found.jws)


def inclusion(context: Computing, entry_id: str, size: int | None) -> Inclusion:
    """Prove that an access which the caller may see is in the log. Raises UnknownEntry and UnknownSize.

    A hidden access and a missing one are one answer: neither is looked for in the tree.
    """
    with snapshot(context.engine) as session:
        if not _visible(session, context.principal, entry_id):
            raise UnknownEntry(f"The log has no entry '{entry_id}' that this caller may see.")
        return proof.inclusion(session, entry_id, size)


def consistency(context: Computing, first: int, second: int | None) -> Consistency:
    """Prove that the log has only grown from one size to another. Raises UnknownSize."""
    with snapshot(context.engine) as session:
        return proof.consistency(session, first, second)


def _visible(session: Session, principal: Principal, entry_id: str) -> bool:
    rule = RULES[ENTRY].condition
    assert rule is not None  # noqa: S101 - the log is nobody's and everybody's never
    who = Who(principal.scopes, not principal.is_anonymous)
    statement = select(ENTRY.c.id).where(ENTRY.c.id == entry_id, rule(ENTRY.c, who))
    return session.scalar(statement, dict(binds(principal))) is not None
