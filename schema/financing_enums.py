"""The enumerations of demands, applications and what stands behind them, each value described for the caller."""

from exchange.application.model import ApplicationState, MovementKind, RejectionCode
from exchange.demand.model import DemandState, EnterpriseSize
from exchange.enhancement.model import EnhancementKind, EnhancementState
from exchange.receivable.model import PayerKind, ReceivableState
from exchange.supervision.dimension import Dimension as StatisticsDimension
from schema.described import described

__all__ = [
    "ApplicationState",
    "DemandState",
    "EnhancementKind",
    "EnhancementState",
    "EnterpriseSize",
    "MovementKind",
    "PayerKind",
    "ReceivableState",
    "RejectionCode",
    "StatisticsDimension",
]

described(
    EnterpriseSize,
    "How large an enterprise is, as it declares by the official standard of its industry.",
    {"MICRO": "Micro.", "SMALL": "Small.", "MEDIUM": "Medium.", "LARGE": "Large."},
)
described(
    DemandState,
    "How far a demand is.",
    {
        "OPEN": "Institutions licensed for its kind see it, and may claim it.",
        "CLAIMED": "One institution has claimed it; no other sees it.",
        "MATCHED": "That institution has named a product for it.",
        "CLOSED": "An offer was accepted, or the enterprise doesn't look any more.",
        "EXPIRED": "Its last day is over. It happens by rule; nobody does it.",
    },
)
described(
    ApplicationState,
    "How far an application is.",
    {
        "DRAFT": "The enterprise prepares it; the institution doesn't see it.",
        "SUBMITTED": "The institution has it.",
        "ACCEPTED": "The institution deals with it.",
        "REVIEW": "The institution reviews it.",
        "OFFERED": "The institution has made an offer.",
        "SIGNED": "The enterprise has accepted the offer.",
        "DISBURSED": "Money was paid out.",
        "REPAYING": "Principal was paid back.",
        "SETTLED": "Nothing is left to be paid back, or the cover has ended.",
        "REJECTED": "The institution has rejected it, with a reason.",
        "WITHDRAWN": "The enterprise has withdrawn it, or accepted another offer.",
        "EXPIRED": "The last day of its offer is over. It happens by rule; nobody does it.",
    },
)
described(
    RejectionCode,
    "Why an institution rejects an application.",
    {
        "NOT_ELIGIBLE": "The enterprise doesn't meet the product's rules.",
        "CREDIT_RECORD": "What is on record of it.",
        "REPAYMENT_CAPACITY": "It could hardly pay it back.",
        "DEBT_LEVEL": "It owes too much already.",
        "COLLATERAL": "What stands behind it isn't enough.",
        "MATERIALS": "Materials are missing or wrong.",
        "USE_OF_FUNDS": "What it is for isn't financed.",
        "NO_CONSENT": "The enterprise didn't let its data be seen.",
        "INDUSTRY_POLICY": "Its industry isn't financed.",
        "NO_QUOTA": "The institution has nothing left to give.",
        "OTHER": "Anything else; the reasons say what.",
    },
)
described(
    MovementKind,
    "Which way money went.",
    {"DISBURSEMENT": "From the institution to the enterprise.", "REPAYMENT": "Principal, back to the institution."},
)
described(
    EnhancementKind,
    "What stands behind an application.",
    {
        "GUARANTEE": "A guarantee.",
        "RISK_POOL": "A pool that shares the risk.",
        "INSURANCE": "An insurance.",
        "RECEIVABLE_CONFIRMATION": "A receivable that its payer confirmed.",
    },
)
described(
    EnhancementState,
    "How far an enhancement is.",
    {
        "PROPOSED": "The provider has to decide.",
        "CONFIRMED": "The provider stands behind the application; of a receivable, its payer has confirmed it.",
        "DECLINED": "The provider doesn't.",
        "RELEASED": "It was taken back, or the application has ended: it stands behind nothing.",
    },
)
described(
    ReceivableState,
    "What became of a request to confirm a receivable.",
    {
        "REQUESTED": "The payer has to answer.",
        "CONFIRMED": "The payer confirms that it owes this.",
        "DISPUTED": "The payer says that it doesn't, and why.",
        "CANCELLED": "The creditor has taken the request back.",
    },
)
described(
    PayerKind,
    "What a payer was when the contract was made.",
    {
        "PUBLIC_BODY": "A government agency or public institution.",
        "LARGE_ENTERPRISE": "A large enterprise.",
        "OTHER": "Neither: no law sets it a period to confirm.",
    },
)
described(
    StatisticsDimension,
    "By what the regulator's statistics divide a month. Each divides it once: the parts don't overlap.",
    {
        "REGION": "The enterprise's county; the city where only that is known.",
        "INDUSTRY": "The section of its industry.",
        "SIZE": "How large it is, as it declared.",
        "INSTITUTION": "To whom the application was made.",
        "POLICY": "The policy measure that its product's version is linked with, the first one of several.",
    },
    name="StatisticsDimension",
)
