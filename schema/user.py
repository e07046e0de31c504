"""The people who may sign in, as the operator registered them."""

from datetime import datetime
from typing import Annotated, Any

import strawberry
from sqlalchemy import select

from auth.people import model
from auth.people.users import normal
from auth.policy import scope
from resolvers.binding import Order, Page, Paging, Parsed
from schema.arguments import argument
from schema.fields import column, link, of, referred
from schema.institution import INSTITUTION, Institution
from schema.scalars import Code

USER = model.User.__table__
SHOWN = [USER.c[name] for name in ("id", "login", "name", "institution_code", "created_at", "disabled_at")]
"""All but the password's hash, which no statement of the read path names."""
READ = scope("registrations:read")


@of(USER, "A person who may sign in. Shown to the operator only.")
class User:
    """A user."""

    id: strawberry.ID = column("The user's id; it says nothing about the person.", READ)
    login: str = column("What the user signs in with.", READ)
    name: str = column("The user's name.", READ)
    institution: Institution | None = link(
        referred(INSTITUTION.c.code, "institution_code"),
        "Whose staff the user is; null for citizens and people of enterprises.",
        READ,
    )
    created_at: datetime = column("When the user was registered.", READ)
    disabled_at: datetime | None = column("From when the user is let in no more; null while let in.", READ)


def _login(value: str) -> Parsed:
    return Parsed(None, {"text": normal(value)})


def users(
    self: Any,
    login: Annotated[str | None, argument("Only the one with this login.", _login)] = None,
    institution: Annotated[Code | None, argument("Only the staff of the institution with this code.")] = None,
    *,
    paging: Paging,
) -> Page:
    """Return all users to the operator; the row rule sees to that."""
    rows, parsed = select(*SHOWN), login
    if parsed is not None:
        rows = rows.where(USER.c.login == parsed.text)  # type: ignore[attr-defined]
    if institution is not None:
        rows = rows.where(USER.c.institution_code == institution)
    return Page(rows=rows, order=Order("LOGIN", [(USER.c.login, str)]), paging=paging)
