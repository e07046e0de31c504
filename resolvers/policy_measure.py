"""The commands about policy measures: a bureau states, publishes and ends its own."""

from typing import Any

from exchange.criterion.stating import Stated as Criterion
from exchange.institution.model import InstitutionKind
from exchange.policy_measure import rules
from exchange.policy_measure.model import PolicyMeasure
from exchange.policy_measure.terms import Terms
from exchange.procedure.actor import Actor
from exchange.product.rate import ppm
from resolvers.command import Context, Made
from resolvers.party import authority
from resolvers.permission import refuse_others

PAYLOAD = "PolicyPayload"


def state(context: Context, input: Any) -> Made:  # noqa: A002 - the argument's name in the contract
    """State a measure of the caller's bureau, or its draft anew."""
    actor = _bureau(context)
    terms = Terms(
        kind=input.kind,
        title=input.title,
        document_number=input.document_number,
        summary=input.summary,
        amount_max_fen=input.amount_max_fen,
        relief_ppm=None if input.relief_rate is None else ppm("relief_rate", input.relief_rate),
        pool_fen=input.pool_fen,
        loss_share_ppm=None if input.loss_share is None else ppm("loss_share", input.loss_share),
        valid_from=input.valid_from,
        valid_until=input.valid_until,
        criteria=[Criterion(one.field, one.operator, one.values) for one in input.criteria or ()],
    )
    return _made(rules.state(context.session, input.external_id, terms, actor))


def publish(context: Context, input: Any) -> Made:  # noqa: A002
    """Publish a draft of the caller's bureau."""
    return _made(rules.publish(context.session, input.policy, _bureau(context)))


def end(context: Context, input: Any) -> Made:  # noqa: A002
    """End a measure of the caller's bureau."""
    return _made(rules.end(context.session, input.policy, input.reason, _bureau(context)))


def _bureau(context: Context) -> Actor:
    refuse_others(context, InstitutionKind.BUREAU.value)
    return authority(context)


def _made(measure: PolicyMeasure) -> Made:
    return Made(PAYLOAD, {"measure_id": measure.id})
