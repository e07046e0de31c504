"""How a firm states what it offers, and how the operator reviews and lists it.

That the caller is a rating or credit-reporting firm, or the operator, who calls these functions has made sure.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.identifier import ordered
from exchange.procedure import history
from exchange.procedure.actor import Actor
from exchange.procedure.wording import optional, written
from exchange.service_listing.model import ServiceKind, ServiceListing, ServiceState
from exchange.service_listing.procedure import SERVICE, Step
from exchange.service_listing.refusal import ServiceRefused, ServiceUnknown

LONGEST = 100
"""Characters of a key, a name, a filing number and an authority."""
_WEBSITE = re.compile(r"https://[0-9a-z-]+(\.[0-9a-z-]+)+(/[!-~]*)?", re.ASCII)
LONGEST_WEBSITE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a firm offers."""

    external_id: str
    kind: ServiceKind
    name: str
    summary: str
    filing_number: str
    authority: str
    fees: str | None = None
    website: str | None = None


def state(session: Session, stated: Stated, actor: Actor) -> ServiceListing:
    """State a listing by the firm's own key, or its draft anew.

    Raises ServiceRefused, and TransitionRefused for one that isn't a draft any more.
    """
    said = _columns(stated) | {"stated_by": actor.id, "stated_at": clock.now()}
    key = _line("externalId", stated.external_id)
    own = ServiceListing.institution_code == actor.institution_code, ServiceListing.external_id == key
    listing = session.scalars(select(ServiceListing).where(*own).with_for_update()).one_or_none()
    if listing is None:
        listing = ServiceListing(
            id=ordered("svl_"), institution_code=str(actor.institution_code), external_id=key, **said
        )
        history.begin(session, listing, ServiceState.DRAFT, actor)
        return listing
    _take(session, listing, Step.RESTATE, actor)
    for name, value in said.items():
        setattr(listing, name, value)
    session.flush()
    return listing


def submit(session: Session, service_id: str, actor: Actor) -> ServiceListing:
    """Hand a draft to the operator. Raises ServiceUnknown and TransitionRefused."""
    listing = _locked(session, service_id, str(actor.institution_code))
    _take(session, listing, Step.SUBMIT, actor)
    return listing


def send_back(session: Session, service_id: str, reason: str, actor: Actor) -> ServiceListing:
    """Send it back, for the operator. Raises ServiceUnknown, ServiceRefused and TransitionRefused."""
    listing = _locked(session, service_id, None)
    _take(session, listing, Step.RETURN, actor, written(ServiceRefused, "reason", reason))
    return listing


def list_(session: Session, service_id: str, actor: Actor) -> ServiceListing:
    """List it, for the operator. Raises ServiceUnknown and TransitionRefused."""
    listing = _locked(session, service_id, None)
    _take(session, listing, Step.LIST, actor)
    listing.listed_at = clock.now()
    session.flush()
    return listing


def delist(session: Session, service_id: str, reason: str | None, actor: Actor, *, as_operator: bool) -> ServiceListing:
    """Offer it no more; the operator says why. Raises ServiceUnknown, ServiceRefused and TransitionRefused."""
    listing = _locked(session, service_id, None if as_operator else str(actor.institution_code))
    told = written(ServiceRefused, "reason", reason or "") if as_operator else _optional("reason", reason)
    _take(session, listing, Step.DELIST, actor, told)
    return listing


def _columns(stated: Stated) -> dict[str, Any]:
    return {
        "kind": stated.kind.value,
        "name": _line("name", stated.name),
        "summary": written(ServiceRefused, "summary", stated.summary),
        "filing_number": _line("filingNumber", stated.filing_number),
        "authority": _line("authority", stated.authority),
        "fees": _optional("fees", stated.fees),
        "website": _website(stated.website),
    }


def _line(field: str, text: str) -> str:
    text = text.strip()
    if not 1 <= len(text) <= LONGEST or not text.isprintable():
        raise ServiceRefused(field, f"It takes 1 to {LONGEST} printable characters.")
    return text


def _optional(field: str, text: str | None) -> str | None:
    return optional(ServiceRefused, field, text)


def _website(text: str | None) -> str | None:
    if text is not None and (len(text) > LONGEST_WEBSITE or not _WEBSITE.fullmatch(text)):
        raise ServiceRefused("website", f"It takes an https address of at most {LONGEST_WEBSITE} characters.")
    return text


def _locked(session: Session, service_id: str, institution: str | None) -> ServiceListing:
    """Return a listing that is the institution's; null is the operator."""
    listing = history.locked(session, ServiceListing, service_id) if "\0" not in service_id else None
    if listing is None or institution not in (None, listing.institution_code):
        raise ServiceUnknown(service_id)
    return listing


def _take(session: Session, listing: ServiceListing, step: StrEnum, actor: Actor, reason: str | None = None) -> None:
    history.take(session, SERVICE, listing, step, actor, reason)
