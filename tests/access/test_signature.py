"""What the exchange signs besides tokens: checkable for ever, and never as something else."""

from datetime import timedelta

import pytest
from joserfc.jwk import ECKey
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from auth.oauth import keys
from auth.oauth.jws import TokenMalformed
from auth.oauth.model import SigningKey
from auth.oauth.signature import sign, verified
from exchange.settings import Settings
from tests.access.oauth_party import Party, signed

CLAIMS = {"id": "cns_1", "text": "同意"}


def test_what_was_signed_is_verified(engine: Engine) -> None:
    with Session(engine) as session, session.begin():
        jws = sign(session, "consent+jwt", CLAIMS)
        assert verified(session, jws, "consent+jwt") == CLAIMS


def test_one_kind_of_statement_does_not_pass_for_another(engine: Engine, settings: Settings) -> None:
    token = Party.of(engine, settings).token()
    with Session(engine) as session, session.begin():
        jws = sign(session, "consent+jwt", CLAIMS)
        for text, typ in ((jws, "tree-head+jwt"), (jws, "at+jwt"), (token, "consent+jwt")):
            with pytest.raises(TokenMalformed):
                verified(session, text, typ)


def test_a_changed_statement_is_none(engine: Engine) -> None:
    with Session(engine) as session, session.begin():
        head, body, signature = sign(session, "consent+jwt", CLAIMS).split(".")
        other = sign(session, "consent+jwt", {**CLAIMS, "id": "cns_2"}).split(".")
        for text in (f"{head}.{other[1]}.{signature}", f"{head}.{body}.{other[2]}", f"{head}.{body}.", "abc", ""):
            with pytest.raises(TokenMalformed):
                verified(session, text, "consent+jwt")


def test_another_key_with_our_kid_signs_nothing(engine: Engine) -> None:
    with Session(engine) as session, session.begin():
        sign(session, "consent+jwt", CLAIMS)
        kid = session.scalars(select(SigningKey.kid)).one()
        for header in ({"kid": kid}, {"kid": "unknown"}, {"kid": "a\0"}, {}):
            forged = signed({"alg": "ES256", "typ": "consent+jwt", **header}, CLAIMS, ECKey.generate_key("P-256"))
            with pytest.raises(TokenMalformed):
                verified(session, forged, "consent+jwt")


def test_it_is_verified_long_after_its_key_is_gone(engine: Engine, settings: Settings) -> None:
    with Session(engine) as session, session.begin():
        jws = sign(session, "consent+jwt", CLAIMS)
        keys.rotate(session, settings)
        for key in session.scalars(select(SigningKey)):
            key.active_from -= timedelta(days=400)
            key.retired_at = key.retired_at and key.retired_at - timedelta(days=400)
        session.flush()
        keys.rotate(session, settings)
        assert len(keys.published(session)) == 2
        assert verified(session, jws, "consent+jwt") == CLAIMS
        private = session.scalars(select(SigningKey.private_jwk).order_by(SigningKey.created_at)).all()
    assert [one is None for one in private] == [True, False, False]
