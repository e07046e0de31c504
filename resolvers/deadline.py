"""The command by which the operator enters a rule that deadlines are counted by."""

from typing import Any

from exchange.deadline.entering import Rule, enter
from resolvers.command import Context, Made
from resolvers.permission import refuse_all_but_operator

PAYLOAD = "DeadlineRulePayload"


def add_rule(context: Context, input: Any) -> Made:  # noqa: A002 - the argument's name in the contract
    """Enter a rule, for the operator."""
    refuse_all_but_operator(context)
    rule = Rule(
        code=input.code,
        jurisdiction=input.jurisdiction,
        subject=input.matter.value,
        period=input.period,
        unit=input.unit.value,
        extension=input.extension,
        ends_on_workday=input.ends_on_workday,
        source=input.source,
        article=input.article,
        verified=input.verified,
        valid_from=input.valid_from,
        valid_until=input.valid_until,
    )
    return Made(PAYLOAD, {"rule_code": enter(context.session, rule).code})
