"""The root of what is pushed: over graphql-transport-ws at the address of all operations."""

from schema.change import Change, followed
from schema.fields import of, stream
from schema.reasons import FEED


@of(None, "What can be followed. Each event is read as its subscriber may see it at that moment.")
class Subscription:
    """All subscriptions."""

    changes: Change = stream(
        followed, "What happens, as it is committed; the same events in the same order as Query.changes.", FEED
    )
