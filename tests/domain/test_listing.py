"""How an enterprise gets onto a list and off it: notice, plea, publicity, decision, term, extension, restoration."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.deadline import workday
from exchange.errors import ExchangeError
from exchange.listing import definition, procedure, proposal, standing
from exchange.listing.actor import Actor
from exchange.listing.model import ListEntry, ListEntryEvent, ListPlea
from exchange.listing.proposal import Proposal
from exchange.listing.state import DelistingReason, ListColour
from tests.domain.listing import (
    BUREAU,
    COURT,
    DEFAULTERS,
    HERE,
    RED,
    SUBJECT,
    WAGES,
    decided,
    listed,
    over,
    prepared,
    proposed,
)
from tests.planning.data import USCCS, uscc

TODAY = clock.today()
Step = Callable[[], Any]


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """Give a transaction in which lists have keepers."""
    prepared(engine)
    with Session(engine) as session, session.begin():
        yield session


def code_of(caught: Any) -> str:
    error: ExchangeError = caught.value
    return error.code


@pytest.mark.parametrize("code", [WAGES, DEFAULTERS, RED])
def test_a_listing_without_notice_or_publicity_is_refused(session: Session, code: str) -> None:
    entry = proposed(session, code)
    keeper = COURT if code == DEFAULTERS else BUREAU

    steps: list[Step] = [
        lambda: standing.enter(session, entry.id, keeper),
        lambda: procedure.decide(session, entry.id, keeper, "事实清楚", None),
    ]
    for step in steps:
        with pytest.raises(ExchangeError, match="The entry is PROPOSED") as refused:
            step()
        assert code_of(refused) == "LIST_STEP_REFUSED"
    assert (entry.state, entry.listed_at) == ("PROPOSED", None)


def test_a_notice_sets_the_deadline_of_the_plea(session: Session) -> None:
    entry = procedure.notify(session, proposed(session).id, BUREAU, "拟列入")

    assert entry.rule_code == "LIST_PLEA"
    assert entry.due_on is not None
    assert entry.due_on == workday.after(TODAY, 5), "five working days, whatever day today is"
    event = session.scalars(
        select(ListEntryEvent).where(ListEntryEvent.state == "NOTIFIED", ListEntryEvent.entry_id == entry.id)
    ).one()
    assert (event.by, event.institution_code, event.reason, event.due_on) == (
        "bureau",
        "T-BUREAU",
        "拟列入",
        entry.due_on,
    )


def test_without_a_plea_the_keeper_waits_until_its_time_is_over(session: Session) -> None:
    entry = procedure.notify(session, proposed(session).id, BUREAU, "拟列入")

    entry.due_on = TODAY
    with pytest.raises(ExchangeError) as refused:
        procedure.decide(session, entry.id, BUREAU, "事实清楚", None)
    assert code_of(refused) == "LIST_STEP_TOO_EARLY"
    over(session, entry)
    assert procedure.decide(session, entry.id, BUREAU, "事实清楚", None).state == "DECIDED"


def test_after_its_time_nobody_pleads(session: Session) -> None:
    entry = procedure.notify(session, proposed(session).id, BUREAU, "拟列入")
    over(session, entry)

    with pytest.raises(ExchangeError) as refused:
        procedure.plead(session, entry.id, SUBJECT, "已付清", waives=False)
    assert code_of(refused) == "LIST_PLEA_TOO_LATE"
    assert session.get(ListPlea, entry.id) is None


@pytest.mark.parametrize("answer", [None, "", " \n"])
def test_a_plea_is_answered(session: Session, answer: str | None) -> None:
    entry = procedure.notify(session, proposed(session).id, BUREAU, "拟列入")
    procedure.plead(session, entry.id, SUBJECT, " 已付清 ", waives=False)

    with pytest.raises(ExchangeError) as refused:
        procedure.decide(session, entry.id, BUREAU, "事实清楚", answer)
    assert code_of(refused) == "LIST_PLEA_UNANSWERED"
    procedure.decide(session, entry.id, BUREAU, "事实清楚", "凭证不实")
    plea = session.get_one(ListPlea, entry.id)
    assert (plea.plea, plea.answer) == ("已付清", "凭证不实")


def test_a_waived_plea_has_no_words_and_no_answer(session: Session) -> None:
    entry = procedure.notify(session, proposed(session).id, BUREAU, "拟列入")

    for plea, waives in (("已付清", True), (None, False), ("x" * 2_001, False), ("a\0", False)):
        with pytest.raises(ExchangeError) as refused:
            procedure.plead(session, entry.id, SUBJECT, plea, waives=waives)
        assert code_of(refused) == "LIST_ENTRY_REFUSED"
    procedure.plead(session, entry.id, SUBJECT, None, waives=True)
    with pytest.raises(ExchangeError, match="Nothing was pleaded"):
        procedure.decide(session, entry.id, BUREAU, "事实清楚", "答复")


def test_a_candidate_of_a_red_list_is_publicised_first(session: Session) -> None:
    entry = proposed(session, RED)

    with pytest.raises(ExchangeError, match="can't become NOTIFIED"):
        procedure.notify(session, entry.id, BUREAU, "拟列入")
    procedure.publicise(session, entry.id, BUREAU, "公示", jurisdiction=HERE)
    assert (entry.state, entry.rule_code) == ("PUBLICISED", "LIST_PUBLICITY")
    with pytest.raises(ExchangeError, match="The publicity lasts until"):
        procedure.decide(session, entry.id, BUREAU, "守信", None)
    over(session, entry)
    procedure.decide(session, entry.id, BUREAU, "守信", None)
    assert standing.enter(session, entry.id, BUREAU).state == "LISTED"


STRANGERS: list[Actor] = [
    Actor("other", "DEMO-A", "BUREAU"),
    COURT,
    Actor("bank", "T-BANK", "BANK"),
    Actor("centre", "T-ARBITRATION_CENTRE", "ARBITRATION_CENTRE"),
    Actor("operator", "T-OPERATOR", "OPERATOR"),
    Actor("bureau", "T-BUREAU", "OPERATOR"),
    SUBJECT,
]


def test_nobody_but_the_keeper_takes_a_step(session: Session) -> None:
    entry, other = proposed(session), decided(session, uscc=USCCS[1])
    on_list = listed(session, uscc=USCCS[2])
    before = session.scalars(select(ListEntry.state).order_by(ListEntry.id)).all()

    steps: list[Callable[[Actor], Any]] = [
        lambda actor: procedure.notify(session, entry.id, actor, "拟列入"),
        lambda actor: procedure.publicise(session, entry.id, actor, "公示"),
        lambda actor: procedure.decide(session, entry.id, actor, "x", None),
        lambda actor: procedure.drop(session, entry.id, actor, "x"),
        lambda actor: standing.enter(session, other.id, actor),
        lambda actor: standing.extend(session, on_list.id, actor, TODAY + timedelta(days=9), "x"),
        lambda actor: standing.delist(session, on_list.id, actor, DelistingReason.REVOKED, "x"),
    ]
    for actor, step in product(STRANGERS, steps):
        with pytest.raises(ExchangeError) as refused:
            step(actor)
        assert code_of(refused) == "LIST_ENTRY_UNKNOWN"
    for actor in STRANGERS:
        with pytest.raises(ExchangeError) as refused:
            proposal.propose(session, WAGES, [Proposal(USCCS[3], "一", "局", "x")], actor)
        assert code_of(refused) == "LIST_UNKNOWN"
    assert session.scalars(select(ListEntry.state).order_by(ListEntry.id)).all() == before


KINDS = ["BANK", "ARBITRATION_CENTRE", "OPERATOR", "REGULATOR", "COURT"]


def test_only_a_bureau_keeps_an_ordinary_list_and_only_a_court_the_court_s(session: Session) -> None:
    for kind in KINDS:
        with pytest.raises(ExchangeError) as refused:
            definition.name_keeper(session, WAGES, f"T-{kind}", published=True)
        assert code_of(refused) == "LIST_REFUSED"
        with pytest.raises(ExchangeError) as refused:
            definition.name_keeper(session, DEFAULTERS, "T-BUREAU", published=True)
        assert code_of(refused) == "LIST_REFUSED"


def test_a_bureau_lists_no_judgment_defaulter(session: Session) -> None:
    with pytest.raises(ExchangeError) as refused:
        proposal.propose(session, DEFAULTERS, [Proposal(USCCS[0], "一", "院", "x", "OBSTRUCTION")], BUREAU)
    assert code_of(refused) == "LIST_UNKNOWN"


BAD_PROPOSALS: list[tuple[dict[str, str], str, str]] = [
    ({"uscc": "91990000MA00000000"}, "uscc", "LIST_ENTRY_REFUSED"),
    ({"uscc": uscc(400)}, "name", "LIST_ENTRY_REFUSED"),
    ({"ground": "OBSTRUCTION"}, "ground", "LIST_ENTRY_REFUSED"),
    ({"facts": " "}, "facts", "LIST_ENTRY_REFUSED"),
    ({"basis_document": "x" * 201}, "basisDocument", "LIST_ENTRY_REFUSED"),
    ({"deciding_authority": "a\0"}, "decidingAuthority", "LIST_ENTRY_REFUSED"),
]


def test_a_bad_proposal_is_refused_with_its_place(session: Session) -> None:
    for changes, place, code in BAD_PROPOSALS:
        good = Proposal(USCCS[0], "一", "局", "x")

        with pytest.raises(ExchangeError) as refused, session.begin_nested():
            proposal.propose(session, WAGES, [good, good._replace(**{"uscc": USCCS[1], **changes})], BUREAU)
        assert code_of(refused) == code
        assert refused.value.path == ("input", "entries", "1", place)


def test_a_court_names_one_of_the_grounds(session: Session) -> None:
    for ground in (None, "OTHER"):
        with pytest.raises(ExchangeError, match="one of REFUSAL_DESPITE_ABILITY, OBSTRUCTION"):
            proposal.propose(session, DEFAULTERS, [Proposal(USCCS[0], "一", "院", "x", ground)], COURT)


def test_an_enterprise_that_the_registry_does_not_know_is_named(session: Session) -> None:
    assert proposed(session, uscc=uscc(400), name="示例外地公司").subject_name == "示例外地公司"
    assert proposed(session, uscc=USCCS[3], name="别名").subject_name == "虚构100%纯净水厂"


def test_on_the_same_basis_one_is_proposed_once(session: Session) -> None:
    first = proposed(session)

    with pytest.raises(ExchangeError, match=first.id) as refused:
        proposed(session)
    assert code_of(refused) == "LIST_ENTRY_EXISTS"
    assert proposed(session, basis_document="示例〔2026〕2号").id != first.id
    procedure.drop(session, first.id, BUREAU, "撤回")
    assert proposed(session).id != first.id


def test_the_keeper_s_key_is_on_the_list_once(session: Session) -> None:
    first = proposed(session, external_id="A-1")
    with pytest.raises(ExchangeError, match=first.id):
        proposed(session, uscc=USCCS[1], external_id="A-1")


def test_a_list_of_one_s_own_is_defined_once(session: Session) -> None:
    stated = definition.Stated("WATCHED", "重点关注名单", ListColour.WATCH, "示例", term_months=6)
    made = definition.define(session, stated)
    assert (made.keeper_code, made.court_only, made.term_months) == (None, False, 6)

    for wrong in (stated, stated._replace(code="a b"), stated._replace(code="W2", term_months=0)):
        with pytest.raises(ExchangeError) as refused:
            definition.define(session, wrong)
        assert code_of(refused) == "LIST_REFUSED"
    with pytest.raises(ExchangeError) as refused:
        proposal.propose(session, "WATCHED", [Proposal(USCCS[0], "一", "局", "x")], BUREAU)
    assert code_of(refused) == "LIST_UNKNOWN"


@pytest.mark.parametrize("entry_id", ["lst_none", "lst_\0", ""])
def test_an_unknown_entry_is_refused(session: Session, entry_id: str) -> None:
    with pytest.raises(ExchangeError) as refused:
        procedure.notify(session, entry_id, BUREAU, "拟列入")
    assert code_of(refused) == "LIST_ENTRY_UNKNOWN"
