"""How far a case is, and which steps lead from where to where: the one table of them."""

from collections.abc import Mapping
from enum import StrEnum

from exchange.procedure.transition import Move, Procedure, moving


class CaseState(StrEnum):
    """How far a case is."""

    LODGED = "LODGED"
    ACCEPTED = "ACCEPTED"
    REFUSED = "REFUSED"
    SERVED = "SERVED"
    """Both sides have the notice of arbitration, and the fee is paid or put off."""
    MEDIATION = "MEDIATION"
    TRIBUNAL_FORMED = "TRIBUNAL_FORMED"
    CHALLENGED = "CHALLENGED"
    """An arbitrator is challenged; the case waits for the centre."""
    HEARING = "HEARING"
    """The first hearing was held."""
    AWARDED = "AWARDED"
    MEDIATED = "MEDIATED"
    """Both sides signed the mediation statement, which binds like an award."""
    WITHDRAWN = "WITHDRAWN"
    PERFORMANCE_DUE = "PERFORMANCE_DUE"
    """Both sides have the award or the statement."""
    PART_PERFORMED = "PART_PERFORMED"
    PERFORMED = "PERFORMED"
    DEFAULTED = "DEFAULTED"
    ENFORCEMENT_APPLIED = "ENFORCEMENT_APPLIED"
    REFERRED = "REFERRED"
    REFERRAL_REFUSED = "REFERRAL_REFUSED"
    """The court doesn't list."""
    LISTED = "LISTED"
    DELISTED = "DELISTED"
    SET_ASIDE = "SET_ASIDE"
    """A court has set the award aside."""


class Step(StrEnum):
    """What somebody does with a case."""

    ACCEPT = "ACCEPT"
    REFUSE = "REFUSE"
    SERVE = "SERVE"
    """By itself, once both sides have the notice and the fee is paid."""
    WITHDRAW = "WITHDRAW"
    MEDIATE = "MEDIATE"
    FORM_TRIBUNAL = "FORM_TRIBUNAL"
    CHALLENGE = "CHALLENGE"
    DECIDE_CHALLENGE = "DECIDE_CHALLENGE"
    HEAR = "HEAR"
    AWARD = "AWARD"
    AWARD_ON_DOCUMENTS = "AWARD_ON_DOCUMENTS"
    SIGN = "SIGN"
    """By itself, once both sides have signed the mediation statement."""
    DELIVER = "DELIVER"
    """By itself, once both sides have the award or the statement."""
    PERFORM_PART = "PERFORM_PART"
    PERFORM = "PERFORM"
    REMIND = "REMIND"
    """The state stays."""
    DEFAULT = "DEFAULT"
    APPLY = "APPLY"
    """The creditor applies for enforcement by the court."""
    REFER = "REFER"
    LIST = "LIST"
    """By itself, when the court's own entry arrives."""
    REFUSE_REFERRAL = "REFUSE_REFERRAL"
    DELIST = "DELIST"
    """By itself, when the court's own entry ends."""
    SET_ASIDE = "SET_ASIDE"


S = CaseState
OPEN = (S.LODGED, S.ACCEPTED, S.SERVED, S.MEDIATION, S.TRIBUNAL_FORMED, S.CHALLENGED, S.HEARING)
"""Before the award: the claimant may still withdraw."""
OWED = (S.PERFORMANCE_DUE, S.PART_PERFORMED, S.DEFAULTED)
"""What the award orders is owed, and no court has to do with it yet."""
BEFORE_COURT = (S.ENFORCEMENT_APPLIED, S.REFERRED, S.REFERRAL_REFUSED, S.LISTED, S.DELISTED)
BINDING = (S.AWARDED, S.MEDIATED, *OWED, S.PERFORMED, *BEFORE_COURT)
"""There is an award or a statement."""
STEPS: Mapping[StrEnum, Move] = {
    Step.ACCEPT: moving((S.LODGED,), S.ACCEPTED),
    Step.REFUSE: moving((S.LODGED,), S.REFUSED),
    Step.SERVE: moving((S.ACCEPTED,), S.SERVED),
    Step.WITHDRAW: moving(OPEN, S.WITHDRAWN),
    Step.MEDIATE: moving((S.SERVED, S.TRIBUNAL_FORMED, S.HEARING), S.MEDIATION),
    Step.FORM_TRIBUNAL: moving((S.SERVED, S.MEDIATION), S.TRIBUNAL_FORMED),
    Step.CHALLENGE: moving((S.TRIBUNAL_FORMED,), S.CHALLENGED),
    Step.DECIDE_CHALLENGE: moving((S.CHALLENGED,), S.TRIBUNAL_FORMED),
    Step.HEAR: moving((S.TRIBUNAL_FORMED, S.HEARING), S.HEARING),
    Step.AWARD: moving((S.HEARING,), S.AWARDED),
    Step.AWARD_ON_DOCUMENTS: moving((S.TRIBUNAL_FORMED, S.HEARING), S.AWARDED),
    Step.SIGN: moving((S.MEDIATION,), S.MEDIATED),
    Step.DELIVER: moving((S.AWARDED, S.MEDIATED), S.PERFORMANCE_DUE),
    Step.PERFORM_PART: moving(OWED, S.PART_PERFORMED),
    Step.PERFORM: moving((*OWED, S.ENFORCEMENT_APPLIED, S.REFERRED, S.REFERRAL_REFUSED, S.DELISTED), S.PERFORMED),
    Step.DEFAULT: moving((S.PERFORMANCE_DUE, S.PART_PERFORMED), S.DEFAULTED),
    Step.APPLY: moving((S.DEFAULTED,), S.ENFORCEMENT_APPLIED),
    Step.REFER: moving((S.ENFORCEMENT_APPLIED,), S.REFERRED),
    Step.LIST: moving((S.REFERRED,), S.LISTED),
    Step.REFUSE_REFERRAL: moving((S.REFERRED,), S.REFERRAL_REFUSED),
    Step.DELIST: moving((S.LISTED,), S.DELISTED),
    Step.SET_ASIDE: moving(BINDING, S.SET_ASIDE),
}
CASE = Procedure("case", STEPS)
