"""The commands about commitments: the enterprise offers and withdraws in person, the authority records the rest."""

from typing import Any

from exchange.commitment import rules
from exchange.commitment.model import Commitment
from exchange.commitment.refusal import CommitmentRefused, CommitmentUnknown
from resolvers.command import Context, Made
from resolvers.party import acts_for, authority, of_own_enterprise, of_own_institution, subject

PAYLOAD = "CommitmentPayload"


def offer(context: Context, input: Any) -> Made:  # noqa: A002 - the argument's name in the contract
    """Give an authority a commitment of an enterprise that the caller acts for."""
    if not acts_for(context, input.uscc):
        # An enterprise that nobody knows and another's are one answer.
        raise CommitmentRefused("uscc", "The caller acts for no enterprise with this code.")
    offered = rules.offer(
        context.session,
        input.uscc,
        institution_code=input.institution,
        kind=input.kind,
        text=input.text,
        perform_by=input.perform_by,
        is_public=input.public,
        actor=subject(context),
    )
    return _made(offered)


def withdraw(context: Context, input: Any) -> Made:  # noqa: A002
    """Take back a commitment of an enterprise that the caller acts for."""
    commitment = of_own_enterprise(context, Commitment, input.commitment, CommitmentUnknown)
    return _made(rules.withdraw(context.session, commitment, actor=subject(context), reason=input.reason))


def record_performance(context: Context, input: Any) -> Made:  # noqa: A002
    """Record whether a commitment to the caller's institution was kept."""
    commitment = of_own_institution(context, Commitment, input.commitment, CommitmentUnknown, "institution_code")
    state, who = input.state, authority(context)
    return _made(rules.perform(context.session, commitment, state=state, actor=who, reason=input.reason))


def _made(commitment: Commitment) -> Made:
    return Made(PAYLOAD, {"commitment_id": commitment.id})
