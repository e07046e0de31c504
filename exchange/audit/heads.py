"""Whether the signed heads are those of the tree, one after another as the tree grows."""

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from exchange.audit.entry import instant
from exchange.audit.fault import Fault, FaultKind
from exchange.audit.model import TreeHead
from exchange.audit.sealer import claims

Check = Callable[[Session, str], dict[str, Any] | None]
"""Returns what a compact JWS says where the exchange signed it as a tree head, with any key it ever had; else None."""
AT_ONCE = 500


class Heads:
    """All heads, the smallest first."""

    def __init__(self, session: Session, check: Check) -> None:
        self._session, self._check = session, check
        at = instant(session.get_bind().dialect.name, TreeHead.__table__.c.signed_at)
        statement = select(TreeHead.size, TreeHead.root, at, TreeHead.jws).order_by(TreeHead.size)
        self._rows = iter(session.execute(statement.execution_options(yield_per=AT_ONCE)))
        self._next = next(self._rows, None)
        self.last = 0

    def at(self, size: int, root: Callable[[], bytes]) -> Iterator[Fault]:
        """Yield what is wrong with the heads up to a size, at which the tree has this root."""
        while self._next is not None and self._next[0] <= size:
            head, self._next = self._next, next(self._rows, None)
            if head[0] != size or head[1] != root().hex():
                between = f"the entries from position {self.last} to {size - 1}"
                message = f"The root signed for size {head[0]} is not the tree's: {between}, or the head, were changed."
                yield Fault(FaultKind.HEAD_ROOT, message, None, head[0])
            yield from self._forged(head)
            self.last = head[0]

    def rest(self, size: int) -> Iterator[Fault]:
        """Yield the heads beyond the tree's end, or that its end is under none."""
        if self._next is None and self.last < size:
            message = f"No signed head covers the positions {self.last} to {size - 1}."
            yield Fault(FaultKind.HEAD_MISSING, message, None, self.last)
        while self._next is not None:
            head, self._next = self._next, next(self._rows, None)
            message = f"A head is signed for size {head[0]}, and the tree has {size} leaves: the end was cut off."
            yield Fault(FaultKind.HEAD_ROOT, message, None, head[0])
            yield from self._forged(head)

    def _forged(self, head: Row[int, str, str, str]) -> Iterator[Fault]:
        size, root, at, jws = head
        said = self._check(self._session, jws)
        if said is None:
            yield Fault(FaultKind.HEAD_FORGED, f"The exchange didn't sign the head of size {size}.", None, size)
        elif said != claims(size, root, at):
            message = f"What is signed as the head of size {size} is not what its row says."
            yield Fault(FaultKind.HEAD_FORGED, message, None, size)
