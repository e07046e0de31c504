"""Looks at non-public data of the demonstration's companies, written into the access log by its own writer."""

import asyncio
import hashlib
import secrets
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from auth.door import Basis
from auth.people.web_client import CLIENT_ID
from exchange.agreement.rules import numbered
from exchange.app.demonstration.agreement import SUPERVISING
from exchange.app.demonstration.caller import Caller, named
from exchange.app.demonstration.group import BUILDER, ELECTRONICS, PHARMA
from exchange.app.demonstration.sample import samples
from exchange.audit.balance import Request
from exchange.audit.entry import entry
from exchange.audit.model import AccessEntry
from exchange.audit.writer import access_log
from exchange.catalogue.purpose import Purpose
from exchange.dispute.model import AccessDispute
from exchange.settings import Settings

_ANNUAL, _CONTACT, _RISK = "CreditFile.annualReports", "CreditFile.registeredContact", "CreditFile.riskClasses"


def write(settings: Settings, requests: Sequence[Request]) -> None:
    """Log the requests, one after the other; consents whose last fetch is taken are consumed."""

    async def logged() -> None:
        log = access_log(settings)
        try:
            for request in requests:
                await log.write(request)
        finally:
            await log.close()

    asyncio.run(logged())


def missing(session: Session, user_id: str, consents: Mapping[str, str], wanted: int) -> list[Request]:
    """Return the looks that are not in the log yet.

    `consents` are those by story, also the one that is still to be consumed; `wanted` is how many looks of the bank
    there are to be that nobody has disputed.
    """
    found = [] if session.scalar(select(exists(select(AccessEntry)))) else list(_others(session, user_id))
    once, live = consents["consumed_consent"], consents["live_consent"]
    if not session.scalar(select(exists().where(AccessEntry.consent_id == once))):
        found.append(_by_bank(once, Purpose.LOAN_REVIEW))
    known = len(session.scalars(undisputed()).all())
    return found + [_by_bank(live, Purpose.LOAN_MONITORING) for _ in range(known, wanted)]


def undisputed() -> Any:
    """Return the statement of the entries that the enterprise may dispute: the bank's, the first one first."""
    disputed = exists().where(AccessDispute.entry_id == AccessEntry.id)
    return select(AccessEntry).where(_OF_BANK, ~disputed).order_by(AccessEntry.id)


_OF_BANK: ColumnElement[bool] = (AccessEntry.institution_code == "DEMO-BANK") & (AccessEntry.uscc == ELECTRONICS)


def _others(session: Session, user_id: str) -> Iterator[Request]:
    agreement = numbered(session, SUPERVISING).id
    for uscc in (BUILDER, PHARMA, ELECTRONICS):
        by_agreement: dict[str, Any] = {"purpose": Purpose.SUPERVISION, "agreement_id": agreement}
        yield _look("bureau", "risk", Basis.AGREEMENT, uscc, _RISK, 2, **by_agreement)
    yield _look("court", "judicial", Basis.COURT, BUILDER, f"{_ANNUAL} {_CONTACT}", 5, purpose=Purpose.JUDICIAL)
    own: dict[str, Any] = {"purpose": Purpose.OWN_RECORD, "user_id": user_id}
    yield _look("enterprise", "own_file", Basis.SELF, ELECTRONICS, f"{_ANNUAL} {_CONTACT}", 5, **own)


def _by_bank(consent: str, purpose: Purpose) -> Request:
    policies = f"{_ANNUAL} {_CONTACT}"
    return _look("bank", "file", Basis.CONSENT, ELECTRONICS, policies, 5, purpose=purpose, consent_id=consent)


def _look(key: str, sample: str, basis: Basis, uscc: str, policies: str, rows: int, **more: Any) -> Request:
    caller: Caller | None = named(key)
    assert caller is not None  # noqa: S101 - the callers above are there
    document = next(each.query for each in samples() if each.name == sample)
    name = document.split("(")[0].split()[-1]
    columns = {"user_id": None, "consent_id": None, "agreement_id": None} | more
    return [
        entry(
            request_id=secrets.token_hex(8),
            client_id=CLIENT_ID if caller.name else caller.id,
            institution_code=caller.institution or "",
            uscc=uscc,
            basis=basis.value,
            operation=f"{name} {hashlib.sha256(document.encode()).hexdigest()}",
            policies=policies,
            row_count=rows,
            **columns,
        )
    ]
