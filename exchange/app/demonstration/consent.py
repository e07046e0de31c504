"""Consents to the demonstration's bank in every state, lodged and decided on by the exchange's own rules."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from auth.people.seal import sealing
from exchange import clock
from exchange.app.demonstration.caller import Caller, named
from exchange.app.demonstration.group import ELECTRONICS
from exchange.catalogue.items import ANNUAL_REPORT, REGISTERED_CONTACT
from exchange.catalogue.purpose import Purpose
from exchange.consent import decision, history, lodging
from exchange.consent.model import Consent, ConsentFetch, ConsentMode, ConsentState
from exchange.consent.rules import Step
from exchange.consent.terms import Terms, a_year_after
from exchange.dispute.model import AccessDispute
from exchange.settings import Settings

BRIEF = timedelta(seconds=1)
"""How long the consent is valid that is shown as expired: none can be lodged that has expired already."""


class Story(NamedTuple):
    """A consent and what becomes of it."""

    name: str
    """By which sample queries name it."""
    state: ConsentState
    """The state that it is in, or gets into by itself."""
    purpose: Purpose
    items: tuple[str, ...] = (ANNUAL_REPORT,)
    fetch_limit: int = 1
    steps: tuple[Step, ...] = (Step.APPROVE,)
    reason: str | None = None
    """Of the last step."""
    grantee: str = "bank"

    @property
    def caller(self) -> Caller:
        """The program that lodges it."""
        found = named(self.grantee)
        assert found is not None  # noqa: S101 - STORIES names callers that there are
        return found

    @property
    def states(self) -> tuple[ConsentState, ...]:
        """The states in which it is told: what is about to expire is still awaited."""
        return (self.state, ConsentState.AWAITING) if self.state == ConsentState.EXPIRED else (self.state,)

    def terms(self, now: datetime) -> Terms:
        """Return what is asked of the enterprise."""
        once = self.fetch_limit == 1
        return Terms(
            uscc=ELECTRONICS,
            purpose=self.purpose,
            items=self.items,
            mode=ConsentMode.VIEW if once else ConsentMode.STORE,
            fetch=ConsentFetch.ONE_TIME if once else ConsentFetch.PERIODIC,
            fetch_limit=self.fetch_limit,
            data_life_days=0 if once else 90,
            valid_until=now + BRIEF if self.state == ConsentState.EXPIRED else a_year_after(now),
        )


_S, _BOTH = ConsentState, (ANNUAL_REPORT, REGISTERED_CONTACT)
STORIES = (
    Story("expired_consent", _S.EXPIRED, Purpose.GUARANTEE_REVIEW, steps=()),
    Story("live_consent", _S.ACTIVE, Purpose.LOAN_MONITORING, _BOTH, 1_000),
    Story("single_consent", _S.ACTIVE, Purpose.LOAN_REVIEW, _BOTH),
    Story(
        "paused_consent",
        _S.PAUSED,
        Purpose.LOAN_MONITORING,
        fetch_limit=12,
        steps=(Step.APPROVE, Step.PAUSE),
        reason="示例理由：审计期间暂停",
    ),
    Story(
        "revoked_consent",
        _S.REVOKED,
        Purpose.LOAN_REVIEW,
        fetch_limit=6,
        steps=(Step.APPROVE, Step.REVOKE),
        reason="示例理由：贷款已结清",
    ),
    Story("rejected_consent", _S.REJECTED, Purpose.LOAN_REVIEW, _BOTH, steps=(Step.REJECT,), reason="示例理由：未申请"),
    Story("consumed_consent", _S.CONSUMED, Purpose.LOAN_REVIEW, _BOTH),
    Story("awaited_consent", _S.AWAITING, Purpose.LOAN_REVIEW, _BOTH, steps=()),
    Story("asked_consent", _S.AWAITING, Purpose.CREDIT_RATING, steps=(), grantee="credit-service"),
)
"""All of one enterprise, so that its user sees every state. The consumed one is consumed by a logged access."""


def tell(session: Session, settings: Settings, approver: str) -> dict[str, str]:
    """Make the consents that are missing, in the caller's transaction; return their ids by story.

    `approver` is the id of a user who acts for the enterprise.
    """
    known = find(session)
    return {story.name: _make(session, settings, story, approver) for story in STORIES if story.name not in known}


def find(session: Session) -> dict[str, str]:
    """Return the id of the latest consent of each story, by its name."""
    now, found, suspended = clock.now(), dict[str, str](), set(session.scalars(_SUSPENDED, {"today": clock.today()}))
    for consent in session.scalars(select(Consent).where(Consent.uscc == ELECTRONICS).order_by(Consent.id)):
        state = history.state(session, consent, now)
        if not (state == ConsentState.ACTIVE and consent.id in suspended):
            found |= {story.name: consent.id for story in STORIES if _tells(consent, state, story)}
    return found


_SUSPENDED = select(AccessDispute.consent_id).where(
    AccessDispute.answered_at.is_(None), AccessDispute.due_on < bindparam("today")
)
"""A kept demonstration grows old: a dispute that nobody answers suspends its consent after some weeks."""


def _tells(consent: Consent, state: ConsentState, story: Story) -> bool:
    same = (consent.grantee_code, consent.purpose, consent.fetch_limit)
    return state in story.states and same == (story.caller.institution, story.purpose, story.fetch_limit)


def _make(session: Session, settings: Settings, story: Story, approver: str) -> str:
    caller = story.caller
    terms = story.terms(clock.now())
    made = lodging.lodge(session, terms, grantee_code=str(caller.institution), client_id=caller.id)
    taken: Mapping[Step, Callable[..., Consent]] = {
        Step.APPROVE: partial(decision.approve, sign=sealing(session, settings)),
        Step.REJECT: partial(decision.reject, reason=story.reason),
        Step.PAUSE: partial(decision.pause, reason=story.reason),
        Step.REVOKE: partial(decision.revoke, reason=story.reason),
    }
    for step in story.steps:
        taken[step](session, made.id, actor=approver)
    return made.id
