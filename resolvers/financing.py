"""For whom a caller acts in financing: for an enterprise in person, or for the institution that it is of."""

from exchange.procedure.actor import Actor
from resolvers.command import Context
from resolvers.party import acts_for, authority, subject
from resolvers.permission import NotPermitted


def subject_of(context: Context, uscc: str) -> Actor:
    """Return the caller as somebody who acts for the enterprise. Raises NotPermitted, also for one nobody knows."""
    if not acts_for(context, uscc):
        raise NotPermitted(f"Only who acts for {uscc} by a confirmed mandate may do this.")
    return subject(context)


def institution(context: Context) -> Actor:
    """Return the caller as somebody who acts for an institution. Raises NotPermitted."""
    if context.principal.institution_code is None:
        raise NotPermitted("Only an institution may do this.")
    return authority(context)
