"""Everybody who has to do with financing, each with a token or a session of its own: who asks is a name."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from joserfc.jwk import ECKey
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.scopes import SCOPES
from exchange import clock
from exchange.application.model import (
    FinancingApplication,
    FinancingMessage,
    FinancingMovement,
    FinancingOffer,
)
from exchange.consent.model import Consent, ConsentEvent
from exchange.demand.model import FinancingDemand
from exchange.enhancement.model import CreditEnhancement
from exchange.feed.model import FeedEvent
from exchange.institution.roll import create
from exchange.procedure.model import ProcedureEvent
from exchange.receivable.model import Receivable
from tests.access.oauth_party import Party, wanted
from tests.api.hall import Hall, command
from tests.domain.financing import put_product
from tests.planning.data import USCCS

SUBJECT, PAYER = USCCS[1], USCCS[2]
PROGRAMS = {
    **{f"bank{n}": ("BANK", f"示例银行{n}") for n in range(1, 4)},
    "guarantor": ("GUARANTEE_COMPANY", "示例担保公司"),
    "service": ("CREDIT_SERVICE", "示例征信公司"),
    "bureau": ("BUREAU", "示例统计局"),
    "court": ("COURT", "示例人民法院"),
    "arbitration": ("ARBITRATION_CENTRE", "示例信用仲裁中心"),
    "regulator": ("REGULATOR", "示例金融监管局"),
}
FINANCIERS = ("bank1", "bank2", "bank3", "guarantor")
PEOPLE = ("subject", "payer")
EVERYBODY = ("anonymous", *PEOPLE, "operator", *PROGRAMS)
"""One caller of every kind, and two who are of one kind with whoever it is about."""
TABLES = (
    FinancingDemand,
    FinancingApplication,
    FinancingOffer,
    FinancingMovement,
    FinancingMessage,
    CreditEnhancement,
    Receivable,
    Consent,
    ConsentEvent,
    ProcedureEvent,
    FeedEvent,
)
"""Whatever a step of financing writes."""

APPLICATION = "application { id state }"
STEPS = {
    "submitApplication": "SubmitApplicationInput",
    "withdrawApplication": "ApplicationStepInput",
    "acceptApplication": "ApplicationStepInput",
    "reviewApplication": "ApplicationStepInput",
    "makeOffer": "MakeOfferInput",
    "rejectApplication": "RejectApplicationInput",
    "acceptOffer": "AcceptOfferInput",
    "reportDisbursement": "ReportDisbursementInput",
    "reportRepayment": "ReportRepaymentInput",
    "settleApplication": "ApplicationStepInput",
    "sendMessage": "SendMessageInput",
}
DEMANDS = {
    "lodgeDemand": "LodgeDemandInput",
    "claimDemand": "ClaimDemandInput",
    "releaseDemand": "DemandStepInput",
    "matchDemand": "MatchDemandInput",
    "reopenDemand": "DemandStepInput",
    "closeDemand": "DemandStepInput",
}
ENHANCEMENTS = {
    "proposeEnhancement": "ProposeEnhancementInput",
    **{f"{verb}Enhancement": "EnhancementStepInput" for verb in ("confirm", "decline", "release")},
}
RECEIVABLES = {
    "requestConfirmation": "RequestConfirmationInput",
    "confirmReceivable": "ConfirmReceivableInput",
    "disputeReceivable": "DisputeReceivableInput",
    "cancelReceivable": "CancelReceivableInput",
}
MADE = "applications { id state institution { code } consent { id state } }"
DOCUMENTS = {
    "applyForFinancing": command("applyForFinancing", "ApplyForFinancingInput", "ApplicationsPayload", MADE),
    **{name: command(name, taking, "ApplicationPayload", APPLICATION) for name, taking in STEPS.items()},
    **{name: command(name, taking, "DemandPayload", "demand { id state }") for name, taking in DEMANDS.items()},
    **{
        name: command(name, taking, "EnhancementPayload", "enhancement { id state }")
        for name, taking in ENHANCEMENTS.items()
    },
    **{
        name: command(name, taking, "ReceivablePayload", "receivable { id state }")
        for name, taking in RECEIVABLES.items()
    },
    "approveConsent": command("approveConsent", "ApproveConsentInput", "ConsentPayload", "consent { id state }"),
    "enterAgreement": command("enterAgreement", "EnterAgreementInput", "AgreementPayload", "agreement { number }"),
}
"""Every command of the two sides, and what leads to a bank's passing the door."""


@dataclass
class Market(Hall):
    """The exchange over HTTP, and the callers by name."""

    def __post_init__(self) -> None:
        """Enrol the institutions; each bank has a listed loan. Callers are registered when they first ask."""
        with Session(self.at.desk.engine) as session, session.begin():
            for who, (kind, name) in PROGRAMS.items():
                create(session.connection(), self.code(who), name, kind)
            for n in range(1, 4):
                put_product(session, f"prd_{n}", f"H-BANK{n}")
            put_product(session, "prd_cover", "H-GUARANTOR", "GUARANTEE")

    def send(self, who: str, name: str, /, **given: Any) -> Any:
        """Send a command; return the payload's one member, the refusal, or the error's code as a refusal."""
        answer = self.at.ask(self.headers(who), DOCUMENTS[name], i=given)
        if answer.get("data") is None:
            return {"code": answer["errors"][0]["extensions"]["code"]}
        made = answer["data"]["made"]
        return made if made.pop("__typename") == "CommandError" else next(iter(made.values()))

    def rows(self) -> list[Any]:
        """Return every row that a step could write."""
        with self.at.desk.engine.connect() as connection:
            return [sorted(map(tuple, connection.execute(select(one.__table__))), key=str) for one in TABLES]

    def alone(
        self,
        who: str,
        name: str,
        unknown: str = "APPLICATION_UNKNOWN",
        /,
        *,
        among: tuple[str, ...] = EVERYBODY,
        **given: Any,
    ) -> Any:
        """Refuse a step to everybody else, which changes nothing and says nothing; then take it."""
        before = self.rows()
        for other in among:
            if other != who:
                refusal = self.send(other, name, **given)
                assert refusal["code"] == self.refused(other, name, unknown), (other, name, refusal)
                assert set(refusal) <= {"code", "message", "path"}
        assert self.rows() == before
        return self.send(who, name, **given)

    def refused(self, who: str, name: str, unknown: str) -> str:
        """Return how a caller is refused a step that is another's: by its scopes, or as if there were no such thing."""
        if who == "anonymous":
            return "UNAUTHENTICATED"
        if name in RECEIVABLES:
            may: tuple[str, ...] = PEOPLE
        else:
            may = (*PEOPLE, *FINANCIERS, *(["service"] if name == "approveConsent" else []))
        return unknown if who in may else "FORBIDDEN"

    def agreed(self) -> None:
        """Let the operator enter agreements by which the banks may pass the door with a consent."""
        days = {"validFrom": clock.today().isoformat(), "validUntil": (clock.today() + timedelta(90)).isoformat()}
        terms = {"items": ["ANNUAL_REPORT"], "purposes": ["LOAN_REVIEW"], "securityTerms": "略", **days}
        for n in range(1, 4):
            named = {"number": f"示例融资-{n}", "title": "信用信息共享协议", "legalBasis": "征信业管理条例第二十一条"}
            made = self.send("operator", "enterAgreement", parties=[f"H-BANK{n}", "TEST-OPERATOR"], **named, **terms)
            assert made == {"number": f"示例融资-{n}"}, made

    def _registered(self, who: str) -> tuple[Party, str]:
        kind, name = PROGRAMS[who]
        scopes = tuple(name for name, scope in SCOPES.items() if kind in scope.kinds)
        asked = wanted(institution_code=self.code(who), scopes=scopes, client_id=who, name=name)
        key = ECKey.generate_key("P-256", auto_kid=True)
        party = Party._of(self.at.desk.engine, self.at.desk.settings, key, asked)
        return party, party.token()

    def _signed_in(self, who: str) -> dict[str, str]:
        if who == "operator":
            return self.at.operator()
        self.users[who] = self.at.desk.user(who, {"subject": SUBJECT, "payer": PAYER}[who])
        return self.at.signed_in(who)

    def headers(self, who: str) -> dict[str, str]:
        """Return what a caller's next request carries; the caller is registered at the first."""
        if who in (*PEOPLE, "operator"):
            if who not in self.sessions:
                self.sessions[who] = self._signed_in(who)
            return self.sessions[who]
        return super().headers(who)
