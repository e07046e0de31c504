"""Whatever is done in whatever order: no money is lost or doubled, and every application is in a state of the table."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.application import applying, deciding, paying, signing
from exchange.application.model import (
    ApplicationState,
    FinancingApplication,
    FinancingMovement,
    FinancingOffer,
    RejectionCode,
)
from exchange.application.state import now
from exchange.demand import rules as demands
from exchange.demand.model import FinancingDemand
from exchange.enhancement import rules as enhancements
from exchange.enhancement.model import EnhancementKind
from exchange.errors import ExchangeError
from exchange.procedure.actor import Actor
from tests.domain.financing import (
    AMOUNT,
    BANKS,
    CLIENT,
    PRODUCTS,
    USER,
    bank_of,
    consent,
    demand,
    prepared,
    stated,
    terms,
)
from tests.domain.financing_holds import PAID, of_a_group_one_is_signed_and_what_has_ended_holds_nothing, states_reached
from tests.domain.test_receivables import confirmed

AMOUNTS = st.sampled_from([-1, 0, 1, AMOUNT // 2, AMOUNT - 1, AMOUNT, AMOUNT + 1, 2 * AMOUNT + 1])
ACTIONS = (
    *("go_on", "go_on", "go_on", "pay_all", "pay_all", "accept_every_offer_of_a_group"),
    *("apply", "wait", "take_any_step", "offer", "accept_the_first_offer", "reject", "withdraw"),
    *("disburse", "repay", "settle", "pledge", "lodge_demand", "lead_demand"),
)
NEXT: dict[str, Callable[[Session, FinancingApplication, Actor], Any]] = {
    "DRAFT": lambda s, a, _: applying.submit(s, a.id, USER, CLIENT, consent()),
    "SUBMITTED": lambda s, a, bank: deciding.accept(s, a.id, bank),
    "ACCEPTED": lambda s, a, bank: deciding.review(s, a.id, bank),
    "REVIEW": lambda s, a, bank: deciding.offer(s, a.id, terms(a.amount_fen, days=5), "同意", bank),
    "OFFERED": lambda s, a, _: signing.accept_offer(s, str(a.offer_id), USER),
}
"""What comes next before the signing, so that applications get far."""


class Given(NamedTuple):
    """Which application, counted from the latest one, how much, and a number that each action takes in its own way."""

    which: int
    amount: int
    n: int


class Financing(RuleBasedStateMachine):
    """An enterprise and three banks that do anything at any time."""

    engine: Engine
    reached: set[ApplicationState]
    """The states that applications were in, over all runs."""

    def __init__(self) -> None:
        super().__init__()
        self.connection = self.engine.connect()
        self.outer = self.connection.begin()
        self.session = Session(self.connection, join_transaction_mode="create_savepoint")
        self.days = 0
        self.ledger: dict[str, tuple[str, str, int]] = {}
        """What banks were told to have reported: application, kind and amount by external id."""
        self.patch = pytest.MonkeyPatch()
        today = clock.today()
        self.patch.setattr(clock, "today", lambda: today + timedelta(days=self.days))
        with self.session.begin():
            self.receivable = confirmed(self.session, amount_fen=AMOUNT).id

    def teardown(self) -> None:
        self.session.close()
        self.outer.rollback()
        self.connection.close()
        self.patch.undo()

    def does(self, step: Callable[[Session], Any]) -> Any:
        """Take a step in a transaction of its own; one that is refused is rolled back."""
        try:
            with self.session.begin():
                done = step(self.session)
        except ExchangeError:
            return None
        self.holds()
        return done

    def one(self, given: Given) -> FinancingApplication | None:
        found = self.all()
        return found[given.which % len(found)] if found else None

    def all(self) -> list[FinancingApplication]:
        """Return the applications as they are now, the latest one first."""
        latest = select(FinancingApplication).order_by(FinancingApplication.id.desc())
        with self.session.begin():
            found = list(self.session.scalars(latest))
            self.session.expunge_all()
        return found

    def on(self, given: Given, step: Callable[[Session, FinancingApplication, Actor], Any]) -> Any:
        one = self.one(given)
        return None if one is None else self.does(lambda session: step(session, one, bank_of(one)))

    @initialize(products=st.permutations(PRODUCTS))
    def begin(self, products: list[str]) -> None:
        self.lodge_demand()
        self._apply(products[:2], AMOUNT, submit=True, of_demand=True)
        self._apply(products[2:], AMOUNT, submit=True, of_demand=False)

    @rule(action=st.sampled_from(ACTIONS), given=st.builds(Given, st.integers(0, 4), AMOUNTS, st.integers(0, 6)))
    def act(self, action: str, given: Given) -> None:
        """One rule for all: hypothesis would leave most of many out of a run."""
        getattr(self, action)(given)

    def apply(self, given: Given) -> None:
        self._apply(PRODUCTS[given.n % 3 :], given.amount, submit=given.n % 2 == 0, of_demand=given.n > 3)

    def _apply(self, products: Sequence[str], amount: int, *, submit: bool, of_demand: bool) -> None:
        with self.session.begin():
            id_ = self.session.scalar(select(FinancingDemand.id).order_by(FinancingDemand.id.desc()).limit(1))
        what = stated(*products, amount=amount, demand_id=id_ if of_demand else None)
        self.does(lambda session: applying.apply(session, what, USER, CLIENT, consent(), submit=submit))

    def go_on(self, given: Given) -> None:
        self._go_on(given, given.n)

    def wait(self, given: Given) -> None:
        """Let days go by while something is offered."""
        one = self.one(given)
        self._go_on(given, 3 if one and one.state == "SUBMITTED" else 0)
        self.days += given.n

    def _go_on(self, given: Given, times: int) -> None:
        one = self.one(given)
        if one is not None:
            for _ in range(times):
                self.does(lambda session: _next(session, session.get_one(FinancingApplication, one.id)))

    def accept_every_offer_of_a_group(self, given: Given) -> None:
        one = self.one(given)
        for state in ("SUBMITTED", "ACCEPTED", "REVIEW", "OFFERED"):
            for n, other in enumerate(self.all()):
                if one is not None and other.group_id == one.group_id and other.state == state:
                    self.on(given._replace(which=n), NEXT[state])

    def take_any_step(self, given: Given) -> None:
        self.on(given, list(NEXT.values())[given.n % len(NEXT)])

    def offer(self, given: Given) -> None:
        what = terms(given.amount, (0, 30_000, 60_001)[given.n % 3], given.n - 2)
        self.on(given, lambda s, a, bank: deciding.offer(s, a.id, what, "同意", bank))

    def accept_the_first_offer(self, given: Given) -> None:
        def accept(session: Session, application: FinancingApplication, _: Actor) -> None:
            own = FinancingOffer.application_id == application.id
            for offer in session.scalars(select(FinancingOffer.id).where(own).limit(1)):
                signing.accept_offer(session, offer, USER)

        self.on(given, accept)

    def reject(self, given: Given) -> None:
        self.on(given, lambda s, a, bank: deciding.reject(s, a.id, RejectionCode.OTHER, "不符合条件", bank))

    def withdraw(self, given: Given) -> None:
        self.on(given, lambda s, a, _: signing.withdraw(s, a.id, USER))

    def disburse(self, given: Given) -> None:
        self._pay(given, "disburse", f"E-{given.n}", given.amount)

    def repay(self, given: Given) -> None:
        self._pay(given, "repay", f"E-{given.n}", given.amount)

    def _pay(self, given: Given, kind: str, id_: str, amount: int) -> None:
        """Report a payment; what was taken is then sent again, as it was and with another amount."""
        payment = paying.Payment(id_, amount, clock.today())
        one = self.one(given)
        made = self.on(given, lambda s, a, bank: _seen(getattr(paying, kind)(s, a.id, payment, bank)))
        if one is None or made is None:
            return
        bank, report = made
        assert self.ledger.setdefault(f"{bank.institution_code} {id_}", report) == report
        assert self.does(lambda s: _seen(getattr(paying, kind)(s, one.id, payment, bank))) == made
        other = payment._replace(amount_fen=amount + 1)
        assert self.does(lambda s: _seen(getattr(paying, kind)(s, one.id, other, bank))) is None

    def pay_all(self, given: Given) -> None:
        """Pay out and back what is left, in parts."""
        one, parts = self.one(given), 1 + given.n % 2
        if one is None or one.signed_fen is None:
            return
        for kind, done in (("disburse", one.disbursed_fen), ("repay", one.repaid_fen)):
            for _ in range(parts):
                self._pay(given, kind, f"R-{len(self.ledger)}", (one.signed_fen - done) // parts)

    def settle(self, given: Given) -> None:
        self.on(given, lambda s, a, bank: paying.settle(s, a.id, bank))

    def pledge(self, given: Given) -> None:
        kind = EnhancementKind.RECEIVABLE_CONFIRMATION
        proposed = enhancements.Proposed(kind=kind, covered_fen=given.amount, receivable_id=self.receivable)
        self.on(given, lambda s, a, _: enhancements.propose(s, a.id, proposed, USER))

    def lodge_demand(self, _given: Given | None = None) -> None:
        self.does(demand)

    def lead_demand(self, given: Given) -> None:
        def lead(session: Session) -> None:
            for id_ in session.scalars(select(FinancingDemand.id).order_by(FinancingDemand.id.desc()).limit(1)):
                _led(session, given.n, id_, BANKS[given.which % len(BANKS)])

        self.does(lead)

    def holds(self) -> None:
        """Look at everything after each step that was not refused."""
        with self.session.begin():
            self.reached |= states_reached(self.session)
            of_a_group_one_is_signed_and_what_has_ended_holds_nothing(self.session)

    @invariant()
    def money_is_what_was_reported(self) -> None:
        sums: dict[tuple[str, str], int] = defaultdict(int)
        for application, kind, amount in self.ledger.values():
            sums[application, kind] += amount
        with self.session.begin():
            for each in self.session.scalars(select(FinancingApplication)):
                self.reached.add(now(each))
                assert each.disbursed_fen == sums.pop((each.id, "DISBURSEMENT"), 0)
                assert each.repaid_fen == sums.pop((each.id, "REPAYMENT"), 0)
                assert 0 <= each.repaid_fen <= each.disbursed_fen <= (each.signed_fen or 0)
                assert (each.signed_fen is not None) == (each.state in PAID)
                assert each.state != "SETTLED" or each.repaid_fen == each.disbursed_fen
            movements = self.session.scalars(select(FinancingMovement)).all()
            reported = {f"{one.institution_code} {one.external_id}": _report(one) for one in movements}
        assert (sums, reported) == ({}, self.ledger)


def _next(session: Session, application: FinancingApplication) -> None:
    if application.state in NEXT:
        NEXT[application.state](session, application, bank_of(application))


def _report(movement: FinancingMovement) -> tuple[str, str, int]:
    return (movement.application_id, movement.kind, movement.amount_fen)


def _seen(movement: FinancingMovement) -> tuple[Actor, tuple[str, str, int]]:
    bank = next(one for one in BANKS if one.institution_code == movement.institution_code)
    return bank, _report(movement)


def _led(session: Session, n: int, id_: str, bank: Actor) -> None:
    steps: tuple[Callable[[], Any], ...] = (
        lambda: demands.claim(session, id_, bank),
        lambda: demands.match(session, id_, PRODUCTS[BANKS.index(bank)], bank),
        lambda: demands.release(session, id_, bank, None),
        lambda: demands.reopen(session, id_, USER, None),
        lambda: demands.close(session, id_, USER),
    )
    steps[n % len(steps)]()


def test_no_sequence_of_steps_loses_or_doubles_money(engine: Engine) -> None:
    prepared(engine)

    class Here(Financing):
        pass

    Here.engine, Here.reached = engine, set()
    quick = settings(
        max_examples=8,
        stateful_step_count=24,
        deadline=None,
        derandomize=True,
        database=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Here, settings=quick)
    assert Here.reached == set(ApplicationState)
