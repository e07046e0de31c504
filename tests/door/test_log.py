"""Whether nothing leaves through the door without its entry in the log."""

import asyncio
from dataclasses import replace
from typing import Any

import orjson
from sqlalchemy import Engine, select, text, update

from auth.standing import version
from exchange.app.operation import Operations
from exchange.app.request import Asked
from exchange.audit.model import AccessEntry, AccessPending
from exchange.consent.model import ConsentBalance, ConsentEvent
from resolvers.refusal import Refused
from tests.api.purse import account
from tests.door.caller import BANK, BUREAU, COURT, OWNER
from tests.door.conftest import OWNED, Knock
from tests.door.test_basis import ACTIVE, FILE, SHUT, by_consent, look
from tests.planning.data import USCCS
from tests.planning.files import consent_id

THREE = """{ entities(first: 3, sort: NAME) { nodes { uscc creditFile(purpose: SUPERVISION) {
  access { granted } riskClasses { grade } registeredContact { phone } } } } }"""


def entries(engine: Engine) -> list[Any]:
    """Return what the test's own requests logged; the small registry has older entries."""
    own = AccessEntry.request_id.startswith("knock-")
    with engine.connect().execution_options(read_only=True) as connection:
        return list(connection.execute(select(AccessEntry.__table__).where(own).order_by(AccessEntry.id)))


def test_every_granted_passage_has_an_entry_that_says_all_of_it(knock: Knock, filled: Engine) -> None:
    by_consent(knock, ACTIVE)
    (entry,) = entries(filled)

    assert (entry.client_id, entry.institution_code, entry.user_id) == ("program", "DEMO-A", None)
    assert (entry.uscc, entry.purpose, entry.basis) == (OWNED, "LOAN_REVIEW", "CONSENT")
    assert (entry.consent_id, entry.agreement_id) == (consent_id(ACTIVE), None)
    assert (entry.request_id, entry.outcome, entry.row_count) == ("knock-1", "DELIVERED", 0)
    assert entry.policies == "CreditFile.registeredContact CreditFile.annualReports CreditFile.riskClasses"
    assert len(entry.operation) == 64
    with filled.connect().execution_options(read_only=True) as connection:
        assert entry.id in connection.scalars(select(AccessPending.entry_id)).all()


def test_an_operation_over_several_enterprises_has_an_entry_for_each(knock: Knock, filled: Engine) -> None:
    nodes = knock(THREE, BUREAU)["data"]["entities"]["nodes"]
    found = entries(filled)

    granted = [node["uscc"] for node in nodes if node["creditFile"]["access"]["granted"]]
    assert sorted(entry.uscc for entry in found) == sorted(granted)
    rows = {node["uscc"]: len(node["creditFile"]["riskClasses"]) for node in nodes}
    assert {entry.uscc: entry.row_count for entry in found} == rows


def test_the_one_who_looks_at_an_own_file_and_a_court_are_logged_too(knock: Knock, filled: Engine) -> None:
    look(knock, OWNER, "OWN_RECORD")
    look(knock, COURT, "JUDICIAL")
    assert [(entry.basis, entry.user_id) for entry in entries(filled)] == [("SELF", "usr_owner"), ("COURT", None)]


def test_what_is_not_granted_is_not_logged(knock: Knock, filled: Engine) -> None:
    assert look(knock, BANK, "LOAN_REVIEW") == SHUT
    assert look(knock, BUREAU, "STATISTICS") == SHUT
    assert entries(filled) == []


def test_without_the_log_no_data_leave(operations: Operations, filled: Engine) -> None:
    with filled.begin() as connection:
        connection.execute(text("ALTER TABLE access_entry RENAME TO access_entry_away"))
    variables = {"uscc": OWNED, "purpose": "LOAN_REVIEW", "consent": consent_id(ACTIVE)}

    outcome = gathered(operations, filled, variables, 1)[0]

    assert isinstance(outcome, Refused)
    assert (outcome.status, (outcome.errors[0].extensions or {})["code"]) == (503, "LOG_UNAVAILABLE")
    assert balance(filled) == 5


def test_of_twenty_parallel_fetches_under_a_one_time_consent_one_gets_data(
    operations: Operations, filled: Engine
) -> None:
    with filled.begin() as connection:
        own = ConsentBalance.consent_id == consent_id(ACTIVE)
        connection.execute(update(ConsentBalance).where(own).values(remaining=1))
    variables = {"uscc": OWNED, "purpose": "LOAN_REVIEW", "consent": consent_id(ACTIVE)}

    bodies = [orjson.loads(body)["data"]["creditFile"] for body in gathered(operations, filled, variables, 20)]

    assert sum(body["access"]["granted"] for body in bodies) == 1
    assert sum(body == SHUT for body in bodies) == 19
    assert len(entries(filled)) == 1
    assert balance(filled) == 0
    with filled.connect().execution_options(read_only=True) as connection:
        own = ConsentEvent.consent_id == consent_id(ACTIVE)
        latest = select(ConsentEvent.state).where(own).order_by(ConsentEvent.id.desc()).limit(1)
        assert connection.scalars(latest).one() == "CONSUMED"


def test_the_notes_between_the_bytes_never_leave(operations: Operations, filled: Engine) -> None:
    variables = {"uscc": USCCS[5], "purpose": "LOAN_REVIEW", "consent": consent_id(5)}
    (body,) = gathered(operations, filled, variables, 1)
    assert not set(body) & set(range(0x20))


def gathered(operations: Operations, engine: Engine, variables: Any, times: int) -> list[Any]:
    """Answer the same request several times at once."""
    with engine.connect().execution_options(read_only=True) as connection:
        bank = replace(BANK, standing=version(connection))
    request = Asked(FILE, None, variables, by_get=False)

    async def all_at_once() -> list[Any]:
        every = (
            operations.answer(request, bank, f"knock-{n}", account(operations.mutations.settings)) for n in range(times)
        )
        return await asyncio.gather(*every, return_exceptions=True)

    return asyncio.get_event_loop().run_until_complete(all_at_once())


def balance(engine: Engine) -> int:
    with engine.connect().execution_options(read_only=True) as connection:
        own = ConsentBalance.consent_id == consent_id(ACTIVE)
        return int(connection.scalars(select(ConsentBalance.remaining).where(own)).one())
