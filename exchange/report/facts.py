"""What a report says, as data: the answer to its document, put into one order that depends on the facts alone.

Nothing of the time of asking is in it, and nothing that isn't stated: an absent member is not stated.
"""

from collections.abc import Callable, Mapping
from typing import Any

from exchange.record.kind import RecordKind
from exchange.report.audience import Audience
from exchange.report.canonical import canonical, digest

PUBLISHED, OWN, COVERED = "published", "own", "file"
"""Where a report's document reads records: published ones, the enterprise's own, and those that a consent covers."""
CONTACT, ANNUAL = "registeredContact", "annualReports"
FILED = (CONTACT, ANNUAL)
"""The sections of the credit file that aren't records."""
Facts = dict[str, Any]


def facts(audience: Audience, data: Mapping[str, Any], asked: Mapping[str, Any]) -> Facts | None:
    """Return the facts of an answer; None where the caller may not have them, or nobody is registered.

    `asked` are the variables of the question: the purpose is what the report is for.
    """
    entity, file = data.get("entity"), data.get("file")
    if entity is None or (audience is not Audience.PUBLIC and not (file and file["access"]["granted"])):
        return None
    own = {name: value for name, value in entity.items() if not name.startswith(PUBLISHED)}
    found: Facts = {"audience": audience.value, "entity": stated(own), "records": _records(entity, file or {})}
    if file:
        found |= {
            "access": stated({**file["access"], "purpose": asked["purpose"]}),
            "file": {name: stated(file[name]) for name in FILED if file.get(name)},
            "covered": _sections(file, lambda name, value: value is not None and name != "access"),
            "notCovered": _sections(file, lambda name, value: value is None and name != CONTACT),
        }
    if data.get("viewer"):
        found["reader"] = data["viewer"]["institution"]["name"]
    return found


def _sections(file: Mapping[str, Any], which: Callable[[str, Any], bool]) -> list[str]:
    names = {name: name.removeprefix(f"{COVERED}_").removeprefix(f"{OWN}_") for name in file}
    return sorted(plain for name, plain in names.items() if which(name, file[name]))


def stated(value: Any) -> Any:
    """Return a value without what isn't stated in it."""
    if isinstance(value, Mapping):
        kept = {name: stated(inner) for name, inner in value.items() if inner is not None}
        return {name: inner for name, inner in kept.items() if inner not in ({}, [])}
    return [stated(inner) for inner in value] if isinstance(value, list) else value


def _records(entity: Mapping[str, Any], file: Mapping[str, Any]) -> Facts:
    """Return the records of each kind that there are any of, from wherever the document read them."""
    found = {}
    for kind in RecordKind:
        pages = [
            (source, page)
            for source, place, key in (
                (PUBLISHED, entity, f"{PUBLISHED}_{kind.value}"),
                (OWN, file, f"{OWN}_{kind.value}"),
                (COVERED, file, f"{COVERED}_{kind.value}"),
            )
            if (page := place.get(key))
        ]
        shown = [{**stated(node), "source": source} for source, page in pages for node in page["nodes"]]
        if shown:
            shown.sort(key=lambda record: (record.get("decidedOn", ""), record["id"]), reverse=True)
            found[kind.value] = {"total": sum(page["totalCount"] for _, page in pages), "shown": shown}
    return found


def sections(found: Facts) -> dict[str, str]:
    """Return the hash of each section of the facts: they tell later which of them say something else."""
    parts = {"ENTITY": found["entity"], **found["records"]}
    return {name: digest(canonical(part)) for name, part in parts.items()}
