"""The institutions that take part in the exchange: who supplies and who queries."""

from enum import StrEnum

from sqlalchemy.orm import Mapped, mapped_column

from exchange.db.base import Base
from exchange.db.types import Code, Name


class InstitutionKind(StrEnum):
    """What an institution is to the exchange."""

    BUREAU = "BUREAU"
    BANK = "BANK"
    SECURITIES_FIRM = "SECURITIES_FIRM"
    INSURER = "INSURER"
    GUARANTEE_COMPANY = "GUARANTEE_COMPANY"
    CREDIT_SERVICE = "CREDIT_SERVICE"
    ARBITRATION_CENTRE = "ARBITRATION_CENTRE"
    COURT = "COURT"
    REGULATOR = "REGULATOR"
    OPERATOR = "OPERATOR"


class Institution(Base):
    """A bureau, bank, court … under its code in this exchange."""

    __tablename__ = "institution"

    code: Mapped[str] = mapped_column(Code, primary_key=True)
    name: Mapped[str] = mapped_column(Name)
    kind: Mapped[str] = mapped_column(Code)
