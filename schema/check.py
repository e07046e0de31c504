"""Checks of enterprises against the lists for a matter, as they were answered."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any

import strawberry
from sqlalchemy import ColumnElement, Select, literal, select

from auth.door import INSTITUTION as CALLER
from auth.door import own_enterprise
from auth.policy import scope
from exchange.check import model
from exchange.listing.model import ListDefinition, ListEntry
from exchange.listing.state import ListColour as Colour
from exchange.matter.model import MatterEdition, MatterRule
from exchange.measure.model import Measure
from exchange.memorandum.model import Memorandum, MemorandumEdition
from resolvers.binding import Order, Page, Paging, Part
from schema.arguments import argument
from schema.entity import ENTITY, Entity
from schema.enums import CheckConsequence, CheckStatus, ListColour
from schema.fields import column, link, of, part, referred, rows
from schema.institution import INSTITUTION, Institution
from schema.matter import MATTER, Matter
from schema.node import Node, identity
from schema.scalars import USCC, Code

CHECK = model.CreditCheck.__table__
RESULT = model.CreditCheckResult.__table__
HIT = model.CreditCheckHit.__table__
READ = scope("checks:read")
PREFIX = "chk_"
_RULE = ("number", "consequence", "precedence", "legal_basis", "article", "verified")
_ENTRY = (
    "list_code",
    "ground_code",
    "basis_document",
    "deciding_authority",
    "listed_at",
    "delisted_at",
    "valid_from",
)


@of(None, "A rule of a matter, as it counted an entry.")
class CheckRule:
    """A rule."""

    number: int = column("Its number in the edition.", READ)
    consequence: CheckConsequence = column("What follows from it.", READ)
    precedence: int = column("Of the rules that hit, the one with the greatest number counts.", READ)
    legal_basis: str = column("Title and document number of what it rests on.", READ)
    article: str | None = column("The article there; null where it isn't known.", READ)
    verified: bool = column("Whether it was compared with the text of its legal basis.", READ)


@of(None, "The measure of a memorandum that a rule carries out.")
class CheckMemorandum:
    """A measure with its memorandum."""

    code: Code = column("The memorandum's code.", READ)
    title: str = column("Its title.", READ)
    document_number: str | None = column("Its document number; null where not evidenced.", READ)
    edition: int = column("The edition that was in force.", READ)
    article: str | None = column("The article of the edition; null where not evidenced.", READ)
    measure: str = column("What it says there.", READ)


def _rule(self: Any) -> Part:
    return Part(**{name: getattr(self, name) for name in _RULE})


def _memorandum(self: Any) -> Part:
    return Part(
        self.memorandum_code.is_not(None),
        code=self.memorandum_code,
        title=self.memorandum_title,
        document_number=self.document_number,
        edition=self.memorandum_edition,
        article=self.clause,
        measure=self.measure,
    )


@of(None, "An entry that counted, and why: entry → rule → memorandum → edition → article.")
class CheckHit:
    """A hit."""

    entry_id: strawberry.ID = column("The entry's id.", READ)
    list_code: Code = column("The list's code.", READ)
    list_name: str = column("The list's name.", READ)
    colour: ListColour = column("What standing on the list means.", READ)
    ground_code: Code | None = column("On which of the list's grounds; null where it has none.", READ)
    basis_document: str = column("The decision that the entry rests on.", READ)
    deciding_authority: str = column("Who made that decision.", READ)
    listed_at: datetime = column("When it was listed.", READ)
    valid_from: date = column("The first day the entry counts.", READ)
    valid_until: date | None = column("The last such day, as it was set then; null where none was.", READ)
    delisted_at: datetime | None = column(
        "When it was taken off its list, also where that was after the check: from then on it has no consequence. Null "
        "while it wasn't.",
        READ,
    )
    counts: bool = column("Whether its rule is the one that counts for the enterprise.", READ)
    rule: CheckRule = part(_rule, "The strongest rule that counts the entry.", READ)
    memorandum: CheckMemorandum | None = part(
        _memorandum, "The memorandum's measure that the rule carries out; null where it rests on a law.", READ
    )


def _hits_of(self: Any) -> Select[Any]:
    return (
        select(
            HIT.c.entry_id,
            HIT.c.colour,
            HIT.c.valid_until,
            HIT.c.counts,
            ListDefinition.name.label("list_name"),
            *(getattr(ListEntry, name) for name in _ENTRY),
            *(getattr(MatterRule, name) for name in _RULE),
            Memorandum.code.label("memorandum_code"),
            Memorandum.title.label("memorandum_title"),
            Memorandum.document_number,
            MemorandumEdition.edition.label("memorandum_edition"),
            Measure.clause,
            Measure.content.label("measure"),
        )
        .select_from(HIT)
        .join(ListEntry, ListEntry.id == HIT.c.entry_id)
        .join(ListDefinition, ListDefinition.code == ListEntry.list_code)
        .join(MatterRule, (MatterRule.edition_id == HIT.c.edition_id) & (MatterRule.number == HIT.c.rule_number))
        .outerjoin(Measure, Measure.id == MatterRule.measure_id)
        .outerjoin(MemorandumEdition, MemorandumEdition.id == Measure.edition_id)
        .outerjoin(Memorandum, Memorandum.code == MemorandumEdition.memorandum_code)
        # Most were answered without a rule: PostgreSQL then doesn't look for hits at all.
        .where(self.rule_number.is_not(None), HIT.c.check_id == self.check_id, HIT.c.position == self.position)
        .order_by(MatterRule.precedence.desc(), ListEntry.listed_at, HIT.c.entry_id)
    )


def _hits(self: Any) -> Select[Any]:
    return _hits_of(self).where(HIT.c.colour != literal(Colour.RED.value))


def _incentives(self: Any) -> Select[Any]:
    return _hits_of(self).where(HIT.c.colour == literal(Colour.RED.value))


@of(RESULT, "What was answered for one that was given.")
class CheckResult:
    """An answer."""

    position: int = column("Its place in the list that was given, from 0.", READ)
    given_uscc: USCC | None = column("The code that was given; null where a name was.", READ)
    given_name: str | None = column("The name that was given; null where a code was.", READ)
    status: CheckStatus = column("Whether it is clear who was meant.", READ)
    uscc: USCC | None = column("Who it is; null where that isn't clear.", READ)
    name: str | None = column("The name in the registry at the instant; null where it had none.", READ)
    entity: Entity | None = link(
        referred(ENTITY.c.uscc, "uscc"), "The enterprise as it is registered now; null where it isn't.", READ
    )
    candidates: int = column("How many bear or bore the name that was given; of a code 1 or 0.", READ)
    repeated: bool = column("Whether the same enterprise was given further up already.", READ)
    consequence: CheckConsequence | None = column(
        "What follows: the consequence of the rule that counts, NONE where none hits. Null where it isn't clear who "
        "was meant, which must not be read as NONE.",
        READ,
    )
    hits: Sequence[CheckHit] = rows(
        _hits, "The entries on blacklists and watch lists that count, the strongest rule first.", READ, cost=500
    )
    incentives: Sequence[CheckHit] = rows(
        _incentives,
        "The entries on red lists that count. They don't lift a consequence whose rule has precedence.",
        READ,
        cost=500,
    )


@of(None, "What was answered, written down and signed: see verifyCheck.")
class CheckSnapshot:
    """A snapshot."""

    document: str = column("The answer as canonical JSON: names by the alphabet, no white space.", READ)
    sha256: Code = column("SHA-256 of the document's UTF-8 bytes, hexadecimal.", READ)
    jws: str = column("The digest and what it was made for, as a compact JWS of the exchange's own key.", READ)


def _snapshot(self: Any) -> Part:
    # The operator sees that a check was made, not who was in it.
    return Part(self.institution_code == CALLER, document=self.document, sha256=self.sha256, jws=self.jws)


def _results(self: Any) -> Select[Any]:
    return select(RESULT).where(RESULT.c.check_id == self.id).order_by(RESULT.c.position)


def _client(self: Any) -> ColumnElement[str]:
    return self.client_id  # type: ignore[no-any-return]


def _adverse(self: Any) -> ColumnElement[int]:
    return self.hits  # type: ignore[no-any-return]


def _edition(self: Any) -> ColumnElement[int]:
    return select(MatterEdition.edition).where(MatterEdition.id == self.edition_id).scalar_subquery()


@of(CHECK, "A check of enterprises against the lists for a matter. The institution that made it sees all of it; the "
    "operator who made it, when, for what and of how many.")  # fmt: skip
class CreditCheck(Node):
    """A check."""

    id: strawberry.ID = identity(PREFIX, "CreditCheck", CHECK.c.id, whole=True)
    matter: Matter | None = link(referred(MATTER.c.code, "matter_code"), "For which matter.", READ)
    edition: int = column("By which edition of the matter's rules.", READ, _edition)
    as_of: datetime = column("The instant that was asked about: what the exchange said then.", READ)
    made_at: datetime = column("When the check was made.", READ)
    institution: Institution | None = link(
        referred(INSTITUTION.c.code, "institution_code"), "Which institution made it.", READ
    )
    client: Code = column("The id of the client that made it.", READ, _client)
    user_id: Code | None = column("The user on whose behalf; null without one.", READ)
    purpose: str = column("What it was made for.", READ)
    subjects: int = column("How many were given, repeated ones counted each time.", READ)
    adverse: int = column("For how many of them an adverse rule counted.", READ, _adverse)
    results: Sequence[CheckResult] = rows(
        _results, "What was answered, in the order given; nothing for the operator.", READ, cost=1_000
    )
    snapshot: CheckSnapshot | None = part(_snapshot, "What was signed; null for the operator.", READ)


def _of_check(name: str) -> Any:
    def value(self: Any) -> ColumnElement[Any]:
        return select(CHECK.c[name]).where(CHECK.c.id == self.check_id).scalar_subquery()

    return value


def _matter_of_check(self: Any) -> Select[Any]:
    return select(MATTER).join(CHECK, CHECK.c.matter_code == MATTER.c.code).where(CHECK.c.id == self.check_id)


@of(RESULT, "That an enterprise was checked, as it sees it: by whom, for what, when, and with which result.")
class OwnCheck:
    """A check, seen by its subject."""

    uscc: USCC | None = column("The enterprise.", READ)
    made_at: datetime = column("When.", READ, _of_check("made_at"))
    as_of: datetime = column("The instant that was asked about.", READ, _of_check("as_of"))
    institution: Institution | None = link(referred(INSTITUTION.c.code, "institution_code"), "By whom.", READ)
    matter: Matter | None = link(_matter_of_check, "For which matter.", READ)
    purpose: str = column("For what, in the institution's words.", READ, _of_check("purpose"))
    consequence: CheckConsequence | None = column("What followed.", READ)
    hits: Sequence[CheckHit] = rows(_hits, "The entries on blacklists and watch lists that counted.", READ, cost=50)
    incentives: Sequence[CheckHit] = rows(_incentives, "The entries on red lists that counted.", READ, cost=50)


def check(self: Any, id: Annotated[strawberry.ID, argument("The check's id.")]) -> Select[Any]:  # noqa: A002
    """Return one check."""
    return select(CHECK).where(CHECK.c.id == id)


def checks(
    self: Any,
    matter: Annotated[Code | None, argument("Only those for the matter.")] = None,
    institution: Annotated[Code | None, argument("Only those that the institution made.")] = None,
    since: Annotated[datetime | None, argument("Only those made at this instant or later.", name="from")] = None,
    until: Annotated[datetime | None, argument("Only those made before this instant.")] = None,
    *,
    paging: Paging,
) -> Page:
    """Return the checks of the caller's institution, to the operator all; the row rule sees to that."""
    found = select(CHECK)
    if matter is not None:
        found = found.where(CHECK.c.matter_code == matter)
    if institution is not None:
        found = found.where(CHECK.c.institution_code == institution)
    if since is not None:
        found = found.where(CHECK.c.made_at >= since)
    if until is not None:
        found = found.where(CHECK.c.made_at < until)
    return Page(rows=found, order=Order("LATEST", [(CHECK.c.id, str)], descending=True), paging=paging)


def my_checks(
    self: Any,
    uscc: Annotated[USCC | None, argument("Only those of the enterprise with this code.")] = None,
    *,
    paging: Paging,
) -> Page:
    """Return the checks of the caller's enterprises, each enterprise once a check."""
    found = select(RESULT).where(own_enterprise(RESULT.c.uscc), ~RESULT.c.repeated)
    if uscc is not None:
        found = found.where(RESULT.c.uscc == uscc)
    order = Order("LATEST", [(RESULT.c.check_id, str), (RESULT.c.position, int)], descending=True)
    return Page(rows=found, order=order, paging=paging)
