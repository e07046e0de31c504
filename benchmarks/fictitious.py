"""The fictitious register that servers are compared over: 200,000 entities, three public licences each, all made up.

The codes are of a division that nobody has (99 00 00), with their check characters. The rows go into the exchange's
own tables with the indexes of its migrations, by COPY where there is one.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

import orjson
from sqlalchemy import Connection, Engine, Table, insert, select, text

from exchange import clock
from exchange.db import migration
from exchange.db.base import written
from exchange.db.engine import connect
from exchange.entity.model import Entity
from exchange.entity.uscc import check_character
from exchange.institution.roll import create
from exchange.name.index import Named, add
from exchange.record.model import CreditRecord
from exchange.reference.model import Industry, Region
from exchange.reference.seed import seed
from exchange.submission.model import Submission

ENTITIES = 200_000
RECORDS = 3
"""Of each entity."""
COUNTIES = 400
"""How many divisions the entities are registered in: so many each that a page is full."""
SUPPLIERS = ("BUREAU-1", "BUREAU-2", "BUREAU-3", "BUREAU-4", "BUREAU-5")
BANK = "BANK-1"
"""Whose program asks."""
FIRST = date(2001, 1, 1)
BATCH = 10_000


def uscc(n: int) -> str:
    """Return the n-th code."""
    first = f"91990000MA{n:07d}"
    return first + check_character(first)


def prepared(url: str, entities: int = ENTITIES) -> str:
    """Migrate, seed and fill a database, unless it has been."""
    engine = connect(url)
    migration.upgrade(engine)
    with engine.begin() as connection:
        if connection.scalar(select(Entity.uscc).limit(1)) is None:
            _fill(connection, entities)
    _settle(engine)
    engine.dispose()
    return url


def counties(connection: Connection) -> list[str]:
    """Return the divisions that entities are registered in: counties that are in force, without towns."""
    above = select(Region.parent_code).where(Region.parent_code.is_not(None))
    here = (Region.level == "COUNTY") & Region.valid_to.is_(None) & Region.code.not_in(above)
    return list(connection.scalars(select(Region.code).where(here).order_by(Region.code).limit(COUNTIES)))


def _fill(connection: Connection, entities: int) -> None:
    seed(connection)
    for number, code in enumerate(SUPPLIERS):
        create(connection, code, f"示例市第{number + 1}局", "BUREAU")
    create(connection, BANK, "示例银行", "BANK")
    now = clock.now()
    sent = {"batch": "1", "file_name": "示例", "received_at": now}
    batches = [
        {"id": n + 1, "handle": f"sub_{n + 1}", "supplier_code": code, **sent} for n, code in enumerate(SUPPLIERS)
    ]
    connection.execute(insert(Submission), batches)
    regions = counties(connection)
    classes = select(Industry.path).where(Industry.level == "CLASS").order_by(Industry.path)
    industries = list(connection.scalars(classes))
    _write(connection, Entity.__table__, (_entity(n, regions, industries) for n in range(entities)))
    _write(connection, CreditRecord.__table__, (_record(n, k) for n in range(entities) for k in range(RECORDS)))
    add(connection, (Named(uscc(n), _name(n)) for n in range(entities)))


def _name(n: int) -> str:
    trade = ("食品", "电子", "建材", "物流", "纺织", "机械", "农业", "软件")[n % 8]
    return f"示例{_ordinal(n)}{trade}有限公司"


def _ordinal(n: int) -> str:
    """Return a number in the characters of heavenly stems: names that differ by more than digits."""
    stems = "甲乙丙丁戊己庚辛壬癸"
    return "".join(stems[int(digit)] for digit in f"{n:06d}")


def _entity(n: int, regions: list[str], industries: list[str]) -> dict[str, Any]:
    registered = FIRST + timedelta(days=n % 9000)
    known = clock.now()
    return {
        "uscc": uscc(n),
        "name": _name(n),
        "kind": "ENTERPRISE",
        "legal_form": "有限责任公司" if n % 3 else None,
        "status": ("ACTIVE", "ACTIVE", "ACTIVE", "REVOKED")[n % 4],
        "registered_on": registered,
        "capital_fen": (n % 1000 + 1) * 1_000_000,
        "capital_currency": "CNY",
        "business_scope": "示例产品的生产、销售",
        "address": f"示例路{n % 999 + 1}号",
        "region_code": regions[n % len(regions)],
        "industry_path": industries[n % len(industries)],
        "industry_inferred": False,
        "lei": None,
        "authority": "示例市市场监督管理局" if n % 5 else None,
        "fictitious": True,
        "submission_id": n % len(SUPPLIERS) + 1,
        "line": n + 2,
        "valid_from": registered,
        "known_from": known,
        "first_seen_at": known,
        "last_seen_at": known,
    }


def _record(n: int, k: int) -> dict[str, Any]:
    """Return the k-th licence of the n-th entity: decided in the past, published since, without an end."""
    number = n * RECORDS + k
    decided = FIRST + timedelta(days=(n * 7 + k * 1000) % 8500)
    facts = {"document_name": "示例许可", "category": "ORDINARY", "valid_until": "2099-12-31"}
    supplier = (n + k) % len(SUPPLIERS)
    return {
        "id": f"rec_{number:032x}",
        "kind": "LICENCE",
        "item_code": "LICENCE",
        "publicity": "PUBLIC",
        "supplier_code": SUPPLIERS[supplier],
        "external_id": f"示例-{number}",
        "uscc": uscc(n),
        "state": "ACTIVE",
        "published_from": decided,
        "published_until": None,
        "subject_name": _name(n),
        "document_number": f"示例许〔{decided.year}〕{number}号",
        "authority": f"示例市第{supplier + 1}局",
        "decided_on": decided,
        "severity": None,
        "facts": orjson.dumps(facts).decode(),
        "digest": f"{number:064x}",
        "version": 1,
        "submission_id": supplier + 1,
        "line": number + 2,
        "known_from": clock.now(),
    }


def _write(connection: Connection, table: Any, rows: Iterable[dict[str, Any]]) -> None:
    if connection.dialect.name == "postgresql":
        _copy(connection, table, rows)
        return
    for some in _some(rows):
        connection.execute(insert(table), some)


def _copy(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    names = written(table)
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY {table.name} ({', '.join(names)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row([row[name] for name in names])


def _some(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    iterator = iter(rows)
    while some := [row for _, row in zip(range(BATCH), iterator, strict=False)]:
        yield some


def _settle(engine: Engine) -> None:
    """Bring the database to rest: statistics, and no page that the first reader would have to mark."""
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))
    else:
        with engine.begin() as connection:
            connection.execute(text("ANALYZE"))
