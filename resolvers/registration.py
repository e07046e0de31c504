"""The commands about who takes part: the operator enrols institutions, registers their clients, and users."""

from typing import Any

from auth.oauth import client_change, clients, public_keys
from auth.oauth.model import OAuthClient
from auth.people import users
from auth.people.model import User
from exchange.institution import roll
from resolvers.command import Context, Made
from resolvers.permission import refuse_all_but_operator


def enrol(context: Context, input: Any) -> Made:  # noqa: A002 - the argument's name in the contract
    """Enrol an institution; saying the same again changes nothing."""
    refuse_all_but_operator(context)
    roll.create(context.session.connection(), input.code, input.name, input.kind.value)
    return Made("InstitutionPayload", {"institution_code": input.code})


def register_client(context: Context, input: Any) -> Made:  # noqa: A002
    """Register a program of an institution with its public keys."""
    refuse_all_but_operator(context)
    wanted = clients.Wanted(
        name=input.name,
        institution_code=input.institution,
        scopes=tuple(input.scopes),
        client_id=input.client_id,
        redirect_uris=tuple(input.redirect_uris),
        trusted_documents=input.trusted_documents,
    )
    return _client(clients.create(context.session, wanted, public_keys.read(input.keys.encode())))


def replace_client_keys(context: Context, input: Any) -> Made:  # noqa: A002
    """Give a client other public keys."""
    refuse_all_but_operator(context)
    keys = public_keys.read(input.keys.encode())
    return _client(client_change.replace_keys(context.session, input.client_id, keys))


def change_client_scopes(context: Context, input: Any) -> Made:  # noqa: A002
    """Register a client with other scopes."""
    refuse_all_but_operator(context)
    return _client(client_change.change_scopes(context.session, input.client_id, tuple(input.scopes)))


def change_client_documents(context: Context, input: Any) -> Made:  # noqa: A002
    """Let a client send hashes alone, or documents of its own too."""
    refuse_all_but_operator(context)
    only = input.trusted_documents
    return _client(client_change.trust_documents(context.session, input.client_id, only=only))


def disable_client(context: Context, input: Any) -> Made:  # noqa: A002
    """Let a client in no more."""
    refuse_all_but_operator(context)
    return _client(client_change.disable(context.session, input.client_id))


def enable_client(context: Context, input: Any) -> Made:  # noqa: A002
    """Let a client in again."""
    refuse_all_but_operator(context)
    return _client(client_change.enable(context.session, input.client_id))


def register_user(context: Context, input: Any) -> Made:  # noqa: A002
    """Register a person, an institution's staff where it is named.

    The command takes no idempotency key: a receipt would keep a fast hash of its input, and the password is part of
    that. The login is taken once, so sending the command again does nothing twice.
    """
    refuse_all_but_operator(context)
    return _user(
        users.create(
            context.session,
            login=input.login,
            name=input.name,
            password=input.initial_password,
            institution_code=input.institution,
        )
    )


def disable_user(context: Context, input: Any) -> Made:  # noqa: A002
    """Let a person in no more."""
    refuse_all_but_operator(context)
    return _user(users.disable(context.session, input.user))


def _client(client: OAuthClient) -> Made:
    return Made("ClientPayload", {"client_id": client.client_id})


def _user(user: User) -> Made:
    return Made("UserPayload", {"user_id": user.id})
