"""Everybody who has to do with a case, each with a token or a session of its own, and the commands of arbitration."""

from dataclasses import dataclass
from typing import Any

from exchange import clock
from exchange.procedure.actor import Actor
from tests.api import hall
from tests.api.counter import Headers
from tests.api.hall import Hall, command
from tests.domain.arbitration import INSTANT
from tests.domain.procedure import put_evidence
from tests.planning.data import USCCS

CLAIMANT, RESPONDENT, STRANGER = USCCS[1], USCCS[3], USCCS[2]
CENTRE = "H-CENTRE"
PROGRAMS = {
    "centre": ("ARBITRATION_CENTRE", "示例仲裁委员会"),
    "township": ("BUREAU", "示例镇"),
    "other_centre": ("ARBITRATION_CENTRE", "示例第二仲裁委员会"),
    **{name: hall.PROGRAMS[name] for name in ("court", "lender", "regulator")},
}
PEOPLE = {
    "claimant": [CLAIMANT],
    "respondent": [RESPONDENT],
    "stranger": [STRANGER],
    "advocate": [],
    "arbitrator": [],
    "second": [],
}
EVERYBODY = ("anonymous", *PEOPLE, "operator", *PROGRAMS)
INPUTS = {
    "lodgeCase": "LodgeCaseInput",
    "acceptCase": "AcceptCaseInput",
    "refuseCase": "RefuseCaseInput",
    "withdrawCase": "WithdrawCaseInput",
    "payCaseFee": "FeeInput",
    "serveCase": "ServeInput",
    "recordCaseReceipt": "RecordReceiptInput",
    "confirmCaseReceipt": "ConfirmReceiptInput",
    "appointRepresentative": "AppointRepresentativeInput",
    "dismissRepresentative": "DismissRepresentativeInput",
    "refuseOnlineHearing": "CaseInput",
    "agreeToPublishOutcome": "AgreeToPublishInput",
    "addCaseEvidence": "CaseEvidenceInput",
    "formTribunal": "FormTribunalInput",
    "declareImpartiality": "DeclareInput",
    "challengeArbitrator": "ChallengeInput",
    "decideChallenge": "DecideChallengeInput",
    "scheduleHearing": "ScheduleHearingInput",
    "holdHearing": "HoldHearingInput",
    "callOffHearing": "CaseInput",
    "beginMediation": "CaseInput",
    "proposeStatement": "DecisionInput",
    "signStatement": "SignStatementInput",
    "issueAward": "DecisionInput",
    "correctAward": "CorrectAwardInput",
    "writeDownCourtAct": "CourtActInput",
    "statePerformance": "StatePerformanceInput",
    "answerPerformance": "AnswerPerformanceInput",
    "remindParties": "RemindInput",
    "declareDefault": "CaseInput",
}
REFERRALS = {
    "applyForReferral": "ApplyForReferralInput",
    "sendReferral": "SendReferralInput",
    "acknowledgeReferral": "AcknowledgeReferralInput",
    "decideReferral": "DecideReferralInput",
}
DOCUMENTS = {
    **{name: command(name, taking, "ArbitrationPayload", "case { id state }") for name, taking in INPUTS.items()},
    **{name: command(name, taking, "ReferralPayload", "referral { id state }") for name, taking in REFERRALS.items()},
    "submitRecords": command(
        "submitRecords",
        "SubmitRecordsInput",
        "SubmissionPayload",
        "submission { state accepted rejections { nodes { line code } } }",
    ),
    "takeInCase": command("takeInCase", "LodgeCaseInput", "ArbitrationReceiptPayload", "id"),
    "nameIntakePoint": command(
        "nameIntakePoint", "NameIntakePointInput", "IntakePointPayload", "point { kind institution { code } }"
    ),
}


@dataclass
class Chamber(Hall):
    """The exchange over HTTP, with a centre, its cases' parties and arbitrators, a court and a township."""

    files: int = 0

    def headers(self, who: str) -> Headers:
        """Return what a caller's next request carries; the caller is registered at the first."""
        if who in PEOPLE:
            if who not in self.sessions:
                self.users[who] = self.at.desk.user(who, *PEOPLE[who])
                self.sessions[who] = self.at.signed_in(who)
            return self.sessions[who]
        return super().headers(who)

    def programs(self) -> dict[str, tuple[str, str]]:
        """Return kind and name of the institutions' programs."""
        return {**hall.PROGRAMS, **PROGRAMS}

    def documents(self) -> dict[str, str]:
        """Return every command's document by its name."""
        return {**hall.DOCUMENTS, **DOCUMENTS}

    def user(self, who: str) -> str:
        """Return a person's user id."""
        self.headers(who)
        return str(self.users[who])

    def file(self, who: str) -> list[dict[str, str]]:
        """Let a caller have sent a file; return it as an input names it."""
        self.files += 1
        self.headers(who)
        by = self.users[who] if who in PEOPLE else who
        with self.at.desk.engine.begin() as connection:
            institution = None if who in PEOPLE else self.code(who)
            id_ = put_evidence(connection, self.files, by=Actor(by, institution))
        return [{"evidence": id_}]

    def claim(self, **changes: Any) -> dict[str, Any]:
        """Return a case as it is lodged: 48,000 yuan for goods."""
        said = {"claim": "支付货款48000元", "facts": "交付了货物，未付货款", "agreement": "争议提交示例仲裁委员会仲裁"}
        sides = {"centre": CENTRE, "claimant": CLAIMANT, "respondent": RESPONDENT}
        day = clock.today().isoformat()
        return {**sides, "dispute": "SALE", "claimFen": "4800000", "agreedOn": day, **said, **changes}

    def lodged(self, **changes: Any) -> str:
        """Let the claimant lodge a case; return its id."""
        self.headers("centre")
        made = self.send("claimant", "lodgeCase", **self.claim(**changes))
        assert made["state"] == "LODGED", made
        return str(made["id"])

    def served(self, **changes: Any) -> str:
        """Take a case to where both sides have the notice; return its id."""
        case, day = self.lodged(**changes), clock.today().isoformat()
        steps = (
            ("centre", "acceptCase", {"number": f"示仲〔2026〕{case[-6:]}号"}),
            ("centre", "payCaseFee", {"paidOn": day}),
            ("centre", "serveCase", {"document": "NOTICE"}),
            ("claimant", "confirmCaseReceipt", {"document": "NOTICE", "receivedOn": day, "receipt": "本人查收"}),
            ("respondent", "confirmCaseReceipt", {"document": "NOTICE", "receivedOn": day, "receipt": "本人查收"}),
        )
        for who, name, given in steps:
            found = self.send(who, name, case=case, **given)
            assert "state" in found, (name, found)
        return case

    def awarded(self, due_on: str, **changes: Any) -> str:
        """Take a case to an award of 48,000 yuan that both sides have; return its id."""
        case = self.heard(self.served(**changes))
        owed = {"kind": "PAY", "debtor": "RESPONDENT", "content": "支付货款48000元", "dueOn": due_on}
        found = self.send(
            "arbitrator", "issueAward", case=case, text="裁决如下", obligations=[{**owed, "amountFen": "4800000"}]
        )
        assert found == {"id": case, "state": "AWARDED"}, found
        day = clock.today().isoformat()
        self.send("centre", "serveCase", case=case, document="AWARD")
        for who in ("claimant", "respondent"):
            receipt = {"document": "AWARD", "receivedOn": day, "receipt": "本人查收"}
            found = self.send(who, "confirmCaseReceipt", case=case, **receipt)
        assert found == {"id": case, "state": "PERFORMANCE_DUE"}, found
        return case

    def heard(self, case: str) -> str:
        """Let a tribunal of one be formed and hear the case; return its id."""
        seat = {"user": self.user("arbitrator"), "name": "示例仲裁员"}
        assert self.send("centre", "formTribunal", case=case, arbitrators=[seat])["state"] == "TRIBUNAL_FORMED"
        self.send("arbitrator", "declareImpartiality", case=case)
        self.send("arbitrator", "scheduleHearing", case=case, scheduledAt="2099-01-01T09:00:00+08:00")
        ended = clock.now()
        begun = ended - INSTANT
        session = {
            "begunAt": begun.isoformat(),
            "endedAt": ended.isoformat(),
            "participants": "双方到庭",
            "minutes": "庭审完毕",
        }
        found = self.send("arbitrator", "holdHearing", case=case, **session)
        assert found == {"id": case, "state": "HEARING"}, found
        return case

    def referred(self, case: str) -> str:
        """Take an award that is due to a referral that the court has accepted; return its id."""
        self.send("centre", "declareDefault", case=case)
        shown = {"ground": "REFUSAL_DESPITE_ABILITY", "ability": "账户有存款", "evidence": self.file("claimant")}
        referral = str(self.send("claimant", "applyForReferral", case=case, **shown)["id"])
        self.send("centre", "sendReferral", referral=referral, court=self.code("court"))
        self.send("court", "acknowledgeReferral", referral=referral)
        decided = self.send("court", "decideReferral", referral=referral, decision="ACCEPTED", reasons="符合条件")
        assert decided["state"] == "ACCEPTED", decided
        return referral
