"""The steps of objections, restorations and commitments."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from exchange.procedure import model
from schema.fields import column, link, of, referred
from schema.institution import INSTITUTION, Institution
from schema.reasons import PROCEDURE
from schema.scalars import Code

EVENT = model.ProcedureEvent.__table__


@of(EVENT, "A step that somebody took. It is never changed.")
class ProcedureEvent:
    """A step."""

    step: Code = column("What was done.", PROCEDURE)
    state: Code = column("The state it led to.", PROCEDURE)
    at: datetime = column("When.", PROCEDURE)
    actor: Code = column(
        "The user or client who did it; 'exchange' for what follows by itself.", PROCEDURE, lambda self: self.by
    )
    institution: Institution | None = link(
        referred(INSTITUTION.c.code, "institution_code"),
        "For which institution; null for a person who acts for the enterprise, and for the exchange.",
        PROCEDURE,
    )
    reason: str | None = column("Why, where a reason was given.", PROCEDURE)


def events(self: Any) -> Select[Any]:
    """Return the steps of a row, the first one first."""
    return select(EVENT).where(EVENT.c.object_id == self.id).order_by(EVENT.c.id)
