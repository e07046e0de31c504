"""Every kind of credit record, each a type behind the interface CreditRecord."""

from schema.record_decision import (
    AbnormalOperation,
    AdministrativeLicence,
    AdministrativePenalty,
    CommitmentRecord,
    Honour,
)
from schema.record_payment import (
    HousingFundContribution,
    SocialInsuranceContribution,
    TaxArrears,
    TaxRating,
    UtilityPayment,
    WageArrears,
)
from schema.record_undertaking import ArbitrationOutcome, ContractPerformance, Guarantee, Judgment

KINDS = (
    AdministrativeLicence,
    AdministrativePenalty,
    AbnormalOperation,
    Honour,
    TaxRating,
    TaxArrears,
    WageArrears,
    SocialInsuranceContribution,
    HousingFundContribution,
    UtilityPayment,
    ContractPerformance,
    CommitmentRecord,
    Judgment,
    ArbitrationOutcome,
    Guarantee,
)
"""In the order of exchange.record.kind.RecordKind."""
