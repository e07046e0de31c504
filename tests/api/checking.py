"""What stands on lists for a check, and the check itself."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Engine, insert, update

from auth.principal import Principal
from exchange import clock
from exchange.check.model import CreditCheck, CreditCheckHit, CreditCheckResult
from exchange.listing.model import ListEntry
from tests.api.office import Office

RUN = """mutation Run($input: CreditCheckInput!) { creditCheck(input: $input) {
  ... on CreditCheckPayload { check {
    id edition asOf madeAt purpose subjects adverse institution { code } matter { code }
    snapshot { document sha256 jws }
    results {
      position givenUscc givenName status uscc name candidates repeated consequence entity { name }
      hits { ...hit } incentives { ...hit }
    } } }
  ... on CommandError { code path } } }
fragment hit on CheckHit {
  entryId listCode colour basisDocument delistedAt counts
  rule { number consequence legalBasis article verified }
  memorandum { code documentNumber edition article }
}"""
OWN = """query($uscc: USCC) { myChecks(uscc: $uscc) { totalCount nodes {
  uscc purpose consequence institution { code } matter { code } hits { listCode } } } }"""


class Lists:
    """What stands on lists, written as if it had come about by its steps."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.count = 0

    def put(self, list_code: str, code: str, **more: Any) -> str:
        """Put an enterprise on a list, three days ago if nothing else is said."""
        self.count += 1
        entry_id = f"lst_check{self.count}"
        at = clock.now() - timedelta(days=3)
        row = {
            "id": entry_id,
            "list_code": list_code,
            "uscc": code,
            "subject_name": "示例公司",
            "batch_id": "test",
            "facts": "示例",
            "basis_document": f"示例决定{self.count}号",
            "deciding_authority": "示例机关",
            "state": "LISTED",
            "proposed_at": at,
            "provisional": False,
            "valid_from": clock.today() - timedelta(days=3),
            "listed_at": at,
        }
        with self.engine.begin() as connection:
            connection.execute(insert(ListEntry).values(row | more))
        return entry_id

    def change(self, table: Any, key: Any, **values: Any) -> None:
        """Change a row, as a command would have."""
        with self.engine.begin() as connection:
            connection.execute(update(table).where(key).values(values))


def run(office: Office, caller: Principal, matter: str, *given: Any, **more: Any) -> Any:
    """Check codes and names; return the check or the refusal."""
    entities = [one if isinstance(one, dict) else {"uscc": one} for one in given]
    said = {"matter": matter, "entities": entities, "purpose": "示例采购项目 2026-001", **more}
    done = office.ask(caller, RUN, {"input": said})["creditCheck"]
    return done.get("check", done)


def one(office: Office, caller: Principal, matter: str, given: Any, **more: Any) -> Any:
    """Check one; return what was answered for it."""
    (result,) = run(office, caller, matter, given, **more)["results"]
    return result


def counted(office: Office) -> list[int]:
    """Count what is kept of checks."""
    return [len(rows) for rows in office.rows(CreditCheck, CreditCheckResult, CreditCheckHit).values()]
