"""The root of all writes: one field a command."""

from resolvers import consent, dispute
from schema.consent_command import (
    WRITE as CONSENTS,
)
from schema.consent_command import (
    ApproveConsentInput,
    ConsentResult,
    DecideConsentInput,
    LodgeConsentInput,
)
from schema.dispute_command import (
    WRITE as DISPUTES,
)
from schema.dispute_command import (
    AnswerDisputeInput,
    DisputeAccessInput,
    DisputeResult,
)
from schema.fields import command, of


@of(None, "What can be done at the exchange. Each command is one transaction; a refused one writes nothing.")
class Mutation:
    """All commands."""

    lodge_consent: ConsentResult = command(
        consent.lodge, LodgeConsentInput, "Ask an enterprise for its consent.", CONSENTS
    )
    approve_consent: ConsentResult = command(
        consent.approve, ApproveConsentInput, "Approve what one's enterprise is asked for.", CONSENTS
    )
    reject_consent: ConsentResult = command(
        consent.reject, DecideConsentInput, "Reject what one's enterprise is asked for.", CONSENTS
    )
    pause_consent: ConsentResult = command(
        consent.pause, DecideConsentInput, "Let nothing be fetched under a consent for the time being.", CONSENTS
    )
    resume_consent: ConsentResult = command(
        consent.resume, DecideConsentInput, "Let data be fetched again under a paused consent.", CONSENTS
    )
    revoke_consent: ConsentResult = command(
        consent.revoke, DecideConsentInput, "End a consent: the very next query under it is refused.", CONSENTS
    )
    dispute_access: DisputeResult = command(
        dispute.dispute, DisputeAccessInput, "Ask why data of one's enterprise were read.", DISPUTES
    )
    answer_dispute: DisputeResult = command(
        dispute.answer, AnswerDisputeInput, "Answer a dispute of an access that one's institution made.", DISPUTES
    )
