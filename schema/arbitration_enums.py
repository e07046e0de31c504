"""The enumerations of arbitration as GraphQL enums, each value described for the caller."""

from exchange.arbitration.model import CaseProcedure, DisputeKind, Duty, IntakeKind, ServedDocument, Side
from exchange.arbitration.state import CaseState
from exchange.award.court import CourtAct
from exchange.award.model import AwardKind, ObligationKind
from exchange.referral.model import ReferralState
from exchange.referral.rules import CourtDecision
from exchange.tribunal.model import ChallengeOutcome
from schema.described import described

__all__ = [
    "AwardKind",
    "CaseProcedure",
    "CaseState",
    "ChallengeOutcome",
    "CourtAct",
    "CourtDecision",
    "DisputeKind",
    "Duty",
    "IntakeKind",
    "ObligationKind",
    "ReferralState",
    "ServedDocument",
    "Side",
]

described(
    CaseState,
    "How far a case is.",
    {
        "LODGED": "The centre decides whether it accepts it.",
        "ACCEPTED": "It has a number; the fee is due, the notice goes to both sides.",
        "REFUSED": "The centre doesn't take it up, with reasons.",
        "SERVED": "Both sides have the notice, and the fee is paid.",
        "MEDIATION": "It is mediated.",
        "TRIBUNAL_FORMED": "It has a tribunal.",
        "CHALLENGED": "An arbitrator is challenged; the centre decides on that first.",
        "HEARING": "The first hearing was held.",
        "AWARDED": "There is an award; it goes to both sides.",
        "MEDIATED": "Both sides signed a statement, which binds like an award; it goes to both sides.",
        "WITHDRAWN": "The claimant took it back.",
        "PERFORMANCE_DUE": "Both sides have the award or the statement.",
        "PART_PERFORMED": "A part of it was performed.",
        "PERFORMED": "All of it was performed.",
        "DEFAULTED": "What was due wasn't performed.",
        "ENFORCEMENT_APPLIED": "The creditor applied for enforcement by the court.",
        "REFERRED": "The centre has referred it to the court.",
        "REFERRAL_REFUSED": "The court doesn't list the debtor.",
        "LISTED": "The court has put the debtor on its list.",
        "DELISTED": "The court has taken the debtor off its list.",
        "SET_ASIDE": "A court has set the award aside.",
    },
)
described(
    CaseProcedure,
    "How a case is conducted.",
    {
        "ORDINARY": "By one arbitrator or three, with hearings.",
        "EXPEDITED": "By one arbitrator, with a hearing soon.",
        "DOCUMENTS_ONLY": "By one arbitrator, without a hearing; both sides agreed.",
    },
)
described(Side, "A party.", {"CLAIMANT": "Who claims.", "RESPONDENT": "From whom it is claimed."})
described(
    DisputeKind,
    "What a dispute is about.",
    {
        "SALE": "A sale of goods.",
        "LOAN": "A loan.",
        "LEASE": "A lease.",
        "CONSTRUCTION": "Construction.",
        "SERVICE": "A service.",
        "OTHER": "Something else.",
    },
)
described(
    IntakeKind,
    "Where a case was lodged.",
    {
        "CENTRE": "With the centre itself.",
        "COMPANY": "By the claimant, online.",
        "BANK": "With a bank.",
        "LAW_FIRM": "With a law firm.",
        "TOWNSHIP": "With a township.",
    },
)
described(
    ServedDocument,
    "What is served.",
    {"NOTICE": "That the case was accepted, with the claim.", "AWARD": "The award or the signed statement."},
)
described(
    Duty,
    "Who must do something in time.",
    {
        "CENTRE": "The centre.",
        "TRIBUNAL": "The tribunal.",
        "CLAIMANT": "The claimant.",
        "RESPONDENT": "The respondent.",
        "COURT": "The court.",
    },
)
described(ChallengeOutcome, "How a challenge was decided.", {"UPHELD": "Replaced.", "REJECTED": "Not replaced."})
described(
    AwardKind,
    "What binds the parties.",
    {"AWARD": "What the tribunal decided.", "MEDIATION_STATEMENT": "What both sides agreed and signed."},
)
described(
    ObligationKind,
    "What is owed.",
    {
        "PAY": "Money.",
        "DELIVER": "A thing.",
        "ACT": "Something to be done.",
        "REFRAIN": "Something not to be done.",
    },
)
described(
    CourtAct,
    "What a court did about an award.",
    {
        "APPLIED": "It took up a party's application to set the award aside.",
        "STAYED": "It stayed the enforcement.",
        "RESUMED": "It lets the enforcement go on.",
        "DISMISSED": "It dismissed the application.",
        "SET_ASIDE": "It set the award aside.",
    },
)
described(
    ReferralState,
    "How far a referral is.",
    {
        "APPLIED": "The creditor applied; the centre hasn't sent it yet.",
        "SENT": "The court was told.",
        "ACKNOWLEDGED": "The court has it.",
        "ACCEPTED": "The court takes it up; whether it lists follows.",
        "REFUSED": "The court doesn't take it up.",
        "LISTED": "The court has listed the debtor, by an entry of its own.",
        "DELISTED": "That entry has ended.",
    },
)
described(
    CourtDecision,
    "What a court says to a referral.",
    {"ACCEPTED": "It takes it up.", "REFUSED": "It doesn't."},
)
