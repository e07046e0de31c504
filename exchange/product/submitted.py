"""Takes the lines of a submission in as products of their institution, each handed to the operator for review.

What exchange.record.register is for records, and exchange.listing.submitted for entries on lists.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import orjson
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from exchange.criterion.stating import Stated as Criterion
from exchange.errors import ExchangeError
from exchange.feed.model import EventType
from exchange.feed.publishing import Event, publish
from exchange.procedure.actor import Actor
from exchange.product import leading, stating
from exchange.product.kind import Collateral, ProductKind
from exchange.product.model import VersionState
from exchange.product.rate import ppm
from exchange.product.refusal import ProductRefused
from exchange.product.stating import Looked, Origin
from exchange.product.terms import Policy, Terms
from exchange.record.register import Origin as Sent
from exchange.record.register import Written
from exchange.record.standard import Standard
from exchange.record.statement import Statement
from exchange.submission.chunk import Remark

_BETWEEN = re.compile(r"\s*[;；]\s*")
_CODES = re.compile(r"[\s,，、;；]+")
_TARGETS: Mapping[str, str] = {"amountMinFen": "amount_min_fen", "amountMaxFen": "amount_max_fen"} | {
    name: re.sub(r"[A-Z]", lambda letter: f"_{letter[0].lower()}", name)
    for name in ("externalId", "rateMin", "rateMax", "termMinMonths", "termMaxMonths", "decisionDays", "offeredUntil")
}
"""What the refusals of products call a field, and what it fills here; the others are called the same."""


class Products:
    """Compares statements with the institution's products, and states them, in the caller's transaction."""

    def __init__(self, connection: Connection, standard: Standard, origin: Sent, *, lock: bool) -> None:
        self.connection, self.standard, self.origin, self.lock = connection, standard, origin, lock
        # It never commits, for the transaction is the caller's.
        self.session = Session(bind=connection, autoflush=False)
        self.actor = Actor(origin.by, origin.supplier)
        self.looked: list[tuple[Statement, Looked]] = []

    def compared(self, made: Sequence[Statement]) -> Written:
        """Return what would become of statements."""
        self.looked, written = [], Written()
        for said in made:
            try:
                looked = self._looked(said)
            except ExchangeError as error:
                written.refused[said.at] = [self._remark(said, error)]
                continue
            if looked.unchanged:
                written.unchanged += 1
            else:
                written.new.append(said)
                self.looked.append((said, looked))
        return written

    def write(self, _written: Written) -> None:
        """State what was compared last, and hand it to the operator."""
        for said, looked in self.looked:
            origin = Origin(self.origin.submission, said.line)
            told = stating.write(self.session, looked, self.actor, origin)
            if told.version.state == VersionState.DRAFT:
                leading.submit(self.session, told.product.id, self.actor)
        self.session.flush()

    def announce(self, handle: str) -> None:
        """Tell the feed of the submission: the last deed of the transaction."""
        committed = Event(EventType.SUBMISSION_COMMITTED, handle, institution_code=self.origin.supplier)
        publish(self.connection, [committed])

    def _looked(self, said: Statement) -> Looked:
        facts: dict[str, Any] = orjson.loads(said.facts)
        kind = ProductKind(facts["kind"])
        return stating.look(self.session, said.external_id, kind, _terms(facts), self.actor, lock=self.lock)

    def _remark(self, said: Statement, error: ExchangeError) -> Remark:
        named = str(error.path[1]) if len(error.path) > 1 else getattr(error, "field", "")
        target = _TARGETS.get(named, named)
        field = self.standard.of(target)
        return Remark(said.line, None if field == target else field, error.code, error.message)


def _terms(facts: Mapping[str, Any]) -> Terms:
    """Return what a line says. Raises RateRefused and ProductRefused."""
    until = facts.get("offered_until")
    plain = ("amount_min_fen", "amount_max_fen", "term_min_months", "term_max_months", "decision_days", "summary")
    return Terms(
        name=facts["name"],
        rate_min_ppm=_rate("rateMin", facts.get("rate_min")),
        rate_max_ppm=_rate("rateMax", facts.get("rate_max")),
        offered_until=date.fromisoformat(until) if until else None,
        collateral=[Collateral(one) for one in facts.get("collateral", ())],
        regions=_codes(facts.get("regions")),
        industries=_codes(facts.get("industries")),
        policies=[_policy(one) for one in _listed(facts.get("policies"))],
        criteria=[_criterion(number, one) for number, one in enumerate(_listed(facts.get("criteria")), 1)],
        **{name: facts.get(name) for name in plain},
    )


def _rate(field: str, percent: str | None) -> int | None:
    return None if percent is None else ppm(field, percent)


def _codes(text: str | None) -> list[str]:
    return [code for code in _CODES.split(text or "") if code]


def _listed(text: str | None) -> list[str]:
    return [one for one in _BETWEEN.split((text or "").strip()) if one]


def _policy(text: str) -> Policy:
    title, _, number = text.partition("|")
    return Policy(title, number.strip() or None)


def _criterion(number: int, text: str) -> Criterion:
    """Read a criterion as it is written in a cell: `FIELD OPERATOR value,value`."""
    parts = text.split(maxsplit=2)
    if len(parts) != 3:
        message = f"'{text}' (number {number}) is no criterion: FIELD OPERATOR value, as REGION IN 441300,440300."
        raise ProductRefused("criteria", message)
    field, operator, values = parts
    return Criterion(field, operator, [value.strip() for value in re.split(r"[,，、]", values) if value.strip()])
