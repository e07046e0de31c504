"""Checks in the small registry: of one institution and of another, with hits and without."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

from exchange.check.model import CheckStatus, CreditCheck, CreditCheckHit, CreditCheckResult
from tests.planning.files import Rows
from tests.planning.listed import entry_id

MAKERS = ("DEMO-A", "DEMO-B", "DEMO-A")
EDITION = "med_HONOUR.1"
MADE_AT = datetime(2026, 4, 1, 2, 0, tzinfo=UTC)
LISTED = 5
"""Which of the entries of tests.planning.listed the first enterprise of each check was hit by."""


def check_id(n: int) -> str:
    """Return the id of the n-th check."""
    return f"chk_{n:032x}"


def fill_checks(connection: Connection, usccs: tuple[str, ...]) -> None:
    """Write the checks, each with an answer of every status."""
    rows = Rows()
    for n, maker in enumerate(MAKERS):
        rows.put(
            CreditCheck,
            id=check_id(n),
            matter_code="HONOUR",
            edition_id=EDITION,
            as_of=MADE_AT - timedelta(days=n),
            made_at=MADE_AT,
            client_id="bureau",
            user_id="usr_1" if n else None,
            institution_code=maker,
            purpose=f'示例“{n}"',
            subjects=len(CheckStatus),
            hits=1,
            document="{}",
            sha256=f"{n:064x}",
            jws="a.b.c",
        )
        for position, status in enumerate(CheckStatus):
            _answer(rows, n, position, status, usccs[n])
        rows.put(
            CreditCheckHit,
            check_id=check_id(n),
            position=0,
            entry_id=entry_id(LISTED),
            edition_id=EDITION,
            rule_number=2,
            colour="BLACK",
            counts=True,
        )
    rows.write(connection)


def _answer(rows: Rows, n: int, position: int, status: CheckStatus, uscc: str) -> None:
    found = status is CheckStatus.FOUND
    rows.put(
        CreditCheckResult,
        check_id=check_id(n),
        position=position,
        institution_code=MAKERS[n],
        given_uscc=uscc if found else None,
        given_name=None if found else '示例"名"',
        status=status.value,
        uscc=uscc if found else None,
        name="示例" if found else None,
        candidates=position,
        repeated=False,
        consequence="EXCLUDE" if found else None,
        rule_number=2 if found else None,
    )
