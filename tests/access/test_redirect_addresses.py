"""Which addresses may be registered for users to be sent back to."""

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from auth.oauth import clients
from auth.oauth.redirect import RedirectRefused, registrable
from tests.access.oauth_party import add_bureau, wanted


@pytest.mark.parametrize(
    "address",
    [
        "https://bank.example/callback",
        "https://bank.example:8443/a?b=c&d=%20",
        "http://127.0.0.1:3000/callback",
        "http://[::1]/callback",
        "http://localhost/",
    ],
)
def test_an_address_with_tls_or_on_a_loopback_is_registered(address: str) -> None:
    assert registrable((address, address)) == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "/callback",
        "bank.example",
        "http://bank.example/callback",
        "https:///callback",
        "https://bank.example/#part",
        "https://user@bank.example/",
        "https://bank.example/a b",
        "https://bank.example/公开",
        'https://bank.example/"',
        "https://bank.example/'",
        "https://bank.example/\n",
        "https://bank.example:port/",
        "javascript:alert(1)",
        "https://bank.example/" + "a" * 512,
    ],
)
def test_any_other_is_refused(engine: Engine, address: str) -> None:
    add_bureau(engine)
    with Session(engine) as session, pytest.raises(RedirectRefused):
        clients.create(session, wanted(redirect_uris=("https://bank.example/", address)), '{"keys": []}')
