"""Joint discipline in the demonstration: a memorandum in force, and whom the made-up court and bureau have listed."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.app.demonstration.form import CIVIL, MARKET
from exchange.app.demonstration.group import BUILDER, ELECTRONICS
from exchange.app.demonstration.record import named, send
from exchange.catalogue.items import LIST_ENTRY
from exchange.listing import definition, reach
from exchange.listing.model import ListEntry
from exchange.memorandum.model import DepartmentAssignment, MemorandumEdition
from exchange.settings import Settings

COURT = "DEMO-COURT"
DEFAULTERS, TAX_A = "JUDGMENT_DEFAULTER", "TAX_CREDIT_A"
EDITION = "edn_M02.1"
"""The national memorandum on whom judgments aren't performed by: real, its source in docs/lists.md."""
OPERATOR = ("demo-operator", "DEMO-OPERATOR")
DEPARTMENTS = {"证监会": CIVIL, "财政部": MARKET}
"""Which made-up bureau stands for which department here."""
_NOTICED = timedelta(days=40)


def discipline(session: Session, settings: Settings) -> list[str]:
    """Name keepers, publish the memorandum and list who is missing; return the submissions' handles.

    In the caller's transaction.
    """
    definition.name_keeper(session, DEFAULTERS, COURT, published=True)
    definition.name_keeper(session, TAX_A, MARKET, published=True)
    known = set(session.scalars(select(DepartmentAssignment.department)))
    for department, bureau in DEPARTMENTS.items():
        if department not in known:
            reach.assign_department(session, department, bureau, *OPERATOR)
    if session.get_one(MemorandumEdition, EDITION).published_at is None:
        reach.publish_edition(session, EDITION, *OPERATOR)
    session.flush()
    if session.scalars(select(ListEntry.id).limit(1)).first():
        return []
    entries = ((COURT, _entry(DEFAULTERS, BUILDER)), (MARKET, _entry(TAX_A, ELECTRONICS)))
    return [send(session, settings, keeper, LIST_ENTRY, [entry]) for keeper, entry in entries]


def _entry(list_code: str, uscc: str) -> dict[str, str]:
    adverse = list_code == DEFAULTERS
    return {
        "MDDM": list_code,
        "MDBH": "示例-1",
        "ZT_MC": named(uscc),
        "ZT_TYDM": uscc,
        "RDWS": "（2026）示例执1号" if adverse else "示例评〔2026〕1号",
        "RDJG": "示例人民法院" if adverse else "示例市场监督管理局",
        "LRSY": "REFUSAL_DESPITE_ABILITY" if adverse else "",
        "SSJY": "示例：有履行能力而拒不履行生效法律文书确定的义务" if adverse else "示例：连续三年评为A级",
        "GZRQ": (clock.today() - _NOTICED).isoformat(),
        "GZNR": "示例：拟列入名单的告知" if adverse else "示例：公示",
        "LRLY": "示例：事实清楚",
    }
