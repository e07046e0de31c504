"""Which client sends a request, by exactly one proof, with one answer to every kind of bad one."""

from authlib.oauth2.rfc6749 import InvalidClientError, InvalidRequestError, OAuth2Request
from sqlalchemy.orm import Session

from auth.oauth import secret
from auth.oauth.admission import admitted
from auth.oauth.assertion import Assertion
from auth.oauth.registered import Registered
from exchange.settings import Settings


def authenticated(session: Session, settings: Settings, request: OAuth2Request) -> Registered:
    """Return the client that the request proves to come from.

    Raises InvalidRequestError for two proofs at once, InvalidClientError for any that fails: unknown client, wrong
    key, wrong secret and used assertion are answered alike. A used assertion stays used when the rest is refused.
    """
    form, authorization = request.form, request.headers.get("Authorization")
    asserted = "client_assertion" in form or "client_assertion_type" in form
    if asserted + (authorization is not None) + ("client_secret" in form) > 1:
        raise InvalidRequestError("The request proves the client in more than one way.")
    if authorization is not None:
        client = _by_secret(session, settings, secret.from_basic(authorization))
    elif asserted:
        client = _by_assertion(session, settings, request)
    else:
        client = _by_secret(session, settings, secret.from_form(form))
    if client is None:
        # RFC 6749, 5.2: 401 with a challenge where the header was used, else 400.
        raise InvalidClientError("Client authentication failed.", status_code=400 if authorization is None else 401)
    return client


def _by_secret(session: Session, settings: Settings, given: tuple[str, str] | None) -> Registered | None:
    client = _admitted(session, settings, given[0]) if given else None
    return client if given and client and client.check_client_secret(given[1]) else None


def _by_assertion(session: Session, settings: Settings, request: OAuth2Request) -> Registered | None:
    def query(client_id: str) -> Registered | None:
        # The assertion's subject; a client_id beside it must say the same (RFC 7521, 4.2).
        same = request.form.get("client_id") in (None, client_id)
        return _admitted(session, settings, client_id) if same else None

    try:
        client: Registered | None = Assertion(session, settings.issuer)(query, request)
    except InvalidClientError:
        return None
    return client


def _admitted(session: Session, settings: Settings, client_id: str) -> Registered | None:
    found = admitted(session, settings, client_id)
    return None if found is None else Registered(found)
