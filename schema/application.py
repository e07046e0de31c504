"""Applications for products: what was asked, what the institution decides and offers, and what was paid."""

from datetime import date, datetime
from typing import Annotated, Any

import strawberry
from sqlalchemy import ColumnElement, Select, case, null, select

from auth.door import INSTITUTION as CALLER
from auth.door import TODAY, own_enterprise
from auth.policy import scope
from exchange.application import model
from exchange.application.state import state_of
from resolvers.binding import Order, Page, Paging, Part
from schema.arguments import argument
from schema.consent import CONSENT, Consent
from schema.consent import READ as CONSENTS
from schema.demand import DEMAND, FinancingDemand
from schema.demand import READ as DEMANDS
from schema.enhancement import CreditEnhancement, enhancements_of
from schema.entity import ENTITY, Entity
from schema.enums import ApplicationState, EnterpriseSize, MovementKind, ProductKind, RejectionCode
from schema.fields import column, connection, link, of, part, referred, rows
from schema.institution import INSTITUTION, Institution
from schema.node import Node, identity
from schema.page import Connection
from schema.procedure import ProcedureEvent, events
from schema.product import PRODUCT, VERSION, FinancingProduct, ProductVersion
from schema.rate import percent
from schema.scalars import USCC, BigInt, Code, Share

APPLICATION = model.FinancingApplication.__table__
OFFER = model.FinancingOffer.__table__
MOVEMENT = model.FinancingMovement.__table__
MESSAGE = model.FinancingMessage.__table__
READ = scope("applications:read")


def _rate(self: Any) -> ColumnElement[str]:
    return percent(self.rate_ppm)


@of(OFFER, "What an institution offers. A further offer replaces it.")
class FinancingOffer:
    """An offer."""

    id: strawberry.ID = column("Its id, which `acceptOffer` takes.", READ)
    number: int = column("Its number among the application's, from 1.", READ)
    amount_fen: BigInt = column("How much, in fen.", READ)
    annual_rate: Share = column("The rate of a year in percent, with four decimals.", READ, _rate)
    term_months: int = column("For how many months.", READ)
    valid_until: date = column("The last day on which it can be accepted.", READ)
    reasons: str = column("Why, and on what conditions.", READ)
    offered_at: datetime = column("When it was made.", READ)


@of(MOVEMENT, "Money that the institution reports to have paid out or got back.")
class FinancingMovement:
    """A payment."""

    id: strawberry.ID = column("Its id.", READ)
    kind: MovementKind = column("Which way it went.", READ)
    external_id: str = column("The institution's own name for it.", READ)
    amount_fen: BigInt = column("How much, in fen; of a repayment the principal.", READ)
    interest_fen: BigInt | None = column("Interest paid with it, in fen; null where it isn't said.", READ)
    moved_on: date = column("The day it was paid.", READ)
    reported_at: datetime = column("When it was reported.", READ)


@of(MESSAGE, "What one side of an application wrote to the other.")
class FinancingMessage:
    """A message."""

    id: strawberry.ID = column("Its id.", READ)
    institution: Institution | None = link(
        referred(INSTITUTION.c.code, "institution_code"), "Which institution wrote it; null for the enterprise.", READ
    )
    text: str = column("What it says.", READ)
    sent_at: datetime = column("When it was sent.", READ)


@of(None, "How an institution decided: it made an offer, or rejected.")
class FinancingDecision:
    """A decision."""

    decided_at: datetime = column("When it first decided.", READ)
    rejection_code: RejectionCode | None = column("Why it rejected; null where it made an offer.", READ)
    rejection_reasons: str | None = column("The same in words; null where it made an offer.", READ)


@of(None, "What was signed.")
class SignedTerms:
    """Terms."""

    signed_at: datetime = column("When the enterprise accepted the offer.", READ)
    amount_fen: BigInt = column("How much, in fen.", READ)
    annual_rate: Share = column("The rate of a year in percent, with four decimals.", READ, _rate)
    term_months: int = column("For how many months.", READ)


def _state(self: Any) -> ColumnElement[str]:
    return state_of(self, TODAY)


def _group(self: Any) -> ColumnElement[str]:
    return case((own_enterprise(self.uscc), self.group_id), else_=null())


def _decision(self: Any) -> Part:
    said = {name: getattr(self, name) for name in ("decided_at", "rejection_code", "rejection_reasons")}
    return Part(self.decided_at.is_not(None), **said)


def _signed(self: Any) -> Part:
    return Part(
        self.signed_at.is_not(None),
        signed_at=self.signed_at,
        amount_fen=self.signed_fen,
        rate_ppm=self.signed_rate_ppm,
        term_months=self.signed_months,
    )


def _offers(self: Any) -> Select[Any]:
    return select(OFFER).where(OFFER.c.application_id == self.id).order_by(OFFER.c.number)


def _movements(self: Any, *, paging: Paging) -> Page:
    paid = select(MOVEMENT).where(MOVEMENT.c.application_id == self.id)
    return Page(rows=paid, order=Order("OLDEST", [(MOVEMENT.c.id, str)]), paging=paging)


def _messages(self: Any, *, paging: Paging) -> Page:
    sent = select(MESSAGE).where(MESSAGE.c.application_id == self.id)
    return Page(rows=sent, order=Order("OLDEST", [(MESSAGE.c.id, str)]), paging=paging)


def _outstanding(self: Any) -> ColumnElement[int]:
    return self.disbursed_fen - self.repaid_fen  # type: ignore[no-any-return]


@of(APPLICATION, "An enterprise's application for a product. It and the one institution that it applied to see it, "
    "that one from the submission on.")  # fmt: skip
class FinancingApplication(Node):
    """An application."""

    id: strawberry.ID = identity("fap_", "FinancingApplication", APPLICATION.c.id, whole=True)
    group: Code | None = column(
        "What was applied for together has the same; of its offers one is accepted. Null but for the enterprise.",
        READ,
        _group,
    )
    uscc: USCC = column("The enterprise.", READ)
    entity: Entity | None = link(
        referred(ENTITY.c.uscc, "uscc"), "The enterprise; null when the registry doesn't know it.", READ
    )
    demand: FinancingDemand | None = link(
        referred(DEMAND.c.id, "demand_id"), "The demand that it came from; null where the caller sees none.", DEMANDS
    )
    product: FinancingProduct | None = link(
        referred(PRODUCT.c.id, "product_id"), "The product, as it is now; null where the caller doesn't see it.", READ
    )
    version: ProductVersion | None = link(
        referred(VERSION.c.id, "version_id"), "The version that it was made under, and stays under.", READ
    )
    institution: Institution | None = link(
        referred(INSTITUTION.c.code, "institution_code"), "To whom it was made.", READ
    )
    kind: ProductKind = column("What kind of product.", READ)
    amount_fen: BigInt = column("How much is applied for, in fen.", READ)
    term_months: int = column("For how many months.", READ)
    use: str = column("What for.", READ)
    size: EnterpriseSize = column("How large the enterprise is, as it declares.", READ)
    declared_first: bool = column("Whether the enterprise declares it to be its first financing.", READ)
    state: ApplicationState = column(
        "How far it is today; EXPIRED where the last day of its offer is over.", READ, _state
    )
    consent: Consent | None = link(
        referred(CONSENT.c.id, "consent_id"),
        "The consent that was asked for with it. It ends with the application; null where none was asked for.",
        CONSENTS,
    )
    created_at: datetime = column("When it was made.", READ)
    submitted_at: datetime | None = column("When it was submitted; null while it is a draft.", READ)
    promised_on: date | None = column(
        "The last day for the decision, by the promise of its product's version; no law sets one. Null for no promise.",
        READ,
    )
    accepted_at: datetime | None = column("When the institution took it on; null before.", READ)
    decision: FinancingDecision | None = part(_decision, "How the institution decided; null before.", READ)
    offer: FinancingOffer | None = link(
        referred(OFFER.c.id, "offer_id"), "The offer that counts: the latest one; null before.", READ
    )
    offers: list[FinancingOffer] = rows(_offers, "Every offer, the first one first.", READ)
    signed: SignedTerms | None = part(_signed, "What was signed; null before.", READ)
    disbursed_fen: BigInt = column("How much was paid out, in fen.", READ)
    repaid_fen: BigInt = column("How much principal was paid back, in fen.", READ)
    outstanding_fen: BigInt = column("How much principal is still to be paid back, in fen.", READ, _outstanding)
    movements: Connection[FinancingMovement] = connection(
        _movements, "Every payment, the first one reported first.", READ
    )
    messages: Connection[FinancingMessage] = connection(_messages, "What the sides wrote, the first one first.", READ)
    enhancements: list[CreditEnhancement] = rows(
        enhancements_of, "What stands behind it, or is to, the first one first.", READ
    )
    settled_at: datetime | None = column("When it was settled; null before.", READ)
    ended_at: datetime | None = column(
        "When it was settled, rejected or withdrawn; null before, and where it is expired.", READ
    )
    events: list[ProcedureEvent] = rows(events, "Every step, the first one first.", READ)


Wanted = Annotated[ApplicationState | None, argument("Only those in this state today.")]
Of = Annotated[USCC | None, argument("Only those of the enterprise with this code.")]
For = Annotated[strawberry.ID | None, argument("Only those for the product with this id.")]


def my_applications(self: Any, uscc: Of = None, product: For = None, state: Wanted = None, *, paging: Paging) -> Page:
    """Return the applications of the caller's enterprises."""
    own = select(APPLICATION).where(own_enterprise(APPLICATION.c.uscc))
    return _filtered(own, uscc, product, state, paging)


def applications(self: Any, uscc: Of = None, product: For = None, state: Wanted = None, *, paging: Paging) -> Page:
    """Return the applications made to the caller's institution."""
    made_to = select(APPLICATION).where(APPLICATION.c.institution_code == CALLER)
    return _filtered(made_to, uscc, product, state, paging)


def _filtered(found: Select[Any], uscc: Any, product: Any, state: Any, paging: Paging) -> Page:
    if uscc is not None:
        found = found.where(APPLICATION.c.uscc == uscc)
    if product is not None:
        found = found.where(APPLICATION.c.product_id == product)
    if state is not None:
        found = found.where(state_of(APPLICATION.c, TODAY) == state.value)
    return Page(rows=found, order=Order("LATEST", [(APPLICATION.c.id, str)], descending=True), paging=paging)


def application(self: Any, id: Annotated[strawberry.ID, argument("Its id.")]) -> Select[Any]:  # noqa: A002
    """Return one application."""
    return select(APPLICATION).where(APPLICATION.c.id == id)
