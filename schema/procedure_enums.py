"""The enumerations of due process and of deadlines as GraphQL enums, each value described for the caller."""

from exchange.commitment.model import CommitmentKind, CommitmentState
from exchange.correction.model import CorrectionCause, CorrectionState
from exchange.deadline.matter import Matter
from exchange.evidence.model import EvidenceKind
from exchange.objection.model import ObjectionOutcome, ObjectionState
from exchange.restoration.model import RestorationState
from schema.enums import described

__all__ = [
    "CommitmentKind",
    "CommitmentState",
    "CorrectionCause",
    "CorrectionState",
    "EvidenceKind",
    "Matter",
    "ObjectionOutcome",
    "ObjectionState",
    "RestorationState",
]

described(
    Matter,
    "What a deadline is of.",
    {
        "ACCESS_DISPUTE": "A reader answers why it read.",
        "OBJECTION": "A supplier decides on an objection.",
        "OBJECTION_MARKING": "An objection is marked; this exchange does it at once.",
        "OBJECTION_FORWARDING": "An objection is passed on to the supplier; this exchange does it at once.",
        "OBJECTION_CHECK": "The exchange compares what it holds with what was supplied.",
        "OBJECTION_REVIEW": "A decision on an objection is reviewed.",
        "RESTORATION": "An authority decides on an application for restoration.",
        "RESTORATION_REMOVAL": "A restored record is removed; this exchange does it at once.",
        "CORRECTION": "A past recipient acknowledges a correction.",
        "LIST_PLEA": "A subject pleads before it is put on a blacklist or a watch list.",
        "LIST_PUBLICITY": "A candidate of a red list is shown to everybody.",
        "LIST_RESTORATION": "A list's keeper decides on an application to be taken off the list.",
        "LIST_COURT_REMOVAL": "A court decides on an application to be taken off its list.",
        "MEASURE_FEEDBACK": "A department reports what came of a measure.",
        "COMPLAINT": "A complaint is answered.",
        "LICENCE_DECISION": "An authority decides on a licence.",
        "LICENCE_SUPPLEMENT": "An authority says what an application for a licence lacks.",
        "LICENCE_ISSUE": "A granted licence is handed out.",
        "PENALTY_DECISION": "An authority decides on a penalty.",
        "PENALTY_SERVICE": "The decision on a penalty is served.",
        "PENALTY_RECALL": "A published penalty that was annulled is taken back.",
        "HEARING_REQUEST": "A party asks for a hearing.",
        "FINE_PAYMENT": "A fine is paid.",
        "PUBLICATION": "What arose is published.",
        "ABNORMAL_TO_SERIOUS": "Who stays in the register of abnormal operation is listed as seriously unlawful.",
        "CHANGE_REGISTRATION": "A change is registered.",
        "REGISTRATION_DECISION": "A registration is decided on.",
        "PAYMENT_BY_PUBLIC_BODY": "A public body pays a small or medium enterprise.",
        "PAYMENT_BY_LARGE_ENTERPRISE": "A large enterprise pays a small or medium one.",
        "RECEIVABLE_CONFIRMATION": "A public body or a large enterprise confirms what it owes a small or medium one.",
        "APPLICATION_DECISION": "An institution decides on an application for financing: its product's version "
        "promises by when; no law sets a period.",
        "ARBITRATION_ACCEPTANCE": "A centre accepts or refuses a case.",
        "ARBITRATION_FEE": "A claimant pays the fee of its case.",
        "ARBITRATOR_DECLARATION": "An arbitrator declares what might raise doubts, or that he or she can't act.",
        "ARBITRATION_HEARING_DATE": "The day of the first hearing is set.",
        "ARBITRATION_HEARING": "The first hearing is held, in the ordinary procedure.",
        "ARBITRATION_HEARING_EXPEDITED": "The first hearing is held, in the expedited procedure.",
        "ARBITRATION_DELIBERATION": "The tribunal deliberates after the first hearing.",
        "ARBITRATION_AWARD_EXPEDITED": "The award is made, in the expedited procedure.",
        "ARBITRATION_AWARD_ON_DOCUMENTS": "The award is made on documents alone.",
        "AWARD_CORRECTION": "A party asks for the award to be corrected or completed.",
        "SET_ASIDE_APPLICATION": "A party applies to the court to set the award aside.",
        "SET_ASIDE_DECISION": "The court decides on that application.",
    },
    name="DeadlineMatter",
)
described(
    ObjectionState,
    "How far an objection is.",
    {
        "LODGED": "It is there.",
        "FORWARDED": "The record's supplier has it, and decides.",
        "DECIDED": "The supplier has decided.",
        "REVIEW_REQUESTED": "The enterprise asked for a review: the operator decides.",
        "REVIEW_DECIDED": "The operator has decided.",
        "CANCELLED": "The enterprise took it back.",
    },
)
described(
    ObjectionOutcome,
    "How an objection was decided.",
    {
        "CORRECTED": "The record was wrong: its supplier has sent it corrected, by a submission.",
        "WITHDRAWN": "The record should not be there: it is taken back.",
        "UPHELD": "The record stands.",
    },
)
described(
    RestorationState,
    "How far an application for restoration is.",
    {
        "APPLIED": "It is there.",
        "ACCEPTED": "The authority has taken it up, and decides.",
        "REFUSED": "The authority has not taken it up.",
        "GRANTED": "The credit is restored: the record is neither published, shared nor used any more.",
        "DENIED": "The authority has decided against it.",
        "WITHDRAWN": "The enterprise took it back.",
    },
)
described(
    EvidenceKind,
    "What a file is meant to show.",
    {
        "PROOF_OF_PERFORMANCE": "That what was imposed or owed is done.",
        "COMMITMENT_LETTER": "A credit commitment, signed.",
        "TRAINING_CERTIFICATE": "That somebody was trained.",
        "OTHER": "Anything else.",
    },
)
described(
    CommitmentKind,
    "What a commitment is for.",
    {
        "PROACTIVE": "Offered of its own accord (主动型).",
        "APPROVAL": "In place of a proof in a procedure of approval (审批替代型).",
        "TOLERANCE": "To hand in later what an application lacks (容缺受理型).",
        "SELF_DISCIPLINE": "To keep the rules of its trade (行业自律型).",
        "RESTORATION": "Not to do again what was sanctioned (信用修复型).",
    },
)
described(
    CommitmentState,
    "What became of a commitment.",
    {
        "OFFERED": "It stands.",
        "KEPT": "The authority found it kept.",
        "BROKEN": "The authority found it broken.",
        "WITHDRAWN": "The enterprise took it back.",
    },
)
described(
    CorrectionCause,
    "Why what a recipient was given no longer holds.",
    {
        "RESTORED": "The enterprise's credit was restored: the record may be neither shown, shared nor used any more.",
        "WITHDRAWN": "The record was taken back.",
        "CORRECTED": "The record says something else now.",
    },
)
described(
    CorrectionState,
    "Whether a correction's recipient has acted on it.",
    {"PENDING": "Not yet.", "ACKNOWLEDGED": "It says that it has."},
)
