"""Records of what authorities decided: licences, penalties, abnormal operation, honours; and commitments to them."""

from datetime import date

from exchange.record.kind import RecordKind
from schema.fields import of
from schema.record import RECORD, CreditRecord
from schema.record_fact import several, stated
from schema.scalars import USCC, BigInt, Code


@of(RECORD, "An administrative licence, in the '双公示' field standard. Null is not stated.", which=RecordKind.LICENCE)
class AdministrativeLicence(CreditRecord):
    """A licence."""

    document_name: str | None = stated("document_name", "Title of the decision (XK_XKWS).")
    category: Code | None = stated(
        "category", "Its category (XK_XKLB): ORDINARY, FRANCHISE, RECOGNITION, APPROVAL, REGISTRATION or OTHER."
    )
    certificate_name: str | None = stated("certificate_name", "Name of the certificate (XK_XKZS).")
    certificate_number: str | None = stated("certificate_number", "Number of the licence (XK_XKBH).")
    content: str | None = stated("content", "What is licensed (XK_NR).")
    valid_from: date | None = stated("valid_from", "The first day it is valid (XK_YXQZ).")
    valid_until: date | None = stated("valid_until", "The last day it is valid (XK_YXQZI); 2099-12-31 is long-term.")
    subject_kind: Code | None = stated("subject_kind", "What its holder is: ORGANISATION or INDIVIDUAL_BUSINESS.")
    authority_uscc: USCC | None = stated("authority_uscc", "The authority's USCC (XK_XKJGDM).")
    source_name: str | None = stated("source_name", "Name of the unit that the data come from (XK_LYDW).")
    source_uscc: USCC | None = stated("source_uscc", "That unit's USCC (XK_LYDWDM).")


@of(RECORD, "An administrative penalty, in the '双公示' field standard. Null is not stated.", which=RecordKind.PENALTY)
class AdministrativePenalty(CreditRecord):
    """A penalty."""

    violation: str | None = stated("violation", "What kind of violation it was (CF_WFXW).")
    circumstances: str | None = stated("circumstances", "What was found (CF_SY).")
    legal_basis: str | None = stated("legal_basis", "What the penalty rests on (CF_YJ).")
    categories: list[Code] | None = several(
        "categories", "Its categories (CF_CFLB), by the Administrative Penalty Law, article 9: FINE, WARNING …"
    )
    content: str | None = stated("content", "The penalty in words (CF_NR).")
    fine_fen: BigInt | None = stated("fine_fen", "The fine (CF_NR_FK), in fen.")
    confiscated_fen: BigInt | None = stated("confiscated_fen", "What was confiscated (CF_NR_WFFF), in fen.")
    licence_affected: str | None = stated(
        "licence_affected", "Name and number of the licence that was suspended or revoked (CF_NR_ZKDX)."
    )
    valid_until: date | None = stated("valid_until", "The last day it has effect (CF_YXQ).")
    procedure: Code | None = stated("procedure", "SIMPLE or ORDINARY.")
    subject_kind: Code | None = stated("subject_kind", "What its subject is: ORGANISATION or INDIVIDUAL_BUSINESS.")
    authority_uscc: USCC | None = stated("authority_uscc", "The authority's USCC (CF_CFJGDM).")
    source_name: str | None = stated("source_name", "Name of the unit that the data come from (CF_SJLY).")
    source_uscc: USCC | None = stated("source_uscc", "That unit's USCC (CF_SJLYDM).")


@of(
    RECORD,
    "An entry in the register of abnormal operation; it is decided on the day of the entry. Null is not stated.",
    which=RecordKind.ABNORMAL_OPERATION,
)
class AbnormalOperation(CreditRecord):
    """An entry."""

    reason: str | None = stated("reason", "Why the enterprise was entered.")
    removed_on: date | None = stated("removed_on", "The day of its removal; null while it is in.")
    removal_reason: str | None = stated("removal_reason", "Why it was removed.")
    removal_authority: str | None = stated("removal_authority", "Who removed it.")


@of(RECORD, "An honour. Null is not stated.", which=RecordKind.HONOUR)
class Honour(CreditRecord):
    """An honour."""

    title: str | None = stated("title", "What it is called.")
    level: Code | None = stated("level", "Whose it is: NATIONAL, PROVINCIAL, MUNICIPAL, COUNTY or OTHER.")
    valid_until: date | None = stated("valid_until", "The last day it is borne.")


@of(RECORD, "A credit commitment, and whether it was kept. Null is not stated.", which=RecordKind.COMMITMENT)
class CommitmentRecord(CreditRecord):
    """A commitment."""

    category: Code | None = stated(
        "category", "CERTIFICATION, LICENSING, RESTORATION, VOLUNTARY, SELF_REGULATION or OTHER."
    )
    content: str | None = stated("content", "What was promised.")
    valid_until: date | None = stated("valid_until", "The last day it binds.")
    performance: Code | None = stated("performance", "PERFORMED, PARTLY_PERFORMED, NOT_PERFORMED or PENDING.")
