"""What happened in a month, written down as rows: for tests of the regulator's statistics."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, insert
from sqlalchemy.orm import Session

from exchange import clock
from exchange.application.model import FinancingApplication, FinancingMovement, FinancingOffer
from exchange.demand.model import FinancingDemand
from tests.domain.financing import PRODUCTS
from tests.planning.data import uscc

YUAN = 100
"""Fen."""


def at(text: str) -> datetime:
    """Return an instant by the clock of Shanghai, as 2026-03-01 or 2026-03-01 23:59."""
    return datetime.fromisoformat(text).replace(tzinfo=clock.LOCAL)


def application(session: Session, n: int, when: str, enterprise: int | None = None, **more: Any) -> str:
    """Write the n-th application down, submitted at a time; it is of the n-th enterprise unless another is named."""
    id_ = f"fap_s{n:04}"
    columns: dict[str, Any] = {
        "id": id_,
        "group_id": id_,
        "uscc": uscc(1000 + (n if enterprise is None else enterprise)),
        "product_id": PRODUCTS[0],
        "version_id": f"pvr_{PRODUCTS[0]}",
        "institution_code": "F-BANK1",
        "kind": "LOAN",
        "amount_fen": 1000 * YUAN,
        "term_months": 12,
        "use": "采购原材料",
        "declared_first": False,
        "first_loan": False,
        "state": "SUBMITTED",
        "applied_by": "usr_1",
        "created_at": at(when),
        "submitted_at": at(when),
        "disbursed_fen": 0,
        "repaid_fen": 0,
        "size": "SMALL",
        "region_path": "441302001",
        "industry_path": "C2669",
    }
    session.execute(insert(FinancingApplication).values(columns | more))
    return id_


def offer(session: Session, application_id: str, when: str, amount_fen: int = 900 * YUAN, number: int = 1) -> None:
    """Write an offer down."""
    terms = {"rate_ppm": 40_000, "term_months": 12, "valid_until": at(when).date(), "reasons": "同意"}
    made = {"id": f"ofr_{application_id}_{number}", "application_id": application_id, "number": number}
    offered = {"amount_fen": amount_fen, "offered_by": "desk", "offered_at": at(when)}
    session.execute(insert(FinancingOffer).values(made | terms | offered))


def paid(session: Session, application_id: str, when: str, amount_fen: int, key: str = "1") -> None:
    """Write a payment down."""
    what = {"kind": "DISBURSEMENT", "amount_fen": amount_fen, "moved_on": at(when).date()}
    of = {"id": f"fmv_{application_id}_{key}", "application_id": application_id, "institution_code": "F-BANK1"}
    reported = {"external_id": f"{application_id}-{key}", "reported_by": "desk", "reported_at": at(when)}
    session.execute(insert(FinancingMovement).values(what | of | reported))


def demands(session: Session, numbers: Iterable[int], when: str) -> None:
    """Write demands for a loan of 500 yuan down, of an enterprise each."""
    where = {"size": "MICRO", "region_path": "441303", "industry_path": None}
    what = {"kind": "LOAN", "amount_fen": 500 * YUAN, "term_months": 12, "use": "示例", "state": "OPEN"}
    lodged = {"lodged_by": "usr_1", "lodged_at": at(when), "open_until": at(when).date()}
    for n in numbers:
        session.execute(
            insert(FinancingDemand).values(id=f"dmd_s{n:04}", uscc=uscc(1000 + n), **what, **where, **lodged)
        )


def months_of_march_and_april(engine: Engine, banks: tuple[str, str] = ("F-BANK1", "F-BANK2")) -> None:
    """Let six enterprises apply to the first bank and two to the second in March; in April some of it goes on."""
    with Session(engine) as session, session.begin():
        for n in range(6):
            decided: dict[str, Any] = {"decided_at": at(f"2026-03-{12 + n}")}
            signed: dict[str, Any] = {
                "signed_at": at("2026-04-02"),
                "signed_fen": (n + 1) * 100 * YUAN,
                "signed_rate_ppm": 40_000 + n,
            }
            id_ = application(session, n, "2026-03-10", institution_code=banks[0], **decided, **signed, first_loan=True)
            offer(session, id_, "2026-03-12")
            offer(session, id_, "2026-03-14", 800 * YUAN, number=2)
            paid(session, id_, "2026-04-30 23:59", 10 * YUAN)
            paid(session, id_, "2026-04-30 23:59", 20 * YUAN, "2")
            paid(session, id_, "2026-05-01 00:00", 30 * YUAN, "3")
        for n in (6, 7):
            application(session, n, "2026-03-31 23:59", institution_code=banks[1], region_path=None, size="LARGE")
        application(session, 8, "2026-04-01 00:00", institution_code=banks[0])
        demands(session, range(5), "2026-03-05")
