"""Licences and penalties of the made-up companies, sent as any supplier sends them."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from exchange.app.demonstration.form import MARKET
from exchange.app.demonstration.group import BUILDER, COMPANIES, ELECTRONICS, LOGISTICS, TRADING
from exchange.catalogue.model import CatalogueSupplier
from exchange.record.kind import RecordKind
from exchange.record.small import Batch, submitted
from exchange.settings import Settings

Record = dict[str, str]
BY = "demo-bureau"
_BUREAU = "示例市场监督管理局"
_NUMBER = "2026-demo"


def record_all(session: Session, settings: Settings) -> list[str]:
    """Send what is recorded, in the caller's transaction; what was sent before changes nothing. Return the handles."""
    handles = []
    for kind, records in ((RecordKind.LICENCE, _licences()), (RecordKind.PENALTY, _penalties())):
        session.merge(CatalogueSupplier(item_code=kind.value, institution_code=MARKET))
        session.flush()
        handles.append(send(session, settings, MARKET, kind.value, [*records]))
    return handles


def send(session: Session, settings: Settings, supplier: str, item: str, records: list[Record]) -> str:
    """Submit records of an item for a supplier, in the caller's transaction; return the submission's handle."""
    batch = Batch(supplier, item, f"{_NUMBER}-{item}", [list(each.items()) for each in records], strict=True)
    last: list[object] = []
    row = submitted(session.connection(), settings, batch, by=BY, later=last.append)
    for each in last:
        assert callable(each)  # noqa: S101 - `later` is given callables
        each()
    return str(row.handle)


def named(uscc: str) -> str:
    """Return a made-up company's name."""
    return next(company.name for company in COMPANIES if company.uscc == uscc)


def _licences() -> Iterator[Record]:
    for number, (uscc, what) in enumerate(
        ((ELECTRONICS, "食品相关产品生产许可"), (TRADING, "进出口货物检验许可"), (LOGISTICS, "道路货物运输许可")), 1
    ):
        yield {
            "XK_XDR_MC": named(uscc),
            "XK_XDR_SHXYM": uscc,
            "XK_XKWS": f"示例准予许可决定书（{what}）",
            "XK_WSH": f"示例许〔2026〕{number}号",
            "XK_XKLB": "普通",
            "XK_NR": what,
            "XK_JDRQ": "2026-02-10",
            "XK_YXQZ": "2026-02-10",
            "XK_YXQZI": "2031-02-09",
            "XK_XKJG": _BUREAU,
            "XK_XKJGDM": ELECTRONICS,
            "XK_LYDW": _BUREAU,
            "XK_LYDWDM": ELECTRONICS,
        }


def _penalties() -> Iterator[Record]:
    for number, (uscc, what, yuan, day) in enumerate(
        (
            (BUILDER, "示例：未按照施工技术标准施工", "30", date(2026, 5, 12)),
            (BUILDER, "示例：未办理安全生产许可", "8", date(2026, 8, 3)),
            (TRADING, "示例：未按期公示年度报告", "0.5", date(2026, 9, 21)),
        ),
        1,
    ):
        yield {
            "CF_XDR_MC": named(uscc),
            "CF_XDR_SHXYM": uscc,
            "CF_WSH": f"示例罚〔2026〕{number}号",
            "CF_WFXW": what,
            "CF_SY": what,
            "CF_YJ": "示例条例第一条",
            "CF_CFLB": "罚款",
            "CF_NR": f"罚款{yuan}万元",
            "CF_NR_FK": yuan,
            "CF_JDRQ": day.isoformat(),
            "CF_CFJG": _BUREAU,
        }
