"""Whether a check that somebody shows is what the exchange answered: anybody may ask."""

from datetime import datetime
from typing import Annotated, Any

import strawberry

from resolvers import check
from resolvers.computed import Computing
from schema.arguments import argument
from schema.fields import column, of
from schema.reasons import SNAPSHOT
from schema.scalars import Code


@of(None, "What is said of a check's snapshot. Where it isn't genuine, nothing else is: no such check, an altered one "
    "and another's digest are one answer.")  # fmt: skip
class CheckVerification:
    """A verification."""

    genuine: bool = column("Whether the exchange answered exactly this.", SNAPSHOT)
    check_id: strawberry.ID | None = column("The check's id.", SNAPSHOT)
    matter_code: Code | None = column("For which matter.", SNAPSHOT)
    institution_code: Code | None = column("The institution that it was made for.", SNAPSHOT)
    as_of: datetime | None = column("The instant that was asked about.", SNAPSHOT)
    made_at: datetime | None = column("Since when it is so: when the check was made.", SNAPSHOT)


def verify_check(
    self: Computing,
    jws: Annotated[str | None, argument("The snapshot's signature.")] = None,
    check_id: Annotated[strawberry.ID | None, argument("The check's id, with `digest`.", name="check")] = None,
    digest: Annotated[
        Code | None,
        argument("SHA-256 of the document's UTF-8 bytes, hexadecimal, as whoever asks has computed it."),
    ] = None,
) -> Any:
    """Verify a snapshot."""
    return check.verify(self, jws, check_id, digest)
