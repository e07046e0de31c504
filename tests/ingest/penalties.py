"""What the tests of submissions send: penalties on fictitious enterprises in the '双公示' standard."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, insert, select

from exchange.catalogue.model import CatalogueSupplier
from exchange.entity.uscc import check_character
from exchange.institution import roll
from exchange.record import submitting, withdrawal
from exchange.record.model import CreditRecord
from exchange.record.uploading import Upload
from exchange.settings import Settings
from exchange.submission import content, state
from exchange.submission.account import account
from exchange.submission.opening import Wanted, opened

BUREAU = "EPB"
OTHER = "TAX"
BY = "client-of-the-bureau"
HEAD = (
    "CF_XDR_MC", "CF_XDR_LB", "CF_XDR_SHXYM", "CF_WSH", "CF_WFXW", "CF_SY", "CF_YJ", "CF_CFLB", "CF_NR", "CF_NR_FK",
    "CF_JDRQ", "CF_CFJG", "CF_CFJGDM",
)  # fmt: skip


def uscc(number: int, prefix: str = "91990000MA") -> str:
    """Return a code of division 990000, which is unassigned."""
    first = f"{prefix}{number:0{17 - len(prefix)}d}"
    return first + check_character(first)


def penalty(number: int = 1, /, **cells: str) -> dict[str, str]:
    """Return a clean line by its heads, with some cells replaced or added."""
    usual = {
        "CF_XDR_MC": f"示例{number}号环保有限公司",
        "CF_XDR_LB": "法人及非法人组织",
        "CF_XDR_SHXYM": uscc(number),
        "CF_WSH": f"示环罚〔2026〕{number}号",
        "CF_WFXW": "超标排放污染物",
        "CF_SY": "示例排气口颗粒物超标",
        "CF_YJ": "《示例法》第一条",
        "CF_CFLB": "罚款",
        "CF_NR": "处罚款",
        "CF_NR_FK": "1.5",
        "CF_JDRQ": "2026-03-01",
        "CF_CFJG": "示例市生态环境局",
        "CF_CFJGDM": uscc(1, "11990000"),
    }
    return usual | cells


def table(*lines: dict[str, str], head: Sequence[str] | None = None, encoding: str = "utf-8") -> bytes:
    """Return a CSV file."""
    out = io.StringIO()
    writer = csv.DictWriter(out, head or list(lines[0]), lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(lines)
    return out.getvalue().encode(encoding)


def many(numbers: Iterable[int], **cells: str) -> bytes:
    """Return a CSV file of clean lines."""
    return table(*[penalty(number, **cells) for number in numbers])


def enrol(engine: Engine, *items: str) -> None:
    """Enrol two suppliers; the first one is assigned the items, PENALTY and LICENCE where none is named."""
    with engine.begin() as connection:
        roll.create(connection, BUREAU, "示例市生态环境局", "BUREAU")
        roll.create(connection, OTHER, "示例市税务局", "BUREAU")
        rows = [{"item_code": item, "institution_code": BUREAU} for item in items or ("PENALTY", "LICENCE")]
        connection.execute(insert(CatalogueSupplier), rows)


def send(engine: Engine, settings: Settings, data: bytes, batch: str = "1", **options: Any) -> Any:
    """Open a submission and send its content; return its row."""
    supplier = options.pop("supplier", BUREAU)
    asked = Wanted(batch=batch, **{"item": "PENALTY"} | options)
    with engine.begin() as connection:
        row: Any = opened(connection, supplier, asked, by=BY, limit=settings.upload_bytes)[0]
    upload = Upload(engine, settings, row.handle, supplier, BY, row.upload_offset)
    try:
        upload.write(data)
        upload.acknowledge()
    finally:
        upload.close()
    return row


def commit(engine: Engine, settings: Settings, data: bytes, batch: str = "1", **options: Any) -> dict[str, Any]:
    """Send a content and commit it; return the receipt."""
    row = send(engine, settings, data, batch, **options)
    submitting.commit(engine, settings, row.handle, row.supplier_code, BY)
    return receipt(engine, row)


def validate(engine: Engine, settings: Settings, data: bytes, batch: str = "1", **options: Any) -> dict[str, Any]:
    """Send a content and validate it; return what would become of it."""
    row = send(engine, settings, data, batch, **options)
    submitting.validate(engine, settings, row.handle, row.supplier_code, BY)
    return receipt(engine, row)


def withdraw(engine: Engine, handle: str) -> None:
    """Take a submission back."""
    with engine.begin() as connection:
        last: list[Any] = []
        withdrawal.withdraw(connection, state.own(connection, handle, BUREAU), BY, last.append)
        for each in last:
            each()


def receipt(engine: Engine, row: Any) -> dict[str, Any]:
    """Return what the supplier is told."""
    with engine.connect() as connection:
        return account(connection, state.own(connection, row.handle, row.supplier_code))


def rejects(settings: Settings, told: dict[str, Any]) -> bytes:
    """Return the rejected lines."""
    return Path(content.place(settings, told["id"], content.REJECTS)).read_bytes()


def counts(told: dict[str, Any]) -> tuple[int, int, int, int, int]:
    """Return accepted, changed, unchanged, rejected, repaired."""
    return tuple(told[name] for name in ("accepted", "changed", "unchanged", "rejected", "repaired"))


def codes(told: dict[str, Any], kind: str = "rejections") -> list[tuple[int, str | None, str]]:
    """Return line, field and code of each remark of a kind."""
    return [(remark["line"], remark["field"], remark["code"]) for remark in told[kind]]


def records(engine: Engine, *columns: str) -> list[tuple[Any, ...]]:
    """Return columns of all records, by their external ids."""
    table_ = CreditRecord.__table__
    with engine.connect() as connection:
        rows = connection.execute(select(*[table_.c[name] for name in columns]).order_by(table_.c.external_id))
        return [tuple(row) for row in rows]
