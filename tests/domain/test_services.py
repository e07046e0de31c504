"""What is refused of service listings, and how one is led from a draft to its end."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from exchange.institution.roll import create
from exchange.procedure.actor import Actor
from exchange.procedure.model import ProcedureEvent
from exchange.procedure.transition import TransitionRefused
from exchange.service_listing import rules
from exchange.service_listing.model import ServiceKind, ServiceListing, ServiceState
from exchange.service_listing.refusal import ServiceRefused, ServiceUnknown

FIRM, OTHER, OPERATOR = Actor("desk", "F-FIRM"), Actor("desk", "F-OTHER"), Actor("usr_operator", "OPERATOR")
STEPS: dict[str, Callable[[Session, str], ServiceListing]] = {
    "RESTATE": lambda session, _id: rules.state(session, stated(name="示例评级二"), FIRM),
    "SUBMIT": lambda session, id_: rules.submit(session, id_, FIRM),
    "RETURN": lambda session, id_: rules.send_back(session, id_, "示例", OPERATOR),
    "LIST": lambda session, id_: rules.list_(session, id_, OPERATOR),
    "DELIST": lambda session, id_: rules.delist(session, id_, None, FIRM, as_operator=False),
}
WAYS = {
    ServiceState.DRAFT: ("", "RESTATE SUBMIT"),
    ServiceState.REVIEW: ("SUBMIT", "RETURN LIST"),
    ServiceState.LISTED: ("SUBMIT LIST", "DELIST"),
    ServiceState.DELISTED: ("SUBMIT LIST DELIST", ""),
}
"""How each state is reached, and which steps it allows."""


def stated(**more: Any) -> rules.Stated:
    """Return what a firm offers: ratings."""
    given: dict[str, Any] = {
        "external_id": "s-1",
        "kind": ServiceKind.RATING,
        "name": "示例评级",
        "summary": "小微企业信用评级",
        "filing_number": "示例备案0001",
        "authority": "示例监管局",
    }
    return rules.Stated(**given | more)


def opened(engine: Engine) -> Session:
    """Enrol two firms; return a session that nothing is committed in."""
    session = Session(engine)
    for firm in (FIRM, OTHER):
        create(session.connection(), str(firm.institution_code), "示例征信公司", "CREDIT_SERVICE")
    return session


@pytest.mark.parametrize("state", WAYS)
def test_every_step_that_is_not_in_the_table_is_refused_with_the_state(engine: Engine, state: ServiceState) -> None:
    way, allowed = WAYS[state]
    for step, take in STEPS.items():
        with opened(engine) as session:
            listing = rules.state(session, stated(), FIRM)
            for before in way.split():
                STEPS[before](session, listing.id)
            assert listing.state == state
            if step in allowed.split():
                take(session, listing.id)
                continue
            with pytest.raises(TransitionRefused) as caught:
                take(session, listing.id)
            assert (caught.value.code, caught.value.state, caught.value.message.split(";")[0]) == (
                "SERVICE_STATE",
                state,
                f"The service {listing.id} is {state}",
            )
            assert listing.name == "示例评级"


def test_a_listing_is_its_firm_s_alone_and_the_operator_says_why_it_goes(engine: Engine) -> None:
    with opened(engine) as session:
        listing = rules.state(session, stated(), FIRM)
        for id_, actor in ((listing.id, OTHER), ("svl_none", FIRM), ("svl_\0", FIRM), (listing.id, Actor("usr_1"))):
            with pytest.raises(ServiceUnknown):
                rules.submit(session, id_, actor)
            with pytest.raises(ServiceUnknown):
                rules.delist(session, id_, None, actor, as_operator=False)
        assert rules.state(session, stated(), OTHER).id != listing.id
        rules.submit(session, listing.id, FIRM)
        with pytest.raises(ServiceRefused):
            rules.send_back(session, listing.id, " ", OPERATOR)
        rules.list_(session, listing.id, OPERATOR)
        with pytest.raises(ServiceRefused) as caught:
            rules.delist(session, listing.id, None, OPERATOR, as_operator=True)
        assert caught.value.message == "reason: It takes 1 to 2,000 characters."
        rules.delist(session, listing.id, "备案已注销", OPERATOR, as_operator=True)
        steps = select(ProcedureEvent.step, ProcedureEvent.institution_code, ProcedureEvent.reason)
        assert session.execute(
            steps.where(ProcedureEvent.object_id == listing.id).order_by(ProcedureEvent.id)
        ).all() == [
            ("DRAFT", "F-FIRM", None),
            ("SUBMIT", "F-FIRM", None),
            ("LIST", "OPERATOR", None),
            ("DELIST", "OPERATOR", "备案已注销"),
        ]


@pytest.mark.parametrize(
    ("wrong", "field", "message"),
    [
        ({"external_id": ""}, "externalId", "It takes 1 to 100 printable characters."),
        ({"external_id": "s\0"}, "externalId", "It takes 1 to 100 printable characters."),
        ({"name": "示" * 101}, "name", "It takes 1 to 100 printable characters."),
        ({"summary": " "}, "summary", "It takes 1 to 2,000 characters."),
        ({"filing_number": ""}, "filingNumber", "It takes 1 to 100 printable characters."),
        ({"website": "http://example.com"}, "website", "It takes an https address of at most 200 characters."),
        ({"website": "https://example.com/ x"}, "website", "It takes an https address of at most 200 characters."),
        ({"website": "javascript:alert(1)"}, "website", "It takes an https address of at most 200 characters."),
    ],
)
def test_what_cannot_be_listed_is_refused(engine: Engine, wrong: dict[str, Any], field: str, message: str) -> None:
    with opened(engine) as session:
        with pytest.raises(ServiceRefused) as caught:
            rules.state(session, stated(**wrong), FIRM)
        assert (caught.value.code, caught.value.message) == ("SERVICE_REFUSED", f"{field}: {message}")
        assert session.scalars(select(ServiceListing.id)).all() == []
        assert rules.state(session, stated(website="https://www.example.com/a?b=1"), FIRM).state == ServiceState.DRAFT
