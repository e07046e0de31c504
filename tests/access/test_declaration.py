"""An undeclared field stops the start-up, with a message that names it."""

from typing import Any

import pytest
import strawberry

from auth.policy import public, scope
from exchange.submission.model import Submission
from schema.build import SchemaIncomplete, assembled, checked
from schema.fields import column, link, of
from schema.reasons import STANDARD
from schema.reference import region

OPEN = public("a test needs no reason but this one")


def refused(**fields: Any) -> str:
    """Return why a schema with these root fields is refused; each is a pair of type and declaration."""
    members = {name: declaration for name, (_type, declaration) in fields.items()}
    annotations = {name: type_ for name, (type_, _declaration) in fields.items()}
    query = of(None, "A query.")(type("Query", (), members | {"__annotations__": annotations}))
    with pytest.raises(SchemaIncomplete) as caught:
        checked(assembled(query))
    return caught.value.message


def test_a_field_without_a_policy_is_named() -> None:
    assert "Query.leak declares no policy" in refused(leak=(str, strawberry.field(description="Oops.")))


def test_a_plain_annotation_is_named() -> None:
    @of(None, "A thing.")
    class Thing:
        bare: int

    assert "Thing.bare declares no policy" in refused(thing=(Thing, link(region, "It.", STANDARD)))


def test_a_type_that_no_constructor_made_is_named() -> None:
    @strawberry.type(description="A stray.")
    class Stray:
        number: int = column("A number.", OPEN)

    assert "Stray is not declared by schema.fields.of" in refused(stray=(Stray | None, link(region, "It.", STANDARD)))


def test_a_field_without_a_description_is_named() -> None:
    assert "Query.quiet has no description" in refused(quiet=(str, column("", OPEN)))


def test_an_argument_without_a_description_is_named() -> None:
    def quiet(self: Any, code: str) -> Any:
        return code

    assert "Query.quiet(code:) has no description" in refused(quiet=(str, column("It.", OPEN, quiet)))


def test_a_scope_outside_the_catalogue_is_named() -> None:
    assert "scope 'secrets:read'" in refused(secret=(str, column("It.", scope("secrets:read"))))


def test_a_table_without_a_row_rule_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("schema.build.RULES", {})
    message = refused(leak=(str, strawberry.field(description="Oops.")))
    assert "Entity shows rows of 'entity', which has no rule" in message


def test_a_non_null_field_over_a_nullable_column_is_named() -> None:
    @of(Submission.__table__, "A thing.")
    class Thing:
        nothing: str = column("No such column.", OPEN)

    message = refused(thing=(Thing | None, link(region, "It.", STANDARD)))
    assert "Thing.nothing names no column of 'submission'" in message


def test_a_non_null_link_to_rows_that_may_be_hidden_is_named() -> None:
    @of(Submission.__table__, "A thing.")
    class Receipt:
        batch: str = column("Its number.", OPEN)

    message = refused(receipt=(Receipt, link(region, "It.", STANDARD)))
    assert "Query.receipt is non-null, but rows of 'submission' may be hidden" in message


def test_a_public_field_says_why() -> None:
    with pytest.raises(ValueError, match="says why"):
        public("")
