"""What an edition's rules say, and whether they can be entered: looked at without a database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from exchange.listing.state import ListColour, ListState
from exchange.matter.model import Consequence
from exchange.matter.refusal import MatterRefused, RuleRefused

MOST = 100
"""Rules of one edition."""
LONGEST = 500
HIGHEST = 1_000
COUNTING = (ListState.LISTED, ListState.EXTENDED)
"""From which states an entry may count: what was never decided or never published has no consequence."""
FITTING: Mapping[ListColour, frozenset[Consequence]] = {
    ListColour.RED: frozenset({Consequence.PREFER}),
    ListColour.BLACK: frozenset({Consequence.EXCLUDE, Consequence.RESTRICT, Consequence.REVIEW}),
    ListColour.WATCH: frozenset({Consequence.RESTRICT, Consequence.REVIEW}),
}
"""What may follow from standing on a list of a colour. Whoever is only watched isn't excluded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleTerms:
    """A rule as it is to be entered; it has either a list or a colour."""

    consequence: Consequence
    precedence: int
    legal_basis: str
    list_code: str | None = None
    colour: ListColour | None = None
    from_state: ListState = ListState.LISTED
    article: str | None = None
    verified: bool = False
    measure_id: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None


def check(rules: Sequence[RuleTerms]) -> None:
    """Raise MatterRefused or RuleRefused unless the rules can be an edition, whatever their lists and measures are."""
    if not 1 <= len(rules) <= MOST:
        raise MatterRefused("rules", f"An edition has 1 to {MOST} rules; {len(rules)} were given.")
    taken: dict[int, int] = {}
    for number, rule in enumerate(rules, 1):
        _check_one(number, rule)
        before = taken.setdefault(rule.precedence, number)
        if before != number:
            message = f"{rule.precedence} is that of rule {before} too: of two rules that hit, one must count."
            raise RuleRefused(number, "precedence", message)


def check_colour(number: int, rule: RuleTerms, colour: ListColour) -> None:
    """Raise RuleRefused unless the consequence can follow from a list of the colour."""
    if rule.consequence not in FITTING[colour]:
        allowed = ", ".join(sorted(FITTING[colour]))
        message = f"{rule.consequence.value} can't follow from a {colour.value} list; {allowed} can."
        raise RuleRefused(number, "consequence", message)


def written(field: str, text: str) -> str:
    """Return a text without the white space around it. Raises MatterRefused."""
    stripped = text.strip()
    if not _fits(stripped):
        raise MatterRefused(field, f"It takes 1 to {LONGEST} characters.")
    return stripped


def _check_one(number: int, rule: RuleTerms) -> None:
    if (rule.list_code is None) is (rule.colour is None):
        raise RuleRefused(number, "list", "A rule names either a list or a colour.")
    if rule.colour is not None:
        check_colour(number, rule, rule.colour)
    if rule.from_state not in COUNTING:
        raise RuleRefused(number, "fromState", "An entry counts from LISTED or EXTENDED, never before it is published.")
    if not 1 <= rule.precedence <= HIGHEST:
        raise RuleRefused(number, "precedence", f"It is 1 to {HIGHEST:,}; {rule.precedence} was given.")
    if not _fits(rule.legal_basis.strip()):
        message = f"A rule without a source isn't entered: name it in 1 to {LONGEST} characters."
        raise RuleRefused(number, "legalBasis", message)
    if rule.article is not None and not _fits(rule.article.strip()):
        raise RuleRefused(number, "article", f"It takes 1 to {LONGEST} characters.")
    if rule.valid_from is not None and rule.valid_until is not None and rule.valid_until < rule.valid_from:
        raise RuleRefused(number, "validUntil", f"{rule.valid_until} lies before the first day, {rule.valid_from}.")


def _fits(text: str) -> bool:
    return 1 <= len(text) <= LONGEST and "\0" not in text
