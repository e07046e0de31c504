"""What the commands about institutions, clients and users take and answer."""

from typing import Annotated, Any

import strawberry
from sqlalchemy import Select, select

from auth.policy import scope
from schema.arguments import given, repeatable, required
from schema.client import CLIENT, Client
from schema.client import SHOWN as OF_CLIENT
from schema.enums import InstitutionKind
from schema.error import CommandError
from schema.fields import link, of, referred
from schema.institution import INSTITUTION, Institution
from schema.reasons import PARTICIPANTS
from schema.scalars import Code
from schema.user import READ, USER, User
from schema.user import SHOWN as OF_USER

WRITE = scope("registrations:write")


@strawberry.input(description="An institution that joins the exchange.")
class EnrolInstitutionInput:
    """An institution."""

    code: Code = required("Its code in this exchange: 1 to 40 capital letters, digits and . _ -")
    name: str = required("Its name, 1 to 200 characters.")
    kind: InstitutionKind = required("What it is to the exchange.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="A program of an institution that may ask for access tokens.")
class RegisterClientInput:
    """A client."""

    name: str = required("What it is, 1 to 200 characters.")
    institution: Code = required("The code of the institution whose program it is.")
    scopes: list[str] = required("The scopes it may ask for; the institution's kind must be allowed each of them.")
    keys: str = required("Its public keys, 1 to 8: the text of a JWKS (RFC 7517), a JWK or a PEM. Never a private one.")
    redirect_uris: list[str] = strawberry.field(
        description="Where its users may be sent back to; none for a program that asks for itself only.",
        default_factory=list,
    )
    trusted_documents: bool = strawberry.field(
        description="Whether it may send nothing but the hashes of documents that are registered for it.",
        default=False,
    )
    client_id: Code | None = given("The id it gets; one is made up when left out.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Other public keys for a client; the former ones count no more.")
class ReplaceClientKeysInput:
    """Keys."""

    client_id: Code = required("The client's id.")
    keys: str = required("Its public keys, 1 to 8: the text of a JWKS (RFC 7517), a JWK or a PEM. Never a private one.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Other scopes for a client; its tokens lose what is no longer among them at once.")
class ChangeClientScopesInput:
    """Scopes."""

    client_id: Code = required("The client's id.")
    scopes: list[str] = required("All scopes it may ask for from now on.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="What documents a client may send.")
class ChangeClientDocumentsInput:
    """Documents."""

    client_id: Code = required("The client's id.")
    trusted_documents: bool = required(
        "True: nothing but the hashes of documents that are registered for it. False: documents of its own too."
    )
    idempotency_key: str | None = repeatable()


@strawberry.input(description="Which client is let in no more, or again.")
class ClientInput:
    """A client."""

    client_id: Code = required("The client's id.")
    idempotency_key: str | None = repeatable()


@strawberry.input(description="A person who may sign in.")
class RegisterUserInput:
    """A user."""

    login: str = required("What the user signs in with: 3 to 64 of a-z, 0-9 and . _ @ + -; nobody else has it.")
    name: str = required("The user's name, 1 to 100 characters.")
    initial_password: str = required(
        "The first password, 12 to 200 characters. Pass it as a variable; no answer has it."
    )
    institution: Code | None = given("The code of the institution whose staff the user is; null for all others.")


@strawberry.input(description="Which user is let in no more.")
class DisableUserInput:
    """A user."""

    user: strawberry.ID = required("The user's id.")
    idempotency_key: str | None = repeatable()


def _client(self: Any) -> Select[Any]:
    return select(*OF_CLIENT).where(CLIENT.c.client_id == self.client_id)


def _user(self: Any) -> Select[Any]:
    return select(*OF_USER).where(USER.c.id == self.user_id)


@of(None, "An institution after a command about it.")
class InstitutionPayload:
    """The institution, read back."""

    institution: Institution = link(
        referred(INSTITUTION.c.code, "institution_code"), "The institution as it is now.", PARTICIPANTS
    )


@of(None, "A client after a command about it.")
class ClientPayload:
    """The client, read back."""

    client: Client | None = link(_client, "The client as it is now.", READ)


@of(None, "A user after a command about it.")
class UserPayload:
    """The user, read back."""

    user: User | None = link(_user, "The user as registered now.", READ)


InstitutionResult = Annotated[
    InstitutionPayload | CommandError, strawberry.union("InstitutionResult", description="The institution, or why not.")
]
ClientResult = Annotated[
    ClientPayload | CommandError, strawberry.union("ClientResult", description="The client, or why not.")
]
UserResult = Annotated[UserPayload | CommandError, strawberry.union("UserResult", description="The user, or why not.")]
