"""The commands about watch lists: an institution's own, or a person's for an enterprise that it acts for."""

from typing import Any

from auth.people.mandates import holds
from exchange.watch import rules
from exchange.watch.refusal import OnWhoseBehalf
from exchange.watch.rules import Owner
from resolvers.command import Context, Made

PAYLOAD = "WatchPayload"
ENDED = "UnwatchPayload"


def watch(context: Context, input: Any) -> Made:  # noqa: A002 - the argument's name in the contract
    """Put an entity on the caller's watch list."""
    made = rules.watch(context.session, _owner(context, input.on_behalf_of), input.uscc)
    return Made(PAYLOAD, {"watch_id": made.id})


def unwatch(context: Context, input: Any) -> Made:  # noqa: A002
    """Take an entity off the caller's watch list."""
    return Made(ENDED, {"uscc": rules.unwatch(context.session, _owner(context, input.on_behalf_of), input.uscc)})


def _owner(context: Context, on_behalf_of: str | None) -> Owner:
    """Return whose list is meant. Raises OnWhoseBehalf; an enterprise unknown and one not acted for are one answer."""
    principal = context.principal
    if not principal.is_self:
        if on_behalf_of is not None:
            raise OnWhoseBehalf("An institution watches for itself: leave onBehalfOf out.")
        return Owner(institution_code=principal.institution_code)
    if on_behalf_of is None:
        raise OnWhoseBehalf("A person watches for an enterprise: name one that you act for in onBehalfOf.")
    if not holds(context.session, principal.actor, on_behalf_of):
        raise OnWhoseBehalf(f"The caller doesn't act for an enterprise '{on_behalf_of}'.")
    return Owner(user_id=principal.actor, on_behalf_of=on_behalf_of)
