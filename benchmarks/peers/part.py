"""The part `peers`: one worker, two workers, SQLite, and documents that were never seen before."""

import tempfile
from pathlib import Path

import psycopg

from benchmarks import fictitious
from benchmarks.peers import compare
from benchmarks.peers.compare import Plan
from benchmarks.results import ROUNDS, SECONDS, write
from tests.database import postgres

PORT = 9331
SCHEMA = Path(__file__).parent / "schema.sql"


def prepared(url: str) -> str:
    """Fill a PostgreSQL with the fictitious register and show it to PostGraphile."""
    fictitious.prepared(url)
    with psycopg.connect(url) as connection:
        connection.execute(SCHEMA.read_bytes())
    return url


def measure() -> None:
    """Measure all of it and write the sections."""
    with postgres.running(durable=True) as cluster:
        cluster.run("CREATE DATABASE peers")
        url = prepared(cluster.url("peers"))
        write("Peers: one worker each, PostgreSQL", compare.lines(url, PORT, Plan(SECONDS, ROUNDS)))
        write("Peers: two workers each, PostgreSQL", compare.lines(url, PORT, Plan(SECONDS, ROUNDS, 2)))
    with tempfile.TemporaryDirectory() as folder:
        url = fictitious.prepared(f"sqlite:///{folder}/peers.sqlite")
        write("SQLite: one worker each", compare.lines(url, PORT, Plan(SECONDS, ROUNDS, names=compare.ON_SQLITE)))
