"""A small registry for planning tests: every null, every odd character, ties in every order, versions and edges."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert, select

from exchange.entity.model import Entity, EntityVersion, Ownership
from exchange.entity.uscc import check_character
from exchange.institution.model import Institution
from exchange.name.index import Named, add
from exchange.submission.model import Submission, SubmissionRemark
from tests.database.repeating import repeated
from tests.planning.checked import fill_checks
from tests.planning.files import fill_files
from tests.planning.listed import fill_lists
from tests.planning.records import fill_records
from tests.planning.screened import fill_screened

KNOWN = datetime(2026, 3, 1, 1, 0, 0, 120, tzinfo=UTC)
CORRECTED = KNOWN + timedelta(days=30)
NAMES = (
    "示例甲有限公司",
    "示例乙股份有限公司",
    '虚构"引号"\\反斜杠贸易部',
    "虚构100%纯净水厂",
    "示例龙门西湖旅游公司",
    "示例😀表情科技有限公司",
    "虚构ＡＢＣ電子廠",
    "示例\t制表符商行",
)
KINDS = ("ENTERPRISE", "INDIVIDUAL_BUSINESS", "INSTITUTION", "OTHER")
STATUSES = ("ACTIVE", "UNKNOWN", "REVOKED")
REGIONS = ("441302", "441303", None, "440100", "441302001")
INDUSTRIES = ("A0111", "C2669", None, "I65")
COUNT = 48
SUPPLIERS = (("DEMO-A", "示例市场监督管理局", "BUREAU"), ("DEMO-B", "示例银行", "BANK"))


def uscc(n: int) -> str:
    """Return the n-th code: division 990000 is unassigned."""
    first = f"91990000MA{n:07d}"
    return first + check_character(first)


USCCS = tuple(uscc(n) for n in range(COUNT))


def fill(connection: Connection) -> None:
    """Write the registry, unless it is a copy of one that has it."""
    if connection.scalar(select(Institution.code).where(Institution.code == SUPPLIERS[0][0])):
        return
    repeated(connection, _fill_registry)
    add(connection, (Named(r["uscc"], r["name"], ("示例旧名公司",) if not n % 5 else ()) for n, r in _entities()))
    repeated(connection, _fill_rest)


def _entities() -> Iterator[tuple[int, dict[str, Any]]]:
    return enumerate(map(_entity, range(COUNT)))


def _fill_registry(connection: Connection) -> None:
    _write(connection, Institution, [{"code": c, "name": n, "kind": k} for c, n, k in SUPPLIERS])
    _write(connection, Submission, [_submission(n) for n in (1, 2, 3)])
    _write(connection, SubmissionRemark, [_remark(n) for n in range(1, 8)])
    if connection.dialect.name == "postgresql":
        # The next ones are numbered behind them; SQLite does so by itself.
        for table, last in (("submission", 3), ("submission_remark", 7)):
            connection.exec_driver_sql(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {last})")
    rows = [row for _, row in _entities()]
    _write(connection, Entity, rows)
    _write(connection, EntityVersion, [_version(row) for row in rows[::5]])
    _write(connection, Ownership, [_edge(n) for n in range(1, 30)])


def _fill_rest(connection: Connection) -> None:
    fill_files(connection, USCCS[:20])
    fill_records(connection, USCCS)
    fill_lists(connection, USCCS[20:])
    fill_checks(connection, USCCS[40:])
    fill_screened(connection, USCCS)


def _write(connection: Connection, model: Any, rows: list[dict[str, Any]]) -> None:
    connection.execute(insert(model.__table__), rows)


def _submission(n: int) -> dict[str, Any]:
    counts = {"read": 50, "accepted": 40, "changed": 3, "unchanged": 3, "rejected": 4, "repaired": 3}
    supplier = "DEMO-A" if n < 3 else "DEMO-B"
    return {
        "id": n,
        "handle": f"sub_{n}",
        "supplier_code": supplier,
        "batch": f"2026-{n}",
        "sha256": f"{n:064x}",
        "file_name": "registry.csv",
        "received_at": KNOWN + timedelta(hours=n),
        **counts,
    }


def _remark(n: int) -> dict[str, Any]:
    kind = "REJECTION" if n < 5 else "REPAIR"
    field = "uscc" if n % 2 else None
    return {
        "id": n,
        "submission_id": 1,
        "kind": kind,
        "line": n // 2,
        "field": field,
        "code": "USCC_CHECK",
        "message": "“错”",
    }


def _entity(n: int) -> dict[str, Any]:
    registered = date(1990 + n % 7, 1 + n % 3, 5) if n % 4 else None
    capital = n * 10**8 if n % 3 else None
    return {
        "uscc": USCCS[n],
        "name": f"{NAMES[n % len(NAMES)]}{'' if n < len(NAMES) else n // 16}",
        "kind": KINDS[n % len(KINDS)],
        "legal_form": "有限责任公司" if n % 2 else None,
        "status": STATUSES[n % len(STATUSES)],
        "registered_on": registered,
        "capital_fen": capital,
        "capital_currency": "CNY" if capital is not None else None,
        "business_scope": '批发"零售"\n服务' if n % 3 else None,
        "address": f"示例路{n}号" if n % 2 else None,
        "region_code": REGIONS[n % len(REGIONS)],
        "industry_path": INDUSTRIES[n % len(INDUSTRIES)],
        "industry_inferred": n % 6 == 1,
        "lei": None,
        "authority": None,
        "fictitious": True,
        "submission_id": 1 + n % 3,
        "line": n + 2,
        "valid_from": registered or KNOWN.date(),
        "known_from": KNOWN if n % 5 else CORRECTED,
        "first_seen_at": KNOWN,
        "last_seen_at": CORRECTED,
    }


def _version(row: dict[str, Any]) -> dict[str, Any]:
    earlier = {name: value for name, value in row.items() if name not in ("first_seen_at", "last_seen_at")}
    valid = {"valid_from": date(1980, 1, 1), "valid_to": row["valid_from"], "known_from": KNOWN, "known_to": CORRECTED}
    return earlier | {"name": "示例旧名公司", "status": "UNKNOWN"} | valid


def _edge(n: int) -> dict[str, Any]:
    kind = "SHAREHOLDER" if n % 3 else "BRANCH"
    return {
        "id": n,
        "kind": kind,
        "owner_uscc": USCCS[n % 5],
        "owned_uscc": USCCS[n],
        "share_basis_points": (n * 337) % 10_001 if kind == "SHAREHOLDER" else None,
        "valid_from": date(2001, 2, n % 27 + 1) if n % 2 else None,
        "valid_to": None,
    }
