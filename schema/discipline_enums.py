"""The enumerations of lists, memoranda, measures, checks and screening, each value described for the caller."""

from exchange.check.model import CheckStatus
from exchange.listing.state import DelistingReason, ListColour, ListRestorationState, ListState
from exchange.matter.model import Consequence as CheckConsequence
from exchange.measure.model import MeasureState
from exchange.memorandum.model import MemorandumKind, MemorandumStatus
from exchange.screening.model import ScreeningOutcome
from exchange.screening.part import PartKind as ScorePartKind
from schema.described import described

__all__ = [
    "CheckConsequence",
    "CheckStatus",
    "DelistingReason",
    "ListColour",
    "ListRestorationState",
    "ListState",
    "MeasureState",
    "MemorandumKind",
    "MemorandumStatus",
    "ScorePartKind",
    "ScreeningOutcome",
]

described(
    ListColour,
    "What standing on a list means.",
    {
        "RED": "Trustworthy: incentives follow.",
        "BLACK": "Seriously untrustworthy: discipline follows.",
        "WATCH": "To be watched.",
    },
)
described(
    ListState,
    "How far an entry is.",
    {
        "PROPOSED": "Its keeper intends it; nobody was told yet.",
        "NOTIFIED": "The subject was told what is intended and why, and may plead.",
        "PLEA": "The subject has pleaded, or waived it.",
        "PUBLICISED": "A candidate of a red list, shown to everybody before the decision.",
        "DECIDED": "It is decided to list; it isn't in force yet.",
        "LISTED": "On the list.",
        "EXTENDED": "On the list, for longer than at first.",
        "DELISTED": "Off the list again, also by its days being over.",
        "DROPPED": "The proposal ended without an entry.",
    },
)
described(
    DelistingReason,
    "Why an entry ended.",
    {
        "EXPIRED": "Its days are over. It happens by rule; nobody asks for it.",
        "RESTORED": "The subject made good and asked for it.",
        "REVOKED": "What it rested on was wrong or was annulled.",
        "COURT": "A court ordered it.",
    },
)
described(
    ListRestorationState,
    "What became of an application to be taken off a list.",
    {
        "LODGED": "The keeper has to decide.",
        "GRANTED": "The entry ended.",
        "REFUSED": "The entry stays.",
        "WITHDRAWN": "The subject took it back.",
        "CLOSED": "The entry ended otherwise before it was decided.",
    },
)
described(
    MeasureState,
    "How far a department is with a measure about somebody listed.",
    {
        "NOT_ASSIGNED": "No institution of the exchange stands for the department: nobody carries it out yet.",
        "TRIGGERED": "The department has to take note of it.",
        "RECEIVED": "The department has taken note.",
        "EXECUTED": "The department has carried it out.",
        "NOT_APPLICABLE": "The department can't apply it to the subject, and says why.",
        "FED_BACK": "The department has reported what came of it.",
        "LIFTED": "It no longer applies: the entry or the measure has ended.",
    },
)
described(
    MemorandumKind,
    "What a memorandum is for.",
    {"DISCIPLINE": "Joint discipline.", "INCENTIVE": "Joint incentives.", "BOTH": "Both."},
)
described(
    MemorandumStatus,
    "What a memorandum is at this exchange.",
    {
        "RECORDED": "Known as a document; no edition was published here, so none of its measures can be applied.",
        "IN_FORCE": "An edition is published.",
        "SUPERSEDED": "Another memorandum took its place.",
        "REPEALED": "Its edition was repealed.",
    },
)
described(
    CheckStatus,
    "Whether it is clear who was to be checked.",
    {
        "FOUND": "The registry knows exactly one.",
        "UNKNOWN": "The registry had no such code at the instant, or nobody of the name. Entries under the code count "
        "all the same.",
        "AMBIGUOUS": "Several bear or bore the name: none was taken. Give the code.",
    },
)
described(
    CheckConsequence,
    "What follows from a check.",
    {
        "EXCLUDE": "It isn't admitted.",
        "RESTRICT": "It is restricted as the rule's legal basis says.",
        "REVIEW": "It is looked at with care before deciding.",
        "PREFER": "It is preferred where all else is equal.",
        "NONE": "No rule hits. No rule can be entered with it.",
    },
)
described(
    ScreeningOutcome,
    "What was decided about a screened name.",
    {
        "ENTITY": "It means an entity.",
        "NOBODY": "It means none of those who were proposed.",
        "WITHDRAWN": "What was decided before counts no more.",
    },
)
described(
    ScorePartKind,
    "What of two names is compared for a score.",
    {
        "NAME": "The whole name: it is the same.",
        "CORE": "The word that tells an entity from others of its trade and place.",
        "READING": "The same word by its reading: other characters that are read alike cost nothing here.",
        "TRADE": "The words for what it does.",
        "REGION": "The division that the name begins with or, where it names none, where the entity is registered.",
        "FORM": "The legal form.",
        "BRANCH": "What a branch is called.",
        "FORMER": "What the score loses because the entity bears the name no more.",
    },
    name="ScorePartKind",
)
