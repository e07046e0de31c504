"""What the commands about matters take and answer."""

from datetime import date
from typing import Annotated

import strawberry

from auth.policy import scope
from schema.arguments import given, repeatable, required
from schema.enums import CheckConsequence, ListColour, ListState
from schema.error import CommandError
from schema.fields import link, of, referred
from schema.matter import EDITION, MATTER, Matter, MatterEdition
from schema.reasons import MATTERS
from schema.scalars import Code

WRITE = scope("matters:write")


@strawberry.input(description="A matter that isn't known yet. It can be checked once it has an edition of rules.")
class EnterMatterInput:
    """A matter."""

    code: Code = required("Its code in this exchange, such as LAND_SALE.")
    name: str = required("Its name, 1 to 500 characters.")
    description: str = required("What is decided, 1 to 500 characters.")
    source: str = required("Title and document number of why the lists are looked at, 1 to 500 characters.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Which entries count, and what follows. It takes either a list or a colour.")
class MatterRuleInput:
    """A rule."""

    list: Code | None = given("The list whose entries count.")
    colour: ListColour | None = given("The colour whose lists count.")
    from_state: ListState = required("From which state an entry counts: LISTED or EXTENDED.", ListState.LISTED)
    consequence: CheckConsequence = required(
        "What follows: from a red list PREFER, from a blacklist EXCLUDE, RESTRICT or REVIEW, from a watch list "
        "RESTRICT or REVIEW."
    )
    precedence: int = required("1 to 1,000, unique in the edition: of the rules that hit, the greatest counts.")
    legal_basis: str = required("Title and document number of what it rests on, 1 to 500 characters.")
    article: str | None = given("The article there.")
    verified: bool = required("Whether it was compared with the text of its legal basis.", default=False)
    measure: strawberry.ID | None = given(
        "The id of the measure that it carries out: the rule then names that measure's list, and counts only while the "
        "measure is in force."
    )
    valid_from: date | None = given("The first day it counts; its edition's when left out.")
    valid_until: date | None = given("The last such day.")


@strawberry.input(description="Another edition of a matter's rules; it takes the place of the one before as a whole.")
class EnterMatterEditionInput:
    """An edition."""

    matter: Code = required("The matter.")
    source: str = required("Who made the edition, or what it was made from; 1 to 500 characters.")
    rules: list[MatterRuleInput] = required("Its rules, 1 to 100.")
    valid_from: date | None = given("The first day it counts, today at the earliest; today when left out.")
    idempotency_key: str | None = repeatable()


@of(None, "A matter after a command about it.")
class MatterPayload:
    """The matter, read back."""

    matter: Matter | None = link(referred(MATTER.c.code, "matter_code"), "The matter as it is now.", MATTERS)


@of(None, "An edition of a matter's rules after it was entered.")
class MatterEditionPayload:
    """The edition, read back."""

    edition: MatterEdition | None = link(referred(EDITION.c.id, "edition_id"), "The edition.", MATTERS)
    matter: Matter | None = link(referred(MATTER.c.code, "matter_code"), "Its matter.", MATTERS)


MatterResult = Annotated[
    MatterPayload | CommandError, strawberry.union("MatterResult", description="The matter, or why not.")
]
MatterEditionResult = Annotated[
    MatterEditionPayload | CommandError,
    strawberry.union("MatterEditionResult", description="The edition, or why not."),
]
