"""What every command has in common: one transaction, once for each key, verified callers, typed refusals."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine, func, select, update
from sqlalchemy.orm import Session

from auth.oauth import clients, public_keys
from auth.oauth.keys import ensure
from auth.people.model import User
from auth.principal import PUBLIC_SCOPES, Principal
from auth.standing import version
from exchange import clock
from exchange.app.operation import Operations
from exchange.app.request import Asked
from exchange.consent.model import Consent
from exchange.institution.model import Institution
from resolvers.command import StandingChanged
from resolvers.refusal import Refused
from tests.api.purse import account, answered
from tests.door.caller import OTHER_BANK as BANK
from tests.door.caller import OWNER, STRANGER
from tests.door.conftest import OWNED, Knock
from tests.planning.data import uscc

LODGE = """mutation($uscc: USCC!, $items: [Code!]!, $key: String) { lodgeConsent(input: {
  uscc: $uscc, purpose: LOAN_REVIEW, items: $items, mode: VIEW, fetch: ONE_TIME, validUntil: "%s", idempotencyKey: $key
}) { __typename ... on ConsentPayload { consent { id state } } ... on UserError { code path message } } }"""
DECIDE = """mutation($id: ID!) { %s(input: {consent: $id}) {
  __typename ... on ConsentPayload { consent { state events { state actor } artefact remaining } }
  ... on UserError { code path } } }"""


def lodge(knock: Knock, enterprise: str = OWNED, items: str = "ANNUAL_REPORT", key: str | None = None) -> Any:
    until = clock.midnight().replace(year=clock.now().year + 1, month=1, day=1).isoformat()
    body = knock(LODGE % until, BANK, {"uscc": enterprise, "items": [items], "key": key})
    return body["data"]["lodgeConsent"]


def decide(knock: Knock, step: str, consent: str, who: Any = OWNER) -> Any:
    return knock(DECIDE % step, who, {"id": consent})["data"][step]


def count(engine: Engine) -> int:
    with engine.connect().execution_options(read_only=True) as connection:
        return int(connection.scalar(select(func.count()).select_from(Consent)) or 0)


def test_a_consent_s_whole_life_by_commands(knock: Knock, filled: Engine) -> None:
    ensure(filled)
    lodged = lodge(knock)
    assert lodged["consent"]["state"] == "AWAITING"
    id_ = lodged["consent"]["id"]

    approved = decide(knock, "approveConsent", id_)["consent"]
    assert (approved["state"], approved["remaining"]) == ("ACTIVE", 1)
    assert approved["artefact"].count(".") == 2
    assert [event["actor"] for event in approved["events"]] == ["program", "usr_owner"]
    assert decide(knock, "pauseConsent", id_)["consent"]["state"] == "PAUSED"
    assert decide(knock, "resumeConsent", id_)["consent"]["state"] == "ACTIVE"
    assert decide(knock, "revokeConsent", id_)["consent"]["state"] == "REVOKED"
    assert decide(knock, "resumeConsent", id_) == {"__typename": "CommandError", "code": "CONSENT_STATE", "path": []}


def test_a_stranger_s_the_bank_s_and_an_unknown_consent_are_the_same_answer(knock: Knock) -> None:
    id_ = lodge(knock)["consent"]["id"]
    refused = {"__typename": "CommandError", "code": "CONSENT_UNKNOWN", "path": []}
    assert decide(knock, "approveConsent", id_, STRANGER) == refused
    assert decide(knock, "approveConsent", id_, BANK) == refused
    assert decide(knock, "approveConsent", "cns_none") == refused


def test_an_unknown_enterprise_is_asked_like_a_known_one(knock: Knock) -> None:
    assert lodge(knock, uscc(400)).keys() == lodge(knock).keys() == {"__typename", "consent"}


def test_a_refused_command_names_the_field_and_writes_nothing(knock: Knock, filled: Engine) -> None:
    before = count(filled)
    refused = lodge(knock, items="RISK_CLASS")
    assert (refused["code"], refused["path"]) == ("CONSENT_REFUSED", ["input", "items"])
    assert "'RISK_CLASS'" in refused["message"]
    assert count(filled) == before


def test_the_same_key_does_nothing_twice_and_with_other_input_is_refused(knock: Knock, filled: Engine) -> None:
    before = count(filled)
    first, again = lodge(knock, key="k"), lodge(knock, key="k")
    other = lodge(knock, uscc(3), key="k")

    assert first == again
    assert other["code"] == "IDEMPOTENCY_KEY_REUSED"
    assert count(filled) == before + 1
    assert lodge(knock, key="k" * 201)["code"] == "IDEMPOTENCY_KEY_REFUSED"
    assert lodge(knock, key="k\0")["code"] == "IDEMPOTENCY_KEY_REFUSED"


def test_ten_parallel_commands_with_one_key_are_one(operations: Operations, filled: Engine) -> None:
    before = count(filled)
    until = clock.now().replace(microsecond=0, year=clock.now().year + 1, month=1).isoformat()
    variables = {"uscc": OWNED, "items": ["ANNUAL_REPORT"], "key": "k"}
    request = Asked(LODGE % until, None, variables, by_get=False)
    bank = replace(BANK, standing=known(filled))

    async def all_at_once() -> list[bytes]:
        return await asyncio.gather(
            *(operations.answer(request, bank, f"knock-{n}", account(operations.mutations.settings)) for n in range(10))
        )

    bodies = asyncio.get_event_loop().run_until_complete(all_at_once())
    assert all(answered(body) == answered(bodies[0]) for body in bodies)
    assert count(filled) == before + 1


def test_a_caller_that_may_have_changed_is_verified_anew_before_anything_is_written(
    operations: Operations, filled: Engine
) -> None:
    before, stale = count(filled), replace(BANK, standing=known(filled))
    with filled.begin() as connection:
        connection.execute(update(User).where(User.id == OWNER.user_id).values(disabled_at=clock.now()))
    until = clock.now().isoformat()
    for document in (LODGE % until, "query($uscc: USCC!) { entity(uscc: $uscc) { name } }"):
        variables = {"uscc": OWNED, "items": ["ANNUAL_REPORT"]}
        request = Asked(document, None, variables, by_get=False)
        with pytest.raises(StandingChanged):
            asyncio.get_event_loop().run_until_complete(
                operations.answer(request, stale, "knock-1", account(operations.mutations.settings))
            )
    assert count(filled) == before


def test_a_command_takes_no_get_and_answers_with_no_credit_file(operations: Operations, filled: Engine) -> None:
    bank = replace(BANK, standing=known(filled))
    inside = """mutation { revokeConsent(input: {consent: "cns_1"}) { ... on ConsentPayload { consent { entity {
      creditFile(purpose: LOAN_REVIEW) { access { granted } } } } } } }"""
    for document, by_get, code in (
        (DECIDE % "revokeConsent", True, "METHOD_NOT_ALLOWED"),
        (inside, False, "DOOR_IN_MUTATION"),
    ):
        request = Asked(document, None, {"id": "cns_1"}, by_get=by_get)
        with pytest.raises(Refused) as caught:
            asyncio.get_event_loop().run_until_complete(
                operations.answer(request, bank, "knock-1", account(operations.mutations.settings))
            )
        assert (caught.value.errors[0].extensions or {})["code"] == code


def test_a_second_command_goes_on_after_a_first_that_changed_standing(knock: Knock, filled: Engine) -> None:
    document = """mutation { a: enrolInstitution(input: {code: "NEW-A", name: "示例甲", kind: BANK}) { __typename }
      b: enrolInstitution(input: {code: "NEW-B", name: "示例乙", kind: BANK}) { __typename } }"""
    operator = Principal(
        client_id="keeper", institution_code="DEMO-A", kind="OPERATOR", scopes=PUBLIC_SCOPES | {"registrations:write"}
    )
    with Session(filled) as session, session.begin():
        session.execute(update(Institution).where(Institution.code == "DEMO-A").values(kind="OPERATOR"))
        wanted = clients.Wanted(
            name="Keeper", institution_code="DEMO-A", scopes=("registrations:write",), client_id="keeper"
        )
        clients.create(session, wanted, public_keys.pair()[1])
    answer = knock(document, operator)["data"]
    assert [answer[key]["__typename"] for key in "ab"] == ["InstitutionPayload"] * 2


def known(engine: Engine) -> int:
    with engine.connect().execution_options(read_only=True) as connection:
        return version(connection)
