"""Tokens say what Saleor's say, and die when they should."""

from datetime import timedelta

import jwt
import pytest

from accounts import tokens
from accounts.authentication import viewer_of_token
from accounts.errors import TokenExpired, TokenInvalid, TokenUnreadable
from accounts.models import new_token_key
from core.graph.bearer import TokenRefused
from tests import factories


@pytest.fixture
def lan(db):
    return factories.user()


def test_claims(lan, clock, settings):
    settings.SHOP_URL = "https://chophien.example"
    at = clock("2026-11-24T09:00")
    claims = jwt.decode(tokens.issue(lan, "access"), options={"verify_signature": False})
    assert claims["iss"] == "https://chophien.example/graphql/"
    assert claims["exp"] - claims["iat"] == 300
    assert claims["iat"] == int(at.timestamp())
    assert (claims["type"], claims["email"], claims["is_staff"]) == ("access", "lan@vidu.example", False)


@pytest.mark.parametrize(("kind", "lifetime"), [("access", timedelta(minutes=5)), ("refresh", timedelta(days=30))])
def test_a_token_lives_as_long_as_its_kind(lan, clock, kind, lifetime):
    at = clock("2026-11-24T09:00")
    token = tokens.issue(lan, kind)
    clock((at + lifetime - timedelta(seconds=1)).isoformat())
    assert tokens.user_of(token, kind) == lan
    clock((at + lifetime).isoformat())
    with pytest.raises(TokenExpired):
        tokens.user_of(token, kind)


def test_one_kind_does_not_pass_for_the_other(lan):
    with pytest.raises(TokenInvalid):
        tokens.user_of(tokens.issue(lan, "refresh"), "access")


def test_a_token_of_another_signer_or_of_none_is_refused(lan):
    claims = jwt.decode(tokens.issue(lan, "access"), options={"verify_signature": False})
    with pytest.raises(TokenInvalid):
        tokens.user_of(jwt.encode(claims, "k" * 32, algorithm="HS256"), "access")
    with pytest.raises(TokenUnreadable):
        tokens.user_of(jwt.encode(claims, None, algorithm="none"), "access")


def test_a_token_of_another_shop_is_refused(lan, settings):
    token = tokens.issue(lan, "access")
    settings.SHOP_URL = "https://other.example"
    with pytest.raises(TokenInvalid):
        tokens.user_of(token, "access")


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "é", "x" * 10_000])
def test_what_is_no_token_is_refused(db, token):
    with pytest.raises(TokenUnreadable):
        tokens.user_of(token, "access")


def test_a_new_token_key_ends_every_token(lan):
    token = tokens.issue(lan, "refresh")
    lan.token_key = new_token_key()
    lan.save(update_fields=["token_key"])
    with pytest.raises(TokenInvalid):
        tokens.user_of(token, "refresh")


def test_a_closed_account_has_no_tokens(lan):
    token = tokens.issue(lan, "access")
    lan.is_active = False
    lan.save(update_fields=["is_active"])
    with pytest.raises(TokenInvalid):
        tokens.user_of(token, "access")


def test_a_bearer_is_the_user(lan):
    assert viewer_of_token(tokens.issue(lan, "access")).user_id == lan.pk


def test_a_refused_bearer_speaks_in_words_clients_look_for(lan, clock):
    at = clock("2026-11-24T09:00")
    token = tokens.issue(lan, "access")
    clock((at + timedelta(hours=1)).isoformat())
    for bad, code in ((token, "ExpiredSignatureError"), ("x", "InvalidTokenError")):
        with pytest.raises(TokenRefused) as refusal:
            viewer_of_token(bad)
        assert refusal.value.extensions == {"code": code, "exception": {"code": code}}
