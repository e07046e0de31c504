"""Which steps a consent may take from which state: the whole table, and what time does."""

from datetime import timedelta

import pytest

from exchange.consent.model import ConsentState
from exchange.consent.refusal import ConsentRefused, ConsentStateRefused
from exchange.consent.rules import Step, after, derived
from exchange.consent.terms import a_year_after, check
from tests.domain.consent import instant, terms

S = ConsentState
ALLOWED = {
    (S.AWAITING, Step.APPROVE): S.ACTIVE,
    (S.AWAITING, Step.REJECT): S.REJECTED,
    (S.ACTIVE, Step.PAUSE): S.PAUSED,
    (S.PAUSED, Step.RESUME): S.ACTIVE,
    (S.ACTIVE, Step.REVOKE): S.REVOKED,
    (S.PAUSED, Step.REVOKE): S.REVOKED,
    (S.ACTIVE, Step.CONSUME): S.CONSUMED,
    (S.PAUSED, Step.CONSUME): S.CONSUMED,
}
NOW = instant(2026, 5, 1)


@pytest.mark.parametrize("state", ConsentState)
@pytest.mark.parametrize("step", Step)
def test_each_step_leads_on_from_its_states_only(state: ConsentState, step: Step) -> None:
    if (state, step) in ALLOWED:
        assert after("cns_1", state, step) == ALLOWED[state, step]
        return
    with pytest.raises(ConsentStateRefused) as refused:
        after("cns_1", state, step)
    assert (refused.value.code, refused.value.state) == ("CONSENT_STATE", state)


@pytest.mark.parametrize("state", ConsentState)
def test_time_ends_what_has_no_end_yet(state: ConsentState) -> None:
    living = state in (S.AWAITING, S.ACTIVE, S.PAUSED)

    assert derived(state, NOW + timedelta(microseconds=1), NOW) == state
    assert derived(state, NOW, NOW) == (S.EXPIRED if living else state)


@pytest.mark.parametrize(
    ("kind", "purposes"),
    [
        ("BANK", {"LOAN_REVIEW", "LOAN_MONITORING", "GUARANTEE_REVIEW"}),
        ("SECURITIES_FIRM", {"LOAN_REVIEW", "LOAN_MONITORING"}),
        ("INSURER", {"INSURANCE_REVIEW"}),
        ("GUARANTEE_COMPANY", {"GUARANTEE_REVIEW"}),
        ("CREDIT_SERVICE", {"CREDIT_RATING"}),
        *((kind, set()) for kind in ("BUREAU", "ARBITRATION_CENTRE", "COURT", "REGULATOR", "OPERATOR")),
    ],
)
def test_each_kind_asks_for_purposes_of_its_own(kind: str, purposes: set[str]) -> None:
    asked = "LOAN_REVIEW LOAN_MONITORING GUARANTEE_REVIEW INSURANCE_REVIEW CREDIT_RATING SUPERVISION STATISTICS"
    found = set()
    for purpose in [*asked.split(), "JUDICIAL", "OWN_RECORD", "CURIOSITY"]:
        try:
            check(terms(purpose=purpose), kind, NOW)
            found.add(purpose)
        except ConsentRefused as refused:
            assert refused.field == "purpose"  # noqa: PT017 - both outcomes are counted
    assert found == purposes


def test_twelve_months_are_counted_on_the_calendar_of_shanghai() -> None:
    assert a_year_after(instant(2026, 5, 1)) == instant(2027, 5, 1)
    # 29 February in Shanghai is the evening of the 28th in UTC.
    assert a_year_after(instant(2028, 2, 28, 16)) == instant(2029, 2, 27, 16)
