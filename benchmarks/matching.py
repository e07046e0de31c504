"""Matching among the Guangdong registry: 500 products for one enterprise, and all enterprises for one product.

What is matched is made up: institutions, products, consents, and the one enterprise whose credit file is looked at,
on a code of a division that there isn't. Alone: `python -m benchmarks.matching`.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy import Engine, Table, insert, select, text

from auth.principal import ANONYMOUS
from benchmarks.filled import REGISTRY, ROOT, prepared, shown
from exchange import clock
from exchange.consent.model import Consent, ConsentBalance, ConsentEvent, ConsentItem
from exchange.db.engine import connect
from exchange.entity.model import Entity
from exchange.product.model import (
    FinancingProduct,
    InstitutionLicence,
    ProductCriterion,
    ProductRegion,
    ProductVersion,
)
from exchange.record.model import CreditRecord
from exchange.settings import Settings
from tests.api.office import Office, opened
from tests.database import postgres
from tests.planning.data import USCCS

PRODUCTS = 500
ROUNDS = 30
OWN = USCCS[0]
"""The made-up enterprise."""
BANK = "T-BANK"
CRITERIA: tuple[tuple[str, str, int | None, str], ...] = (
    ("REGISTERED_MONTHS", "AT_LEAST", 24, '["24"]'),
    ("CAPITAL_FEN", "AT_LEAST", 100_000_000, '["100000000"]'),
    ("REGION", "IN", None, '["441300","440300","440100"]'),
    ("INDUSTRY", "NOT_IN", None, '["J","K70"]'),
    ("LISTED", "NOT_IN", None, '["BLACK"]'),
    ("PENALTY_SEVERITY", "AT_MOST", 1, '["MINOR"]'),
    ("TAX_RATING", "AT_LEAST", 3, '["B"]'),
    ("TAX_ARREARS_FEN", "AT_MOST", 0, '["0"]'),
    ("SOCIAL_INSURANCE_MONTHS", "AT_LEAST", 6, '["6"]'),
)
"""Field, operator, threshold and values."""
FOR_ENTITY = """query($uscc: USCC!, $purpose: Purpose!, $consent: ID) {
  matchProducts(entity: $uscc, purpose: $purpose, consent: $consent, amountFen: "50000000", termMonths: 12) {
    access { granted } products(first: 100) { totalCount nodes {
      outcome version { name rateMin } criteria { field outcome undecidable } } } } }"""
FOR_PRODUCT = """query($id: ID!, $purpose: Purpose) { matchEntities(product: $id, purpose: $purpose, first: 100) {
  totalCount nodes { uscc entity { name } } } }"""
PAGE = "query($id: ID!) { matchEntities(product: $id, first: 100) { nodes { uscc entity { name } } } }"
ASSESSED = """query($id: ID!) { matchEntities(product: $id, first: 100) { nodes {
  uscc assessment { outcome criteria { field outcome undecidable } } } } }"""


def lines(url: str) -> Iterator[str]:
    """Yield the table's lines for a filled database."""
    engine = connect(url)
    yield "| what is matched | median ms | p95 ms |"
    yield "|---|---|---|"
    with opened(engine, Settings(database_url=url, statement_seconds=30)) as office:
        bank, consent = _offered(engine, office)
        for name, run in _runs(engine.dialect.name, office, bank, consent):
            run()
            took = sorted(_timed(run) for _ in range(ROUNDS))
            yield f"| {name} | {statistics.median(took):.1f} | {took[int(len(took) * 0.95)]:.1f} |"
    engine.dispose()


def _runs(database: str, office: Office, bank: Any, consent: str) -> Iterator[tuple[str, Callable[[], Any]]]:
    everybody = {"uscc": OWN, "purpose": "OWN_RECORD"}
    consented = {"uscc": OWN, "purpose": "LOAN_REVIEW", "consent": consent}
    ask = partial(_asked, office)
    yield f"{database}: {PRODUCTS} products for an enterprise, anybody", partial(ask, ANONYMOUS, FOR_ENTITY, everybody)
    yield f"{database}: the same by its consent, logged", partial(ask, bank, FOR_ENTITY, consented)
    for what, product in (("three criteria", "prd_three"), ("three that nearly all meet", "prd_wide")):
        given = {"id": product}
        for whose, purpose in (("a third consent", "LOAN_MONITORING"), ("all consent", "LOAN_REVIEW")):
            asked = given | {"purpose": purpose}
            found = ask(bank, FOR_PRODUCT, asked)["matchEntities"]["totalCount"]
            name = f"{database}: 113,121 enterprises, of which {whose}, {what}: {found:,} counted, and 100 shown"
            yield name, partial(ask, bank, FOR_PRODUCT, asked)
        yield f"{database}: the 100 alone", partial(ask, bank, PAGE, given)
        yield f"{database}: the 100, each assessed by its consent and logged", partial(ask, bank, ASSESSED, given)


def _offered(engine: Engine, office: Office) -> tuple[Any, str]:
    """Write products, consents and a credit file; return the bank's program, and the made-up enterprise's consent."""
    bank = office.program("BANK")
    with engine.begin() as connection:
        usccs = [*connection.scalars(select(Entity.uscc).order_by(Entity.uscc)), OWN]
        draw = random.Random(4413)  # noqa: S311 - a repeatable choice, no secret
        for table, rows in (*_products(draw), *_file(), *_consents(usccs)):
            connection.execute(insert(table), rows)
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))
    return bank, _consent_id(len(usccs) - 1)


def _products(draw: random.Random) -> Iterator[tuple[Table, list[dict[str, Any]]]]:
    now, today = clock.now(), clock.today()
    ids = [*(f"prd_{n:032x}" for n in range(PRODUCTS)), "prd_three", "prd_wide"]
    licence = {"id": "lic_1", "institution_code": BANK, "kind": "LOAN", "number": "1", "authority": "示例局"}
    yield _table(InstitutionLicence), [licence | {"valid_from": today, "entered_by": "bench", "entered_at": now}]
    product = {"institution_code": BANK, "kind": "LOAN", "state": "LISTED", "created_at": now}
    yield (
        _table(FinancingProduct),
        [product | {"id": id_, "external_id": id_, "current_version_id": f"pvr_{id_}"} for id_ in ids],
    )
    stated = {"number": 1, "state": "LISTED", "digest": "", "stated_by": "bench", "stated_at": now, "listed_at": now}
    amounts = {"amount_min_fen": 10**6, "amount_max_fen": 10**8, "term_min_months": 1, "term_max_months": 36}
    yield (
        _table(ProductVersion),
        [
            stated
            | amounts
            | {"id": f"pvr_{id_}", "product_id": id_, "name": f"示例贷{n}", "rate_min_ppm": 30_000 + n % 97}
            for n, id_ in enumerate(ids)
        ],
    )
    chosen = [draw.sample(CRITERIA, 3) for _ in range(PRODUCTS)] + [CRITERIA[:3], CRITERIA[3:6]]
    names = ("field", "operator", "threshold", "operands")
    yield (
        _table(ProductCriterion),
        [
            {"version_id": f"pvr_{id_}", "number": number, **dict(zip(names, one, strict=True))}
            for id_, three in zip(ids, chosen, strict=True)
            for number, one in enumerate(three, 1)
        ],
    )
    yield _table(ProductRegion), [{"version_id": f"pvr_{id_}", "code": "440000"} for id_ in ids[:PRODUCTS:3]]


def _file() -> Iterator[tuple[Table, list[dict[str, Any]]]]:
    """Yield the made-up enterprise and its credit file."""
    now, today = clock.now(), clock.today()
    known: dict[str, Any] = {"uscc": OWN, "name": "示例公司", "kind": "ENTERPRISE", "status": "ACTIVE"}
    known["region_code"] = "441302"
    known |= {"registered_on": today - timedelta(days=2_000), "capital_fen": 10**9, "capital_currency": "CNY"}
    origin = {"submission_id": 1, "line": 1, "valid_from": today, "known_from": now}
    seen = {"first_seen_at": now, "last_seen_at": now, "industry_inferred": False, "fictitious": True}
    yield _table(Entity), [known | origin | seen]
    record: dict[str, Any] = {
        "publicity": "CONSENT",
        "supplier_code": "BENCH",
        "uscc": OWN,
        "state": "ACTIVE",
        "version": 1,
    }
    record |= {
        "subject_name": "示例公司",
        "published_from": today,
        "decided_on": today,
        "digest": "",
        "known_from": now,
    }
    facts = {"TAX_RATING": '{"grade":"B"}', "SOCIAL_INSURANCE": '{"period_until":"2026-01-31","arrears_fen":0}'}
    yield (
        _table(CreditRecord),
        [
            record
            | {"id": f"rec_{kind}{n}", "kind": kind, "item_code": kind, "external_id": str(n), "facts": said}
            | {"submission_id": 1, "line": n}
            for kind, said in facts.items()
            for n in range(12)
        ],
    )


def _consents(usccs: list[str]) -> Iterator[tuple[Table, list[dict[str, Any]]]]:
    """Yield live consents: of every enterprise to the review of loans, of every third one to their monitoring."""
    now = clock.now()
    terms = {"grantee_code": BANK, "purpose": "LOAN_REVIEW", "mode": "VIEW", "fetch": "PERIODIC", "fetch_limit": 10**6}
    terms |= {"data_life_days": 0, "valid_from": now, "valid_until": now + timedelta(days=300)}
    lodged = {"lodged_by": "bench", "lodged_at": now}
    made = [{"id": _consent_id(n), "uscc": uscc, **terms, **lodged} for n, uscc in enumerate(usccs)]
    made += [one | {"id": _consent_id(n), "purpose": "LOAN_MONITORING"} for n, one in enumerate(made[::3], len(made))]
    ids = [one["id"] for one in made]
    yield _table(Consent), made
    yield (
        _table(ConsentEvent),
        [
            {"consent_id": id_, "state": state, "at": now, "actor": "bench"}
            for id_ in ids
            for state in ("AWAITING", "ACTIVE")
        ],
    )
    yield _table(ConsentBalance), [{"consent_id": id_, "remaining": 10**6} for id_ in ids]
    items = ("TAX_RATING", "TAX_ARREARS", "SOCIAL_INSURANCE")
    yield _table(ConsentItem), [{"consent_id": id_, "item_code": item} for id_ in ids for item in items]


def _consent_id(n: int) -> str:
    return f"cns_{n:032x}"


def _table(model: Any) -> Table:
    return model.__table__  # type: ignore[no-any-return]


def _asked(office: Office, who: Any, document: str, given: Any) -> Any:
    return office.ask(who, document, given)


def _timed(run: Callable[[], Any]) -> float:
    started = time.perf_counter()
    run()
    return (time.perf_counter() - started) * 1000


def table(folder: str, cluster: Any) -> Iterator[str]:
    """Fill a database of its own of each kind with the real registry, and yield the lines of both."""
    cluster.run("CREATE DATABASE matching")
    for url in (cluster.url("matching"), f"sqlite:///{folder}/matching.sqlite"):
        yield from lines(prepared(url))
        yield ""


def main() -> None:
    """Print the figures."""
    if not REGISTRY.exists():
        sys.exit(f"The benchmark needs the real registry at {REGISTRY.relative_to(ROOT.parent)}, beside the checkout.")
    with tempfile.TemporaryDirectory() as folder, postgres.running() as cluster:
        list(shown(table(folder, cluster)))


if __name__ == "__main__":
    main()
