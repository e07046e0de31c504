"""The parties of a procedure: an enterprise's user, the authority, the operator, a past recipient."""

from dataclasses import dataclass
from typing import Any

from auth.principal import Principal
from exchange.procedure.actor import Actor
from tests.api.office import Office
from tests.domain.procedure import USCC, put_access, put_evidence, put_record
from tests.planning.data import USCCS

OTHERS = USCCS[31]
"""Whom another user acts for."""
LODGE = """mutation($i: LodgeObjectionInput!) { lodgeObjection(input: $i) {
  ... on ObjectionPayload { objection { id state } } ... on CommandError { code message path }
} }"""
DECIDE = """mutation($i: DecideObjectionInput!) { decideObjection(input: $i) {
  ... on ObjectionPayload { objection { id state outcome } } ... on CommandError { code message path }
} }"""
APPLY = """mutation($i: ApplyForRestorationInput!) { applyForRestoration(input: $i) {
  ... on RestorationPayload { restoration { id state } } ... on CommandError { code message path }
} }"""
ACCEPT = """mutation($i: AcceptRestorationInput!) { acceptRestoration(input: $i) {
  ... on RestorationPayload { restoration { id state } } ... on CommandError { code message path }
} }"""
GRANT = """mutation($i: DecideRestorationInput!) { grantRestoration(input: $i) {
  ... on RestorationPayload { restoration { id state } } ... on CommandError { code message path }
} }"""
KINDS = ("PROOF_OF_PERFORMANCE", "COMMITMENT_LETTER", "TRAINING_CERTIFICATE")


@dataclass
class Parties:
    """Who takes part."""

    office: Office
    user: Principal
    other: Principal
    """A user of another enterprise."""
    bureau: Principal
    operator: Principal
    bank: Principal

    @classmethod
    def of(cls, office: Office) -> "Parties":
        """Let them register; the bank has read the enterprise's data."""
        parties = cls(
            office,
            office.person("zhang.san", USCC),
            office.person("li.si", OTHERS),
            office.program("BUREAU"),
            office.program("OPERATOR"),
            office.program("BANK"),
        )
        with office.engine.begin() as connection:
            put_access(connection, "T-BANK", days_ago=3)
            put_access(connection, "", days_ago=3)
        return parties

    def record(self, n: int = 1, **changes: Any) -> str:
        """Let the bureau have made a penalty of the enterprise."""
        with self.office.engine.begin() as connection:
            return put_record(connection, n, **{"supplier_code": "T-BUREAU"} | changes)

    def materials(self, *kinds: str, first: int = 1) -> list[dict[str, str]]:
        """Let the user send a file of each kind."""
        actor = Actor(self.user.actor)
        with self.office.engine.begin() as connection:
            ids = [put_evidence(connection, first + n, by=actor) for n in range(len(kinds))]
        return [{"evidence": id_, "kind": kind} for id_, kind in zip(ids, kinds, strict=True)]

    def do(self, who: Principal, command: str, **given: Any) -> Any:
        """Send a command; return the object, or the refusal without its message."""
        (answer,) = self.office.ask(who, command, {"i": given}).values()
        if "code" in answer:
            return {"code": answer["code"], "path": answer["path"]}
        (made,) = answer.values()
        return made

    def objection(self, record: str, **more: Any) -> Any:
        """Let the user object."""
        return self.do(self.user, LODGE, record=record, text="处罚对象不是本公司", **more)

    def restored(self, record: str) -> str:
        """Go through a restoration to its end; return its id."""
        materials = self.materials(*KINDS[:2])
        applied = self.do(self.user, APPLY, record=record, text="已整改", materials=materials)
        assert applied["state"] == "APPLIED", applied
        restoration = str(applied["id"])
        assert self.do(self.bureau, ACCEPT, restoration=restoration)["state"] == "ACCEPTED"
        assert self.do(self.bureau, GRANT, restoration=restoration, reasons="已纠正")["state"] == "GRANTED"
        return restoration
