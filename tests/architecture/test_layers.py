"""Whether import-linter, which `make test` runs, looks at every module there is."""

from pathlib import Path
from typing import Any

from tests.architecture.tree import PACKAGES, modules, project

APP = "exchange.app"
NOT_LAYERED = {"tests", "benchmarks"}


def contracts(kind: str) -> list[dict[str, Any]]:
    """Return the contracts of a kind."""
    found = [one for one in project()["tool"]["importlinter"]["contracts"] if one["type"] == kind]
    assert found
    return found


def layered() -> set[str]:
    """Return the modules that the contract of the whole names."""
    whole = contracts("layers")[0]
    assert "containers" not in whole
    return {name.strip() for layer in whole["layers"] for name in layer.replace("|", ":").split(":")}


def parts_of_exchange() -> set[str]:
    """Return the folders and modules right inside exchange."""
    inner = [path for path in modules() if path.parts[0] == "exchange" and path != Path("exchange/__init__.py")]
    return {f"exchange.{Path(path.parts[1]).stem}" for path in inner}


def test_every_top_level_package_is_looked_at() -> None:
    assert set(project()["tool"]["importlinter"]["root_packages"]) == set(PACKAGES)
    assert {path.parts[0] for path in modules()} - NOT_LAYERED == set(PACKAGES)


def test_every_module_is_in_a_layer() -> None:
    assert layered() == {"schema", "resolvers", "auth", "migrations"} | parts_of_exchange()


def test_the_domain_is_kept_from_graphql_and_http() -> None:
    kept = contracts("forbidden")[0]

    assert set(kept["source_modules"]) == parts_of_exchange() - {APP}
    assert {"strawberry", "graphql", "starlette", "authlib"} <= set(kept["forbidden_modules"])


def test_access_is_kept_from_graphql() -> None:
    kept = contracts("forbidden")[1]

    assert kept["source_modules"] == ["auth"]
    assert {"strawberry", "graphql"} <= set(kept["forbidden_modules"])
