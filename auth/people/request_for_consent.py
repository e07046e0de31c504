"""What a client's authorization request asks an enterprise to consent to, and what becomes of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from auth.oauth import interaction
from auth.oauth.interaction import Pending
from auth.people import mandates
from auth.people.seal import sealing
from exchange.consent import decision, lodging
from exchange.consent.model import Consent
from exchange.consent.terms import Terms
from exchange.errors import ExchangeError
from exchange.settings import Settings


class NoMandate(ExchangeError):
    """The user may not act for the enterprise, or for none."""

    code = "NO_MANDATE"

    def __init__(self) -> None:
        super().__init__("You have no confirmed mandate for the enterprise that is asked.")


@dataclass(frozen=True, slots=True)
class Choice:
    """The enterprises of the user that may answer, and the one chosen, if it is settled."""

    enterprises: list[tuple[str, str]]
    chosen: str | None


def choice(session: Session, detail: Mapping[str, Any], user_id: str, given: str | None) -> Choice:
    """Return who may answer: the enterprise that is asked by its code, else the user's own. Raises NoMandate."""
    asked = detail.get("uscc")
    found = [one for one in mandates.enterprises(session, user_id) if asked in (None, one[0])]
    if not found:
        raise NoMandate
    codes = {uscc for uscc, _ in found}
    if len(codes) == 1:
        given = found[0][0]
    return Choice(found, given if given in codes else None)


def terms(detail: Mapping[str, Any], uscc: str) -> Terms:
    """Return the terms for one enterprise; auth.oauth.details has checked the detail."""
    return Terms(
        uscc=uscc,
        purpose=detail["purpose"],
        items=tuple(detail["items"]),
        mode=detail["mode"],
        fetch=detail["fetch"],
        fetch_limit=detail["fetch_limit"],
        data_life_days=detail["data_life_days"],
        valid_until=datetime.fromisoformat(detail["valid_until"]),
    )


def approved(
    session: Session, settings: Settings, name: str, asked: Pending, *, uscc: str, user_id: str, shown_sha256: str
) -> str:
    """Lodge the consent for the client and approve it; return the address to send the browser to.

    Raises NoMandate, InteractionGone, and what lodging and approving raise.
    """
    (detail,) = asked.authorization_details
    if not mandates.holds(session, user_id, uscc) or detail.get("uscc") not in (None, uscc):
        raise NoMandate
    consent = _made(session, settings, asked, terms(detail, uscc), user_id, shown_sha256)
    return interaction.approve(
        session,
        settings,
        name,
        user_id,
        authorization_details=[{**detail, "uscc": uscc, "consent_id": consent.id}],
        consent_id=consent.id,
        expires_at=consent.valid_until,
    )


def _made(
    session: Session, settings: Settings, asked: Pending, wanted: Terms, user_id: str, shown_sha256: str
) -> Consent:
    lodged = lodging.lodge(session, wanted, grantee_code=asked.institution_code, client_id=asked.client_id)
    seal = sealing(session, settings)
    return decision.approve(session, lodged.id, actor=user_id, sign=seal, shown_sha256=shown_sha256)
