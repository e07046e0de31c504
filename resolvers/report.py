"""Issuing credit reports: what was asked for one, and the exchange's signature under it."""

from typing import Any

import orjson
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from auth.oauth import signature
from auth.oauth.jws import TokenMalformed
from auth.principal import Principal
from exchange.report import issuing
from exchange.report.audience import Audience
from exchange.report.facts import facts
from exchange.report.issuing import Issued
from exchange.report.refusal import ReportRefused, ReportUnknown
from exchange.settings import Settings
from resolvers.command import Context, Made

TYP = "credit-report+jwt"
PAYLOAD = "CreditReportPayload"


def issue(context: Context, input: Any) -> Made:  # noqa: A002 - the argument's name in the contract
    """Issue a report of what the command asked before its transaction began."""
    audience = Audience(input.audience.value)
    asked = {"uscc": input.uscc, "purpose": purpose(audience, input.purpose)}
    found = made(audience, context.principal, context.answer, asked)
    done = issuing.issue_in(context.session, found, context.settings.issuer, sign)
    return Made(PAYLOAD, {"report_id": done.id, "facts": orjson.dumps(done.facts).decode()})


def issued(engine: Engine, settings: Settings, audience: Audience, principal: Principal, asked: Any) -> Issued:
    """Issue a report of the answer to its question. `asked` is (question, answer). Raises ReportRefused."""
    question, answer = asked
    return issuing.issue(engine, made(audience, principal, answer, question.variables), settings.issuer, sign)


def made(audience: Audience, principal: Principal, answer: Any, asked: Any) -> issuing.Made:
    """Return what is to be issued. Raises ReportRefused and ReportUnknown."""
    found = facts(audience, answer, asked)
    if found is None:
        raise (ReportUnknown if audience is Audience.PUBLIC else ReportRefused)(asked["uscc"])
    _name, position = orjson.loads(bytes.fromhex(answer["changes"]["head"]))
    return issuing.Made(audience=audience, recipient=recipient(audience, principal), facts=found, position=position)


def recipient(audience: Audience, principal: Principal) -> str:
    """Return whom a report is made for."""
    if audience is Audience.PUBLIC:
        return ""
    return str(principal.actor if audience is Audience.SELF else principal.institution_code)


def purpose(audience: Audience, named: Any) -> str | None:
    """Return what a report is for."""
    return "OWN_RECORD" if audience is Audience.SELF else named.value if named else None


def sign(session: Session, claims: dict[str, Any]) -> str:
    """Sign what is claimed of a report."""
    return signature.sign(session, TYP, claims)


def verified(session: Session, jws: str) -> dict[str, Any] | None:
    """Return what the exchange signed of a report; None for anything else."""
    try:
        return signature.verified(session, jws, TYP)
    except TokenMalformed:
        return None
