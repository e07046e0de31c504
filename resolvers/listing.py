"""The commands about entries on lists: the keeper proposes, decides, lists and delists; the subject pleads."""

from typing import Any

from auth.people.mandates import holds
from exchange.institution.model import InstitutionKind
from exchange.listing import procedure, proposal, restoration, standing
from exchange.listing.actor import Actor
from exchange.listing.model import ListEntry, ListRestoration
from exchange.listing.refusal import EntryUnknown, RestorationUnknown
from exchange.listing.restoration import subject_of
from resolvers.command import Context, Made
from resolvers.party import materials, of_own_enterprise
from resolvers.permission import refuse_others

ENTRY, ENTRIES, APPLICATION = "ListEntryPayload", "ListEntriesPayload", "ListRestorationPayload"


def propose(context: Context, input: Any) -> Made:  # noqa: A002 - the argument's name in the contract
    """Propose entries of a list that the caller's institution keeps."""
    actor = _keeper(context)
    made = proposal.propose(context.session, input.list, [_proposal(one) for one in input.entries], actor)
    return Made(ENTRIES, {"batch_id": made[0].batch_id})


def notify(context: Context, input: Any) -> Made:  # noqa: A002
    """Tell the subject what is intended and why."""
    actor, near = _keeper(context), context.settings.jurisdiction
    return _made(procedure.notify(context.session, input.entry, actor, input.notice, jurisdiction=near))


def publicise(context: Context, input: Any) -> Made:  # noqa: A002
    """Show a candidate of a red list to everybody."""
    actor, near = _keeper(context), context.settings.jurisdiction
    return _made(procedure.publicise(context.session, input.entry, actor, input.notice, jurisdiction=near))


def decide(context: Context, input: Any) -> Made:  # noqa: A002
    """Decide to list."""
    actor = _keeper(context)
    return _made(procedure.decide(context.session, input.entry, actor, input.reasons, input.plea_answer))


def drop(context: Context, input: Any) -> Made:  # noqa: A002
    """End a proposal without an entry."""
    return _made(procedure.drop(context.session, input.entry, _keeper(context), input.reason))


def enter(context: Context, input: Any) -> Made:  # noqa: A002
    """Put a decided entry on its list."""
    actor, near = _keeper(context), context.settings.jurisdiction
    days = (input.valid_from, input.valid_until)
    return _made(standing.enter(context.session, input.entry, actor, *days, jurisdiction=near))


def extend(context: Context, input: Any) -> Made:  # noqa: A002
    """Let an entry count longer."""
    actor = _keeper(context)
    return _made(standing.extend(context.session, input.entry, actor, input.valid_until, input.reasons))


def delist(context: Context, input: Any) -> Made:  # noqa: A002
    """Take an entry off its list."""
    actor = _keeper(context)
    given, near = (input.entry, actor, input.because, input.reasons), context.settings.jurisdiction
    return _made(standing.delist(context.session, *given, jurisdiction=near))


def plead(context: Context, input: Any) -> Made:  # noqa: A002
    """Say something before one's enterprise is listed, or waive it."""
    actor = _subject(context, input.entry)
    return _made(procedure.plead(context.session, input.entry, actor, input.plea, waives=input.waives))


def ask_restoration(context: Context, input: Any) -> Made:  # noqa: A002
    """Ask that one's enterprise be taken off a list."""
    actor, near = _subject(context, input.entry), context.settings.jurisdiction
    given = (input.entry, actor, input.statement, materials(input.materials))
    return _applied(restoration.apply(context.session, *given, jurisdiction=near))


def withdraw_restoration(context: Context, input: Any) -> Made:  # noqa: A002
    """Take back an application of an enterprise that the caller acts for."""
    own = of_own_enterprise(context, ListRestoration, input.restoration, RestorationUnknown)
    return _applied(restoration.withdraw(context.session, own, Actor(context.principal.actor), input.reason))


def refuse_restoration(context: Context, input: Any) -> Made:  # noqa: A002
    """Refuse an application."""
    return _applied(restoration.refuse(context.session, input.restoration, _keeper(context), input.reasons))


def _keeper(context: Context) -> Actor:
    """Return the caller as one that may keep lists; whether it keeps the one concerned, the rules see to."""
    refuse_others(context, InstitutionKind.BUREAU.value, InstitutionKind.COURT.value)
    principal = context.principal
    return Actor(principal.actor, principal.institution_code, principal.kind)


def _subject(context: Context, entry_id: str) -> Actor:
    """Return the caller, who acts in person for the entry's subject; unknown and another's are one answer."""
    principal = context.principal
    uscc = subject_of(context.session, entry_id)
    if not principal.is_self or not holds(context.session, principal.actor, uscc):
        raise EntryUnknown(entry_id)
    return Actor(principal.actor)


def _proposal(given: Any) -> proposal.Proposal:
    return proposal.Proposal(
        uscc=given.uscc,
        basis_document=given.basis_document,
        deciding_authority=given.deciding_authority,
        facts=given.facts,
        ground=given.ground,
        name=given.name,
        external_id=given.external_id,
    )


def _made(entry: ListEntry) -> Made:
    return Made(ENTRY, {"entry_id": entry.id})


def _applied(made: ListRestoration) -> Made:
    return Made(APPLICATION, {"restoration_id": made.id})
