"""What the public reads from a real streaming replica, what it may never answer, and how old its answers are."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from auth.oauth import clients
from exchange.db.lag import State
from tests.api.counter import FILE, LODGE
from tests.api.feed import CHANGES, changed, listed, tell
from tests.database.branch import NAME, NEAR, NEW, ONE, Branch
from tests.database.replica import until
from tests.planning.data import USCCS

REVOKE = "mutation($id: ID!) { revokeConsent(input: {consent: $id}) { __typename } }"
CONSENT = "query($id: ID!) { node(id: $id) { id } }"
near = pytest.mark.parametrize("settings", [{"bound": NEAR}], indirect=True, ids=["near"])


def test_the_public_reads_the_replica_and_whoever_is_known_the_primary(branch: Branch) -> None:
    branch.pause()
    old = branch.workers[0].name(branch.counter.of(branch.counter.bank))
    branch.rename()

    for worker in branch.workers:
        assert worker.name() == old
        assert worker.replica.answered == 1
        assert worker.name(branch.counter.of(branch.counter.bank)) == NEW
        # What is signed is signed of the present.
        assert NEW in worker.http.get(f"/reports/public/{ONE}.json").text
    branch.resume()
    assert [worker.name() for worker in branch.workers] == [NEW, NEW]
    assert [worker.replica.answered for worker in branch.workers] == [2, 2]


def test_who_writes_reads_it_on_every_worker(branch: Branch) -> None:
    first, second = branch.workers
    branch.pause()
    terms = {"uscc": ONE, "purpose": "LOAN_REVIEW", "items": ["ANNUAL_REPORT"], "mode": "VIEW", "fetch": "ONE_TIME"}
    given = {**terms, "validUntil": "2027-06-30T00:00:00+08:00"}
    lodged = first.ask(LODGE, branch.counter.of(branch.counter.bank), input=given)["data"]["lodgeConsent"]["consent"]

    for worker in (second, first):
        assert worker.ask(CONSENT, branch.counter.of(branch.counter.bank), id=lodged["id"])["data"]["node"] == lodged


def test_what_ends_is_over_at_once_however_far_the_replica_is_behind(branch: Branch) -> None:
    at = branch.counter
    at.desk.user("zhang.san", ONE)
    user = at.signed_in("zhang.san")
    consent = at.consent(user)

    def shown() -> list[bool]:
        files = [one.ask(FILE, at.of(at.bank), uscc=ONE, consent=consent) for one in branch.workers]
        return [file["data"]["creditFile"]["access"]["granted"] for file in files]

    assert shown() == [True, True]
    branch.pause()
    at.ask(user, REVOKE, id=consent)
    assert shown() == [False, False]

    headers = [at.of(at.bank) for _ in branch.workers]
    with Session(at.desk.engine) as session, session.begin():
        clients.disable(session, at.bank.client_id)
    for worker, sent in zip(branch.workers, headers, strict=True):
        assert (
            worker.http.post("/graphql", json={"query": NAME, "variables": {"uscc": ONE}}, headers=sent).status_code
            == 401
        )


@near
def test_a_replica_that_is_behind_the_bound_answers_nothing_until_it_has_caught_up(branch: Branch) -> None:
    for worker in branch.workers:
        until(worker.is_served)
    branch.pair.pause(branch.database)
    branch.rename()

    for worker in branch.workers:
        until(lambda: worker.name() == NEW)  # noqa: B023
        until(lambda: worker.replica.state is State.LATE)  # noqa: B023
        assert worker.replica.lag_seconds > NEAR
        assert not worker.is_served()
        # Once the new name was seen, the old one never comes again.
        assert worker.name() == NEW
    branch.resume()
    for worker in branch.workers:
        until(worker.is_served)
        assert worker.name() == NEW


def test_pages_of_the_feed_from_both_sources_skip_and_repeat_nothing(branch: Branch) -> None:
    behind, _ = branch.workers
    engine = branch.counter.desk.engine
    tell(engine, *map(changed, range(3)))
    branch.pause()
    tell(engine, *map(changed, range(3, 6)))
    found: list[Any] = []
    after = None
    for headers in (None, branch.counter.of(branch.counter.bank), None, branch.counter.of(branch.counter.bank)):
        answer = behind.ask(CHANGES, headers, after=after, first=2)
        found += listed(answer)
        after = answer["data"]["changes"]["pageInfo"]["endCursor"] or after

    assert found == [("ENTITY_CHANGED", f"ent_{USCCS[number]}") for number in range(6)]
