"""Entries are proposed by the keeper of their list, one or many at a time: all of them or none."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from exchange import clock
from exchange.entity.among import among, codes
from exchange.entity.uscc import fault, is_valid
from exchange.identifier import ordered
from exchange.listing.actor import Actor, keeps
from exchange.listing.history import locked_list, noted, published, told
from exchange.listing.model import ListDefinition, ListEntry, ListGround
from exchange.listing.refusal import EntryExists, EntryRefused, ListUnknown
from exchange.listing.state import ENDED, ListState
from exchange.listing.wording import TITLE, written

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
    session: Session, definition: ListDefinition, proposals: Iterable[Proposal], actor: Actor
) -> list[ListEntry]:
    """Write proposals down; what the feed is told of them is the caller's to publish."""
    wanted = list(proposals)
    names = _names(session, [one.uscc for one in wanted])
    batch = ordered()
    made = [_entry(session, definition, one, names, batch, at) for at, one in enumerate(wanted)]
    session.flush()
    session.add_all(noted(entry, actor, entry.facts) for entry in made)
    session.flush()
    return made


def _entry(
    session: Session, definition: ListDefinition, one: Proposal, names: dict[str, str], batch: str, at: int
) -> ListEntry:
    place = ("input", "entries", str(at))
    if not is_valid(one.uscc):
        raise EntryRefused("uscc", f"'{one.uscc}' is not a USCC. {fault(one.uscc)[1]}", (*place, "uscc"))
    name = names.get(one.uscc) or one.name
    if name is None:
        raise EntryRefused("name", f"The registry doesn't know {one.uscc}: name it.", (*place, "name"))
    entry = ListEntry(
        id=ordered("lst_"),
        list_code=definition.code,
        uscc=one.uscc,
        subject_name=written("name", name, TITLE, (*place, "name")),
        external_id=_key(one.external_id, (*place, "externalId")),
        batch_id=batch,
        ground_code=_ground(session, definition, one.ground, (*place, "ground")),
        facts=written("facts", one.facts, path=(*place, "facts")),
        basis_document=written("basisDocument", one.basis_document, TITLE, (*place, "basisDocument")),
        deciding_authority=written("decidingAuthority", one.deciding_authority, TITLE, (*place, "decidingAuthority")),
        state=ListState.PROPOSED.value,
        proposed_at=clock.now(),
        provisional=False,
    )
    _refuse_second(session, entry, place)
    session.add(entry)
    return entry


def _key(external_id: str | None, path: tuple[str, ...]) -> str | None:
    return None if external_id is None else written("externalId", external_id, TITLE, path)


def _refuse_second(session: Session, entry: ListEntry, place: tuple[str, ...]) -> None:
    """Raise EntryExists where the subject is listed, or on its way there, on the same basis; its days aside."""
    same = (ListEntry.uscc == entry.uscc) & (ListEntry.basis_document == entry.basis_document)
    open_ = same & ListEntry.state.not_in([state.value for state in ENDED])
    own = ListEntry.external_id == entry.external_id if entry.external_id else open_
    found = select(ListEntry.id).where(ListEntry.list_code == entry.list_code, open_ | own).limit(1)
    before = session.scalar(found)
    if before is not None:
        raise EntryExists(before, place)


def _ground(session: Session, definition: ListDefinition, code: str | None, path: tuple[str, ...]) -> str | None:
    of_list = select(ListGround.code).where(ListGround.list_code == definition.code).order_by(ListGround.number)
    grounds = session.scalars(of_list).all()
    if code in grounds or (code is None and not grounds):
        return code
    known = f"one of {', '.join(grounds)}" if grounds else "none: leave it out"
    raise EntryRefused("ground", f"The list {definition.code} has {known}.", path)


def _names(session: Session, usccs: list[str]) -> dict[str, str]:
    connection = session.connection()
    found = text(f"SELECT uscc, name FROM entity WHERE {among(connection).text}")  # noqa: S608 - a condition of ours
    return {row.uscc: row.name for row in connection.execute(found, codes(connection, usccs))}
