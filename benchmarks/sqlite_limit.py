"""The limit on SQLite: uvicorn, sqlite3 on a few threads and SQL written by hand. No GraphQL, no checks."""

import asyncio
import os
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import orjson

from benchmarks.asgi import Server
from benchmarks.limit import WORDS

THREADS = 8
CITY = timezone(timedelta(hours=8))


def _text(column: str, name: str) -> str:
    return f"""',"{name}":' || coalesce(json_quote({column}), 'null')"""


def _plain(column: str, name: str) -> str:
    return f"""',"{name}":' || coalesce('"' || {column} || '"', 'null')"""


EIGHT = f"""'{{"uscc":"' || uscc || '","name":' || json_quote(name) || ',"kind":"' || kind
 || '","status":"' || status || '"' || {_plain("registered_on", "registeredOn")}
 || {_text("legal_form", "legalForm")} || {_text("address", "address")} || {_text("authority", "authority")} || '}}'"""
ENTITY = f"""SELECT '{{"data":{{"entity":' ||
 coalesce((SELECT {EIGHT} FROM entity WHERE uscc = :value), 'null') || '}}}}'"""
RECORDS = """FROM credit_record AS r WHERE r.uscc = e.uscc AND r.publicity = 'PUBLIC'
 AND r.state IN ('ACTIVE', 'DISPUTED') AND r.published_from <= :today
 AND (r.published_until IS NULL OR r.published_until >= :today)
 ORDER BY r.decided_on DESC, r.id DESC LIMIT 5"""
RECORD = f"""'{{"kind":"' || kind || '"' || {_text("document_number", "documentNumber")}
 || {_plain("decided_on", "decidedOn")}"""
HEAD = f"""'{{"uscc":"' || e.uscc || '","name":' || json_quote(e.name) || ',"status":"' || e.status || '"'
 || {_plain("e.registered_on", "registeredOn")}"""
REGION = """',"region":' || coalesce((SELECT '{"code":"' || o.code || '","name":' || json_quote(o.name)
 || ',"parent":' || coalesce((SELECT '{"name":' || json_quote(p.name) || '}' FROM region AS p
 WHERE p.code = o.parent_code), 'null') || '}' FROM region AS o WHERE o.code = e.region_code), 'null')"""
INDUSTRY = """',"industry":' || coalesce((SELECT '{"code":"' || i.code || '","name":' || json_quote(i.name) || '}'
 FROM industry AS i WHERE i.path = e.industry_path), 'null')"""
LEVELS = f"""SELECT '{{"data":{{"entity":' || coalesce((SELECT {HEAD} || {REGION} || {INDUSTRY}
 || ',"records":{{"nodes":[' || coalesce((SELECT group_concat({RECORD} || {_text("authority", "authority")}
 || ',"supplier":{{"name":' || (SELECT json_quote(s.name) FROM institution AS s WHERE s.code = supplier_code)
 || '}}}}', ',') FROM (SELECT kind, document_number, decided_on, authority, supplier_code {RECORDS}) AS page), '')
 || ']}}}}' FROM entity AS e WHERE e.uscc = :value), 'null') || '}}}}'"""
CHILDREN = f"""SELECT '{{"data":{{"entities":{{"nodes":[' || coalesce((SELECT group_concat({HEAD}
 || ',"region":' || coalesce((SELECT '{{"name":' || json_quote(o.name) || '}}' FROM region AS o
 WHERE o.code = e.region_code), 'null')
 || ',"records":{{"nodes":[' || coalesce((SELECT group_concat({RECORD} || '}}', ',')
 FROM (SELECT kind, document_number, decided_on {RECORDS}) AS page), '') || ']}}}}', ',') FROM (
 SELECT uscc, name, status, registered_on, region_code FROM entity WHERE region_code = :value ORDER BY uscc LIMIT 100
 ) AS e), '') || ']}}}}}}'"""
THOUSAND = f"""SELECT '{{"data":{{"nodes":[' || (SELECT group_concat(coalesce((SELECT {EIGHT} FROM entity
 WHERE uscc = substr(wanted.value, 5)), 'null'), ',') FROM json_each(:value) AS wanted) || ']}}}}'"""
STATEMENTS = {"Entity": ENTITY, "Levels": LEVELS, "Children": CHILDREN, "Thousand": THOUSAND}


class Limit(Server):
    """Answers the questions that it has a statement for."""

    def __init__(self) -> None:
        self.threads = ThreadPoolExecutor(THREADS)
        self.local = threading.local()

    async def open(self) -> None:
        """Do nothing: each thread connects for itself."""

    async def answer(self, asked: dict[str, Any]) -> bytes:
        """Run the statement that goes with the operation."""
        query: str = asked["query"]
        ((_, value),) = asked["variables"].items()
        given = orjson.dumps(value).decode() if isinstance(value, list) else value
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.threads, self._fetched, query[WORDS : query.index("(")], given)

    def _fetched(self, name: str, value: str) -> bytes:
        connection = getattr(self.local, "connection", None)
        if connection is None:
            path = os.environ["LIMIT_DATABASE_URL"].removeprefix("sqlite:///")
            connection = self.local.connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        today = datetime.now(UTC).astimezone(CITY).date().isoformat()
        (text,) = connection.execute(STATEMENTS[name], {"value": value, "today": today}).fetchone()
        return text.encode()  # type: ignore[no-any-return]


app = Limit()
