"""The states of an entry and the steps between them, checked in one place."""

from collections.abc import Mapping
from enum import StrEnum

from exchange.listing.refusal import StepRefused


class ListColour(StrEnum):
    """What standing on a list means."""

    RED = "RED"
    """Trustworthy: incentives."""
    BLACK = "BLACK"
    """Seriously untrustworthy: discipline."""
    WATCH = "WATCH"
    """To be watched."""


class ListState(StrEnum):
    """How far an entry is."""

    PROPOSED = "PROPOSED"
    NOTIFIED = "NOTIFIED"
    """The subject was told what is intended and why, and may plead."""
    PLEA = "PLEA"
    """The subject has pleaded, or waived it."""
    PUBLICISED = "PUBLICISED"
    """A candidate of a red list, shown to everybody before the decision."""
    DECIDED = "DECIDED"
    LISTED = "LISTED"
    EXTENDED = "EXTENDED"
    DELISTED = "DELISTED"
    DROPPED = "DROPPED"
    """The keeper doesn't list: the proposal ended without an entry."""


class DelistingReason(StrEnum):
    """Why an entry ended."""

    EXPIRED = "EXPIRED"
    """By rule: its days are over. Nobody does it."""
    RESTORED = "RESTORED"
    REVOKED = "REVOKED"
    """What it rested on was wrong or was annulled."""
    COURT = "COURT"
    """A court ordered it."""


class ListRestorationState(StrEnum):
    """What became of an application to be taken off a list."""

    LODGED = "LODGED"
    GRANTED = "GRANTED"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"
    """The subject took it back."""
    CLOSED = "CLOSED"
    """The entry ended otherwise before it was decided."""


_S = ListState
_AFTER: Mapping[ListState, frozenset[ListState]] = {
    _S.DECIDED: frozenset({_S.LISTED, _S.DROPPED}),
    _S.LISTED: frozenset({_S.EXTENDED, _S.DELISTED}),
    _S.EXTENDED: frozenset({_S.DELISTED}),
    _S.DELISTED: frozenset(),
    _S.DROPPED: frozenset(),
}
_ADVERSE: Mapping[ListState, frozenset[ListState]] = {
    _S.PROPOSED: frozenset({_S.NOTIFIED, _S.DROPPED}),
    _S.NOTIFIED: frozenset({_S.PLEA, _S.DECIDED, _S.DROPPED}),
    _S.PLEA: frozenset({_S.DECIDED, _S.DROPPED}),
    **_AFTER,
}
_FAVOURABLE: Mapping[ListState, frozenset[ListState]] = {
    _S.PROPOSED: frozenset({_S.PUBLICISED, _S.DROPPED}),
    _S.PUBLICISED: frozenset({_S.DECIDED, _S.DROPPED}),
    **_AFTER,
}
TRANSITIONS: Mapping[ListColour, Mapping[ListState, frozenset[ListState]]] = {
    ListColour.RED: _FAVOURABLE,
    ListColour.BLACK: _ADVERSE,
    ListColour.WATCH: _ADVERSE,
}
"""By colour: which states may follow which. Without notice, or publicity for a red list, there is no decision."""
STANDING = (ListState.LISTED, ListState.EXTENDED)
"""The states in which an entry is in force, while its days last."""
ENDED = (ListState.DELISTED, ListState.DROPPED)


def check(colour: ListColour, now: ListState, wanted: ListState) -> None:
    """Raise StepRefused unless an entry on a list of the colour may go from one state to another."""
    allowed = TRANSITIONS[colour].get(now, frozenset())
    if wanted not in allowed:
        raise StepRefused(now, wanted, sorted(allowed))
