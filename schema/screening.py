"""Screening by name: whom names may mean, with explained scores, and what the caller's institution decided."""

from datetime import datetime
from typing import Annotated, Any

import strawberry
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import aliased

from auth.policy import scope
from exchange.name.form import normal
from exchange.screening import decision as rules
from exchange.screening import model
from exchange.screening.given import LONGEST, MOST, MOST_SHOWN
from exchange.screening.screen import SHOWN, THRESHOLD
from resolvers import screening
from resolvers.binding import Order, Page, Paging, Parsed
from resolvers.computed import Computing
from schema.arguments import argument
from schema.entity import ENTITY, Entity
from schema.enums import EntityStatus, ScorePartKind, ScreeningOutcome
from schema.fields import column, link, of, referred, structure
from schema.node import Node, identity
from schema.reference import REGION, Region
from schema.scalars import USCC, Code

DECISION = model.ScreeningDecision.__table__
READ = scope("screening:read")
_RENAMED = "The name that the entity has got since it was decided; null while it is the same."
_CHANGED = "The status that the entity has got since it was decided; null while it is the same."
_EVERYWHERE = "Null where the decision is for every division that has none of its own."


@of(None, "A part of a score. The contributions of all parts add up to the score, but for rounding.")
class ScorePart:
    """A part."""

    part: ScorePartKind = column("What was compared.", READ)
    weight: float = column("Its share of the score, 0 to 1.", READ)
    value: float = column("How well it agrees, 0 to 1.", READ)
    contribution: float = column("Weight times value; below 0 for what takes off the score.", READ)
    detail: str = column("What of the given and of the registered name was compared.", READ)


@of(None, "An entity that a name may mean.")
class ScreeningCandidate:
    """A candidate."""

    uscc: USCC = column("The entity.", READ)
    name: str = column("Of the names that it bears or bore, the one that fits best.", READ)
    former: bool = column("Whether the entity bears that name no more.", READ)
    score: float = column(
        "How well the name fits, 0 to 1: 1 where both are the same but for width, case, brackets, spaces and "
        "traditional characters. Several entities may bear one name.",
        READ,
    )
    why: list[ScorePart] = structure("What the score is made of.", READ)


@of(None, "What the caller's institution decided about a name, as it counts now.")
class RememberedDecision:
    """A decision, with what has happened to its entity since."""

    id: strawberry.ID = column("The decision's id, as `screeningDecisions` has it.", READ)
    outcome: ScreeningOutcome = column("ENTITY or NOBODY.", READ)
    uscc: USCC | None = column("Whom the name means; null for NOBODY.", READ)
    entity_name: str | None = column("The entity's name when it was decided; null for NOBODY.", READ)
    renamed_to: str | None = column(_RENAMED, READ)
    status_changed_to: EntityStatus | None = column(_CHANGED, READ)
    reason: str = column("Why, in the institution's words.", READ)
    decided_at: datetime = column("When.", READ)


@of(None, "A name that was screened.")
class ScreenedName:
    """An answer."""

    position: int = column("Its place in the list that was given, from 0.", READ)
    name: str = column("The name as it was given.", READ)
    decision: RememberedDecision | None = structure(
        "What the caller's institution decided about the name before; null where nothing counts.", READ
    )
    candidates: list[ScreeningCandidate] = structure("Whom it may mean, the best first.", READ)


def screen_names(
    self: Computing,
    names: Annotated[list[str], argument(f"Names of entities, 1 to {MOST:,}, each of 2 to {LONGEST} characters.")],
    region: Annotated[
        Code | None,
        argument("The division where the entities are thought to be: those registered elsewhere score less."),
    ] = None,
    threshold: Annotated[float, argument("What a candidate scores at least, 0 to 1.")] = THRESHOLD,
    first: Annotated[int, argument(f"How many candidates of each name, 1 to {MOST_SHOWN}.")] = SHOWN,
) -> Any:
    """Screen names."""
    return screening.screen_names(self, names, region, threshold, first)


def _renamed_to(self: Any) -> ColumnElement[str]:
    return rules.renamed_to(self)


def _status_changed_to(self: Any) -> ColumnElement[str]:
    return rules.status_changed_to(self)


def _client(self: Any) -> ColumnElement[str]:
    return self.client_id  # type: ignore[no-any-return]


@of(DECISION, "What an institution decided about a name that it screened. It alone sees it.")
class ScreeningDecision(Node):
    """A version of a decision."""

    id: strawberry.ID = identity("scd_", "ScreeningDecision", DECISION.c.id, whole=True)
    name: str = column("The name as it was given; compared is its normal form.", READ)
    region: Region | None = link(
        referred(REGION.c.code, "region_code"), f"The division that it is for. {_EVERYWHERE}", READ
    )
    version: int = column("The how-manieth decision about the name and the division, from 1.", READ)
    outcome: ScreeningOutcome = column("What was decided.", READ)
    uscc: USCC | None = column("Whom the name means; null unless the outcome is ENTITY.", READ)
    entity: Entity | None = link(referred(ENTITY.c.uscc, "uscc"), "The entity as it is registered now.", READ)
    entity_name: str | None = column("The entity's name when it was decided; null without an entity.", READ)
    renamed_to: str | None = column(_RENAMED, READ, _renamed_to)
    status_changed_to: EntityStatus | None = column(_CHANGED, READ, _status_changed_to)
    reason: str = column("Why, in the institution's words.", READ)
    decided_at: datetime = column("When.", READ)
    client: Code = column("The id of the client that sent it.", READ, _client)
    user_id: Code | None = column("The user on whose behalf; null without one.", READ)


def _compared(value: str) -> Parsed:
    return Parsed(None, {"normal": normal(value)})


def screening_decisions(
    self: Any,
    name: Annotated[str | None, argument("Only those about the name, by its normal form.", _compared)] = None,
    uscc: Annotated[USCC | None, argument("Only those for the entity.")] = None,
    replaced: Annotated[bool, argument("Also those that were replaced or withdrawn, and the withdrawals.")] = False,
    *,
    paging: Paging,
) -> Page:
    """Return the decisions of the caller's institution; the row rule sees to that."""
    found = select(DECISION)
    if name is not None:
        found = found.where(DECISION.c.normal == name.normal)  # type: ignore[attr-defined]
    if uscc is not None:
        found = found.where(DECISION.c.uscc == uscc)
    if not replaced:
        found = found.where(rules.counts(DECISION.c, aliased(model.ScreeningDecision)))
    return Page(rows=found, order=Order("LATEST", [(DECISION.c.id, str)], descending=True), paging=paging)
