"""The command by which a past recipient acknowledges a correction."""

from typing import Any

from exchange.correction import rules
from exchange.correction.refusal import CorrectionUnknown
from resolvers.command import Context, Made
from resolvers.party import authority

PAYLOAD = "CorrectionPayload"


def acknowledge(context: Context, input: Any) -> Made:  # noqa: A002 - the argument's name in the contract
    """Acknowledge a correction that is for the caller's institution."""
    actor = authority(context)
    if actor.institution_code is None or "\0" in input.correction:
        raise CorrectionUnknown(input.correction)
    acknowledged = rules.acknowledge(context.session, input.correction, actor)
    return Made(PAYLOAD, {"correction_id": acknowledged.id})
