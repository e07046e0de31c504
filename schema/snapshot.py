"""How the contract has changed against a committed snapshot: what breaks callers is named so."""

from graphql import build_schema, find_schema_changes
from graphql.utilities.find_schema_changes import BreakingChange, DangerousChange, SchemaChange


def changes(snapshot: str, current: str) -> list[str]:
    """Return one line a change: BREAKING, DANGEROUS or SAFE, and what it is. None when the texts agree."""
    if snapshot.strip() == current.strip():
        return []
    found = find_schema_changes(build_schema(snapshot), build_schema(current))
    return [f"{_severity(change)}: {change.description}" for change in found] or ["SAFE: only its layout changed."]


def _severity(change: SchemaChange) -> str:
    if isinstance(change, BreakingChange):
        return "BREAKING"
    return "DANGEROUS" if isinstance(change, DangerousChange) else "SAFE"
