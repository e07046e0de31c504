"""Which edition of a centre's rules is in force, and the procedure that it gives a claim."""

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from exchange.arbitration.model import ArbitrationRules, CaseProcedure
from exchange.arbitration.refusal import CaseRefused, RulesMissing


def in_force(session: Session, centre_code: str, day: date) -> ArbitrationRules:
    """Return the centre's own edition on a day, else that for every centre; the youngest. Raises RulesMissing."""
    own = or_(ArbitrationRules.centre_code == centre_code, ArbitrationRules.centre_code.is_(None))
    lasting = or_(ArbitrationRules.valid_until.is_(None), ArbitrationRules.valid_until >= day)
    found = session.scalars(select(ArbitrationRules).where(own, lasting, ArbitrationRules.valid_from <= day))
    ranked = sorted(found, key=lambda one: (one.centre_code is not None, one.valid_from, one.code))
    if not ranked:
        raise RulesMissing(centre_code, day)
    return ranked[-1]


def chosen(rules: ArbitrationRules, claim_fen: int, asked: CaseProcedure | None, *, agreed: bool) -> CaseProcedure:
    """Return the procedure that the rules give a claim, or the one asked for where they allow it. Raises CaseRefused.

    `agreed`: whether both sides agreed to be decided on documents alone.
    """
    usual = CaseProcedure.EXPEDITED if claim_fen <= rules.expedited_fen else CaseProcedure.ORDINARY
    if asked in (None, usual, CaseProcedure.ORDINARY):
        return asked or usual
    if asked is CaseProcedure.EXPEDITED:
        raise CaseRefused("procedure", f"Claims up to {rules.expedited_fen} fen are expedited ({rules.code}).")
    if claim_fen > rules.documents_fen or not agreed:
        message = (
            f"Documents alone decide claims up to {rules.documents_fen} fen where both sides agree ({rules.code})."
        )
        raise CaseRefused("procedure", message)
    return CaseProcedure.DOCUMENTS_ONLY
