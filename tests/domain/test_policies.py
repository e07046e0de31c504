"""What is refused of policy measures, and how one is led from a draft to its end."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.criterion.refusal import FieldUnknown
from exchange.institution.roll import create
from exchange.policy_measure import rules
from exchange.policy_measure.model import PolicyCriterion, PolicyKind, PolicyMeasure, PolicyState
from exchange.policy_measure.refusal import PolicyRefused, PolicyUnknown
from exchange.procedure.model import ProcedureEvent
from exchange.procedure.transition import TransitionRefused
from exchange.product.model import ProductPolicy
from exchange.product.refusal import ProductRefused
from exchange.product.terms import Policy
from tests.domain.policies import bureau, published, terms
from tests.domain.products import license_, stated

BUREAU, OTHER, BANK = "F-BUREAU", "F-OTHER", "F-BANK"
TODAY, DAY = clock.today(), timedelta(days=1)
SMALL = ("REGISTERED_MONTHS", "AT_LEAST", ["12"])


def opened(engine: Engine) -> Session:
    """Enrol two bureaux and a bank; return a session that nothing is committed in."""
    session = Session(engine)
    for code, kind in ((BUREAU, "BUREAU"), (OTHER, "BUREAU"), (BANK, "BANK")):
        create(session.connection(), code, f"示例{code}", kind)
    return session


@pytest.mark.parametrize(
    ("wrong", "field", "message"),
    [
        ({"title": " "}, "title", "It takes 1 to 200 printable characters."),
        ({"document_number": ""}, "documentNumber", "It takes 1 to 200 printable characters."),
        ({"amount_max_fen": 0}, "amountMaxFen", "0 fen can't be: it takes 1 to 1000000000000000."),
        ({"amount_max_fen": -1}, "amountMaxFen", "-1 fen can't be: it takes 1 to 1000000000000000."),
        ({"relief_ppm": 1_000_001}, "reliefRate", "1000001 millionths a year can't be: it takes 1 to 1000000."),
        ({"pool_fen": 1}, "poolFen", "A measure of kind INTEREST_RELIEF says none; that is for RISK_POOL."),
        (
            {"kind": PolicyKind.SUBSIDY},
            "reliefRate",
            "A measure of kind SUBSIDY says none; that is for INTEREST_RELIEF.",
        ),
        (
            {"valid_until": TODAY - DAY, "valid_from": TODAY - 2 * DAY},
            "validUntil",
            f"{TODAY - DAY} is past: today is {TODAY}. Name a day to come.",
        ),
        (
            {"valid_until": TODAY - DAY},
            "validUntil",
            f"{TODAY - DAY} lies before the first day, {TODAY}.",
        ),
    ],
)
def test_a_measure_that_cannot_be_is_refused_and_nothing_is_written(
    engine: Engine, wrong: dict[str, Any], field: str, message: str
) -> None:
    with opened(engine) as session:
        with pytest.raises(PolicyRefused) as caught:
            rules.state(session, "k-1", terms(**wrong), bureau(BUREAU))
        assert (caught.value.code, caught.value.message) == ("POLICY_REFUSED", f"{field}: {message}")
        with pytest.raises(FieldUnknown):
            rules.state(session, "k-1", terms(("SHOE_SIZE", "AT_LEAST", ["1"])), bureau(BUREAU))
        with pytest.raises(PolicyRefused):
            rules.state(session, " k", terms(), bureau(BUREAU))
        assert session.scalars(select(PolicyMeasure.id)).all() == []


def test_a_draft_is_stated_anew_and_what_was_published_stays(engine: Engine) -> None:
    with opened(engine) as session:
        first = rules.state(session, "k-1", terms(SMALL), bureau(BUREAU))
        again = rules.state(session, "k-1", terms(title="示例贴息二"), bureau(BUREAU))
        another = rules.state(session, "k-1", terms(), bureau(OTHER))
        assert (again.id, again.title, another.id != first.id) == (first.id, "示例贴息二", True)
        assert session.scalars(select(PolicyCriterion.field)).all() == []

        rules.publish(session, first.id, bureau(BUREAU))
        assert first.published_at is not None
        with pytest.raises(TransitionRefused) as caught:
            rules.state(session, "k-1", terms(), bureau(BUREAU))
        message = f"The policy {first.id} is PUBLISHED; RESTATE takes one that is DRAFT."
        assert (caught.value.code, caught.value.message) == ("POLICY_STATE", message)
        rules.end(session, first.id, "示例", bureau(BUREAU))
        steps = select(ProcedureEvent.step, ProcedureEvent.reason).where(ProcedureEvent.object_id == first.id)
        assert session.execute(steps.order_by(ProcedureEvent.id)).all() == [
            ("DRAFT", None),
            ("RESTATE", None),
            ("PUBLISH", None),
            ("END", "示例"),
        ]


def test_every_step_from_a_state_that_does_not_allow_it_is_refused_and_so_is_anybody_else_s(engine: Engine) -> None:
    with opened(engine) as session:
        measure = rules.state(session, "k-1", terms(), bureau(BUREAU))
        lead: dict[str, Callable[..., PolicyMeasure]] = {
            "publish": rules.publish,
            "end": lambda session, id_, actor: rules.end(session, id_, None, actor),
        }
        refused = {PolicyState.DRAFT: "end", PolicyState.PUBLISHED: "publish", PolicyState.ENDED: "publish end"}
        for state, steps in refused.items():
            assert measure.state == state
            for step in steps.split():
                with pytest.raises(TransitionRefused) as caught:
                    lead[step](session, measure.id, bureau(BUREAU))
                assert caught.value.state == state
            for other, id_ in ((OTHER, measure.id), (BUREAU, "plm_none"), (BUREAU, "plm_\0")):
                with pytest.raises(PolicyUnknown):
                    lead["publish"](session, id_, bureau(other))
            if state != PolicyState.ENDED:
                lead["publish" if state == PolicyState.DRAFT else "end"](session, measure.id, bureau(BUREAU))


def test_a_product_is_linked_with_a_published_measure_only(engine: Engine) -> None:
    with opened(engine) as session:
        license_(session, BANK)
        draft = rules.state(session, "k-1", terms(), bureau(BUREAU))
        for wrong in (draft.id, "plm_none", "plm_\0"):
            with pytest.raises(ProductRefused) as caught:
                stated(session, BANK, "p-1", policies=[Policy("示例贴息", None, wrong)])
            message = f"policies: '{wrong}' is no published policy measure that hasn't ended."
            assert caught.value.message == message
        measure = published(session, BUREAU, "k-2")
        stated(session, BANK, "p-1", policies=[Policy("示例贴息", None, measure.id)])
        assert session.scalars(select(ProductPolicy.measure_id)).all() == [measure.id]


def test_a_measure_is_in_force_from_its_publication_to_its_last_day(engine: Engine) -> None:
    with opened(engine) as session:
        measure = rules.state(session, "k-1", terms(valid_until=TODAY + DAY), bureau(BUREAU))

        def days() -> list[int]:
            on = {n: rules.in_force(PolicyMeasure, TODAY + n * DAY) for n in range(-1, 4)}
            return [n for n, holds in on.items() if session.scalar(select(PolicyMeasure.id).where(holds))]

        assert days() == []
        rules.publish(session, measure.id, bureau(BUREAU))
        assert days() == [0, 1]
        rules.end(session, measure.id, None, bureau(BUREAU))
        assert days() == []
