"""How policy measures and enterprises are matched: by criteria alone, as products are."""

from sqlalchemy import FromClause, select

from auth.door import ONCE, TODAY, Access
from exchange.policy_measure.model import PolicyCriterion, PolicyMeasure
from exchange.policy_measure.rules import in_force
from resolvers.known import columns_of
from resolvers.matching import worst_of

MEASURE = PolicyMeasure.__table__
OF_MEASURE = PolicyCriterion.__table__.c.measure_id


def measures_for(access: Access) -> FromClause:
    """Return every measure in force today, with how its criteria come out for the enterprise at whose door one stands.

    The door's row is one of `knowing`. A row has the measure's columns, `outcome` (0 passed, 1 undecidable, 2 failed)
    and what `facts_of` takes.
    """
    return (
        select(MEASURE, worst_of(MEASURE.c.id, access, OF_MEASURE).label("outcome"), *columns_of(access))
        .where(in_force(MEASURE.c, TODAY))
        .offset(ONCE)
        .correlate(access.uscc.table)
        .subquery("measures")
    )
