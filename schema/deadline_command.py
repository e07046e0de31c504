"""What the command that enters a rule of deadlines takes and answers."""

from datetime import date
from typing import Annotated

import strawberry

from auth.policy import scope
from schema.arguments import given, repeatable, required
from schema.deadline import RULE, DeadlineRule
from schema.enums import DeadlineUnit
from schema.error import CommandError
from schema.fields import link, of, referred
from schema.procedure_enums import Matter
from schema.reasons import LAW
from schema.scalars import Code

WRITE = scope("deadlines:write")


@strawberry.input(description="A period that deadlines are counted by. What is under way keeps the deadline it has.")
class AddDeadlineRuleInput:
    """A rule."""

    code: Code = required("Its code in this exchange; a rule isn't changed, another one takes its place.")
    matter: Matter = required("What it is the deadline of.")
    jurisdiction: Code = required(
        "A GB/T 2260 code, or CN for the whole country. The nearest one's rule counts; of several, the youngest."
    )
    period: int = required("How many days, months or years.")
    unit: DeadlineUnit = required("What is counted.")
    source: str = required("Title and document number of its source; without one no rule is entered.")
    article: str = required("The source's article.")
    verified: bool = required(
        "Whether somebody compared it with the source's text; if not, whoever reads it sees that."
    )
    valid_from: date = required("The first day it is in force.")
    valid_until: date | None = given("The last such day.")
    extension: int | None = given("How many more days, months or years it may be extended by, once.")
    ends_on_workday: bool = required("Whether the source lets a period end on the next working day.", False)
    idempotency_key: str | None = repeatable()


@of(None, "A rule after it was entered.")
class DeadlineRulePayload:
    """The rule, read back."""

    rule: DeadlineRule | None = link(referred(RULE.c.code, "rule_code"), "The rule as it is now.", LAW)


DeadlineRuleResult = Annotated[
    DeadlineRulePayload | CommandError, strawberry.union("DeadlineRuleResult", description="The rule, or why not.")
]
