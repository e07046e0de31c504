"""What the tests of ingest send: files of fictitious enterprises, and how their outcome is compared."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select, text

from exchange.entity.ingest import Options, ingest_registry
from exchange.entity.model import Entity, EntityVersion
from exchange.entity.uscc import check_character
from exchange.submission.receipt import Receipt

HEAD = "企业名称,统一社会信用代码,注册日期,企业类型,注册资金,经营范围,所在省份,地区,注册地址"
INSTANTS = ("known_from", "known_to", "first_seen_at", "last_seen_at")


def uscc(number: int, prefix: str = "91449900") -> str:
    """Return a code of division 4499, which is unassigned."""
    first = f"{prefix}{number:09d}"
    return first + check_character(first)


def line(number: int = 1, /, **cells: str) -> str:
    """Return a clean line under HEAD, with some cells replaced."""
    usual = {
        "name": f"示例{number}号贸易有限公司",
        "uscc": uscc(number),
        "registered_on": "2001-05-16",
        "legal_form": "有限责任公司",
        "capital": "100(万元人民币)",
        "business_scope": "示例经营",
        "province": "广东",
        "city": "惠州",
        "address": "惠州市示例路1号",
    }
    return ",".join((usual | cells).values())


def csv(*lines: str, head: str = HEAD) -> bytes:
    """Return a CSV file in UTF-8."""
    return "\n".join([head, *lines, ""]).encode()


def send(engine: Engine, folder: Path, content: bytes, batch: str = "1", **options: Any) -> Receipt:
    """Take a file in as a batch of the supplier AIC."""
    path = folder / f"batch-{batch}"
    path.write_bytes(content)
    return ingest_registry(engine, path, "AIC", batch, options=Options(**options))


def entities(engine: Engine) -> list[Sequence[Any]]:
    """Return all entities, without instants and submissions."""
    return _rows(engine, Entity)


def versions(engine: Engine) -> list[Sequence[Any]]:
    """Return all versions, without instants and submissions."""
    return _rows(engine, EntityVersion)


def count(engine: Engine, table: str) -> int:
    """Return how many rows a table has."""
    with engine.connect() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())  # noqa: S608 - test's own


def codes(receipt: Receipt) -> list[tuple[int, str]]:
    """Return line and code of each rejection."""
    return [(remark.line, remark.code) for remark in receipt.rejections]


def many(numbers: Iterable[int]) -> bytes:
    """Return a CSV file of clean lines."""
    return csv(*map(line, numbers))


def _rows(engine: Engine, model: Any) -> list[Sequence[Any]]:
    left_out = (*INSTANTS, "submission_id", "id")
    columns = [model.uscc, *(c for c in model.__table__.columns if c.name not in (*left_out, "uscc"))]
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(select(*columns).order_by(model.uscc, model.line))]
