"""Matters and their rules: what can be entered, which edition counts when, and what the reference files say."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.errors import ExchangeError
from exchange.listing.state import ListColour, ListState
from exchange.matter import rules, terms
from exchange.matter.model import Consequence, MatterEdition, MatterRule
from exchange.matter.refusal import MatterRefused, MatterUnknown, MatterWithoutRules, RuleRefused
from exchange.matter.terms import RuleTerms
from exchange.reference.lists import list_definitions
from exchange.reference.matters import matter_editions, matter_rules, matters
from exchange.reference.memoranda import editions, measures, memoranda
from exchange.reference.seed import missing

RULE = RuleTerms(
    list_code="WORK_SAFETY", consequence=Consequence.REVIEW, precedence=10, legal_basis="示例规定", article="第一条"
)


def test_the_reference_files_have_the_matters_of_the_product() -> None:
    assert {matter.code for matter in matters()} == {
        "PROCUREMENT",
        "TENDER",
        "TENDER_INTERMEDIARY",
        "SUBSIDY_AND_FUND",
        "IMPORT_QUOTA",
        "HONOUR",
    }
    assert {edition.matter_code for edition in matter_editions()} == {matter.code for matter in matters()}


def test_every_rule_of_the_reference_files_could_be_entered() -> None:
    """They stand by the same conditions as an operator's; an edition of each matter has some."""
    colours = {row.code: ListColour(row.colour) for row in list_definitions()}
    lists = {row.code: row.list_code for row in memoranda()}
    listed = {row.id: lists[row.memorandum_code] for row in editions()}
    due_for = {row.id: listed[row.edition_id] for row in measures()}
    own: dict[str, list[RuleTerms]] = {edition.id: [] for edition in matter_editions()}
    for row in matter_rules():
        rule = RuleTerms(
            list_code=row.list_code,
            colour=row.colour and ListColour(row.colour),  # type: ignore[arg-type]
            from_state=ListState(row.from_state),
            consequence=Consequence(row.consequence),
            precedence=row.precedence,
            legal_basis=row.legal_basis,
            article=row.article,
            measure_id=row.measure_id,
        )
        own[row.edition_id].append(rule)
        assert len(own[row.edition_id]) == row.number
        if row.list_code is not None:
            terms.check_colour(row.number, rule, colours[row.list_code])
        if row.measure_id is not None:
            assert due_for[row.measure_id] == row.list_code
    for found in own.values():
        terms.check(found)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"colour": ListColour.BLACK}, "list"),
        ({"list_code": None}, "list"),
        ({"list_code": None, "colour": ListColour.RED}, "consequence"),
        ({"list_code": None, "colour": ListColour.WATCH, "consequence": Consequence.EXCLUDE}, "consequence"),
        ({"list_code": None, "colour": ListColour.BLACK, "consequence": Consequence.NONE}, "consequence"),
        ({"from_state": ListState.DECIDED}, "fromState"),
        ({"from_state": ListState.PUBLICISED}, "fromState"),
        ({"precedence": 0}, "precedence"),
        ({"precedence": 1_001}, "precedence"),
        ({"legal_basis": " "}, "legalBasis"),
        ({"article": ""}, "article"),
        ({"valid_from": date(2027, 1, 2), "valid_until": date(2027, 1, 1)}, "validUntil"),
    ],
)
def test_a_rule_that_can_not_be_meant_is_refused(changed: dict[str, Any], field: str) -> None:
    with pytest.raises(RuleRefused) as refused:
        terms.check(
            [RULE, replace(RULE, precedence=11, **changed) if "precedence" not in changed else replace(RULE, **changed)]
        )

    assert refused.value.path == ("input", "rules", "1", field)


def test_of_two_rules_that_hit_one_must_count() -> None:
    with pytest.raises(RuleRefused, match="10 is that of rule 1 too"):
        terms.check([RULE, replace(RULE, list_code="STATISTICS")])


@pytest.mark.parametrize("count", [0, 101])
def test_an_edition_has_some_rules_and_not_too_many(count: int) -> None:
    with pytest.raises(MatterRefused):
        terms.check([replace(RULE, precedence=n + 1) for n in range(count)])


def test_a_rule_names_what_there_is(engine: Engine) -> None:
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"list_code": "NO_SUCH"}, "list"),
        ({"list_code": "TAX_CREDIT_A"}, "consequence"),
        ({"measure_id": "msr_M99.1.1"}, "measure"),
        ({"measure_id": "msr_\0"}, "measure"),
        ({"measure_id": "msr_M02.1.4"}, "measure"),
    ]
    for changed, field in wrong:
        with Session(engine) as session, session.begin(), pytest.raises(RuleRefused) as refused:
            rules.enter_edition(session, "HONOUR", [replace(RULE, **changed)], source="示例", entered_by="test")
        assert refused.value.path == ("input", "rules", "0", field)
    assert _editions(engine) == [1]


def test_a_rule_may_carry_out_a_measure_for_its_list(engine: Engine) -> None:
    rule = replace(RULE, list_code="JUDGMENT_DEFAULTER", measure_id="msr_M02.1.4")
    with Session(engine) as session, session.begin():
        rules.enter_edition(session, "HONOUR", [rule], source="示例", entered_by="test")
        kept = session.scalars(select(MatterRule).where(MatterRule.edition_id == "med_HONOUR.2")).one()
        assert (kept.measure_id, kept.number, kept.consequence) == ("msr_M02.1.4", 1, "REVIEW")


def test_an_edition_counts_from_its_first_day_and_from_when_it_was_entered(engine: Engine) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    with Session(engine) as session, session.begin():
        before = clock.now()
        rules.enter_edition(session, "HONOUR", [RULE], source="示例", entered_by="test")
        rules.enter_edition(session, "HONOUR", [RULE], source="示例", entered_by="test", valid_from=tomorrow)

        def counts(instant: datetime) -> int:
            return rules.counting(session, "HONOUR", instant).edition

        assert [counts(before), counts(clock.now())] == [1, 2]
        assert counts(clock.midnight() - timedelta(microseconds=1)) == 2
        assert counts(clock.midnight()) == 3
        with pytest.raises(MatterWithoutRules):
            counts(datetime(2025, 12, 31, 15, 59, tzinfo=UTC))
        assert counts(datetime(2025, 12, 31, 16, 0, tzinfo=UTC)) == 1
        with pytest.raises(MatterUnknown):
            rules.counting(session, "NO_SUCH", clock.now())


def test_no_edition_changes_what_was_answered_before(engine: Engine) -> None:
    yesterday = clock.today() - timedelta(days=1)
    with Session(engine) as session, session.begin(), pytest.raises(MatterRefused) as refused:
        rules.enter_edition(session, "HONOUR", [RULE], source="示例", entered_by="test", valid_from=yesterday)

    assert refused.value.path == ("input", "validFrom")
    assert _editions(engine) == [1]


@pytest.mark.parametrize(
    ("matter", "source", "code"), [("NO_SUCH", "示例", "MATTER_UNKNOWN"), ("HONOUR", "\n", "MATTER_REFUSED")]
)
def test_an_edition_belongs_to_a_matter_and_names_its_source(
    engine: Engine, matter: str, source: str, code: str
) -> None:
    with Session(engine) as session, session.begin(), pytest.raises(ExchangeError) as refused:
        rules.enter_edition(session, matter, [RULE], source=source, entered_by="test")

    assert refused.value.code == code


def test_seeding_again_leaves_what_the_operator_entered(engine: Engine) -> None:
    with Session(engine) as session, session.begin():
        rules.enter_edition(session, "HONOUR", [RULE], source="示例", entered_by="test")
    with engine.connect() as connection:
        assert missing(connection) == {}


def _editions(engine: Engine) -> list[int]:
    with engine.connect() as connection:
        found = select(MatterEdition.edition).where(MatterEdition.matter_code == "HONOUR")
        return list(connection.scalars(found.order_by(MatterEdition.edition)))
