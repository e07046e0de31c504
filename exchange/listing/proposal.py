"""Entries are proposed by the keeper of their list, one or many at a time: all of them or none."""

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.entity.uscc import fault, is_valid
from exchange.identifier import ordered
from exchange.listing.actor import Actor, keeps
from exchange.listing.history import locked_list, noted, published, told
from exchange.listing.model import ListDefinition, ListEntry, ListGround
from exchange.listing.refusal import EntryExists, EntryRefused, ListUnknown
from exchange.listing.state import ENDED, ListState
from exchange.listing.wording import TITLE, written
from exchange.record import held

MOST = 100
"""Entries of one call."""


class Proposal(NamedTuple):
    """Whom a keeper proposes, and why. Only enterprises: what has no USCC is no subject."""

    uscc: str
    basis_document: str
    deciding_authority: str
    facts: str
    ground: str | None = None
    name: str | None = None
    """Needed where the registry doesn't know the enterprise."""
    external_id: str | None = None


def propose(session: Session, list_code: str, proposals: Sequence[Proposal], actor: Actor) -> list[ListEntry]:
    """Propose entries of a list. Raises ListUnknown, EntryRefused and EntryExists, naming the place of the first."""
    definition = kept_list(session, list_code, actor)
    if not 1 <= len(proposals) <= MOST:
        raise EntryRefused("entries", f"A call takes 1 to {MOST} of them.")
    made = proposed(session, definition, proposals, actor)
    published(session, *chain.from_iterable(told(entry, definition) for entry in made))
    return made


def kept_list(session: Session, list_code: str, actor: Actor) -> ListDefinition:
    """Return a list that the actor keeps, locked against other proposals. Raises ListUnknown."""
    definition = locked_list(session, list_code)
    if definition is None or not keeps(actor, definition):
        raise ListUnknown(list_code)
    return definition


def proposed(
    session: Session, definition: ListDefinition, proposals: Sequence[Proposal], actor: Actor
) -> list[ListEntry]:
    """Write proposals down; what the feed is told of them is the caller's to publish."""
    known, batch = Known(session, definition), ordered()
    known.look(proposals)
    made = []
    for at, one in enumerate(proposals):
        made.append(known.entry(one, batch, ("input", "entries", str(at))))
        known.remember(made[-1])
    session.add_all(made)
    session.flush()
    session.add_all(noted(entry, actor, entry.facts) for entry in made)
    session.flush()
    return made


class Known:
    """What proposals of one list are compared with: read for many at once, with what went before in the same run."""

    def __init__(self, session: Session, definition: ListDefinition) -> None:
        self.session, self.definition = session, definition
        of_list = select(ListGround).where(ListGround.list_code == definition.code).order_by(ListGround.number)
        self.grounds = session.scalars(of_list).all()
        """Kept, so that the session has each at hand."""
        self.names: dict[str, str] = {}
        self.open: dict[tuple[str, str], str] = {}
        """Entries that haven't ended, by subject and basis."""
        self.keys: dict[str, ListEntry] = {}
        """Entries by the keeper's own key."""
        self.before: set[int] = set()
        """Hashes of what was made in this run and may not be made again: the keys themselves would take too much."""

    def look(self, proposals: Sequence[Proposal]) -> None:
        """Read what proposals are about to be compared with."""
        usccs = [one.uscc for one in proposals if "\0" not in one.uscc]
        keys = [one.external_id for one in proposals if one.external_id and "\0" not in one.external_id]
        self.names = held.names(self.session.connection(), usccs)
        of_list = select(ListEntry).where(ListEntry.list_code == self.definition.code)
        same = ListEntry.uscc.in_(usccs) | ListEntry.external_id.in_(keys)
        self.open, self.keys = {}, {}
        for entry in self.session.scalars(of_list.where(same)):
            if entry.state not in ENDED:
                self.open[entry.uscc, entry.basis_document] = entry.id
            if entry.external_id:
                self.keys[entry.external_id] = entry

    def entry(self, one: Proposal, batch: str, place: tuple[str, ...] = ("input",)) -> ListEntry:
        """Return a proposal as an entry, still to be written. Raises EntryRefused and EntryExists."""
        if not is_valid(one.uscc):
            raise EntryRefused("uscc", f"'{one.uscc}' is not a USCC. {fault(one.uscc)[1]}", (*place, "uscc"))
        name = self.names.get(one.uscc) or one.name
        if name is None:
            raise EntryRefused("name", f"The registry doesn't know {one.uscc}: name it.", (*place, "name"))
        key, authority = one.external_id, one.deciding_authority
        entry = ListEntry(
            id=ordered("lst_"),
            list_code=self.definition.code,
            uscc=one.uscc,
            subject_name=written("name", name, TITLE, (*place, "name")),
            external_id=None if key is None else written("externalId", key, TITLE, (*place, "externalId")),
            batch_id=batch,
            ground_code=self._ground(one.ground, (*place, "ground")),
            facts=written("facts", one.facts, path=(*place, "facts")),
            basis_document=written("basisDocument", one.basis_document, TITLE, (*place, "basisDocument")),
            deciding_authority=written("decidingAuthority", authority, TITLE, (*place, "decidingAuthority")),
            state=ListState.PROPOSED.value,
            proposed_at=clock.now(),
            provisional=False,
        )
        self._refuse_second(entry, place)
        return entry

    def remember(self, entry: ListEntry) -> None:
        """Refuse, from now on, what would be the same as an entry of this run."""
        self.before.update(_own(entry))

    def _refuse_second(self, entry: ListEntry, place: tuple[str, ...]) -> None:
        """Raise EntryExists where the subject is listed, or on its way there, on the same basis; its days aside."""
        same = self.keys.get(entry.external_id) if entry.external_id else None
        found = same.id if same else self.open.get((entry.uscc, entry.basis_document))
        if found is not None or not self.before.isdisjoint(_own(entry)):
            raise EntryExists(found, place)

    def _ground(self, code: str | None, path: tuple[str, ...]) -> str | None:
        grounds = [ground.code for ground in self.grounds]
        if code in grounds or (code is None and not grounds):
            return code
        wanted = f"one of {', '.join(grounds)}" if grounds else "none: leave it out"
        raise EntryRefused("ground", f"The list {self.definition.code} has {wanted}.", path)


def _own(entry: ListEntry) -> set[int]:
    own: set[tuple[str, ...]] = {(entry.uscc, entry.basis_document)}
    return {hash(key) for key in (own | {(entry.external_id,)} if entry.external_id else own)}
