"""Signing in by token, as Saleor's clients do it."""

from datetime import timedelta

import pytest

from accounts import tokens
from accounts.schema import User
from accounts.throttling import FREE_FROM_ADDRESS
from core.viewer import Viewer
from tests import factories

SIGN_IN = """
mutation($email: String!, $password: String!) {
  tokenCreate(email: $email, password: $password) {
    token refreshToken user { email firstName } errors { code field message }
  }
}
"""
REFRESH = "mutation($t: String) { tokenRefresh(refreshToken: $t) { token user { email } errors { code field } } }"
VERIFY = "mutation($t: String!) { tokenVerify(token: $t) { isValid payload user { email } errors { code } } }"


@pytest.fixture
def lan(db):
    return factories.user("lan@vidu.example", "mat-khau-dai", first_name="Lan")


def test_signing_in_gives_both_tokens_and_the_user(graphql, lan):
    answer = graphql(SIGN_IN, email="Lan@vidu.example", password="mat-khau-dai")["tokenCreate"]
    assert tokens.user_of(answer["token"], "access") == tokens.user_of(answer["refreshToken"], "refresh") == lan
    assert (answer["user"], answer["errors"]) == ({"email": "lan@vidu.example", "firstName": "Lan"}, [])


@pytest.mark.parametrize("who", ["wrong password", "unknown", "closed"])
def test_a_refusal_does_not_say_who_is_a_customer(graphql, lan, who):
    if who == "closed":
        lan.is_active = False
        lan.save(update_fields=["is_active"])
    email = "ai@vidu.example" if who == "unknown" else lan.email
    answer = graphql(SIGN_IN, email=email, password="sai" if who == "wrong password" else "mat-khau-dai")
    assert answer["tokenCreate"] == {
        "token": None,
        "refreshToken": None,
        "user": None,
        "errors": [{"code": "INVALID_CREDENTIALS", "field": "email", "message": "E-mail hoặc mật khẩu không đúng."}],
    }


def test_too_many_wrong_passwords_delay_even_the_right_one(graphql, lan, clock):
    clock("2026-11-24T09:00")
    for _ in range(FREE_FROM_ADDRESS):
        graphql(SIGN_IN, email=lan.email, password="sai")
    answer = graphql(SIGN_IN, email=lan.email, password="mat-khau-dai")["tokenCreate"]
    assert answer["token"] is None
    assert [error["code"] for error in answer["errors"]] == ["LOGIN_ATTEMPT_DELAYED"]


def test_a_refresh_token_alone_gives_a_new_access_token(graphql, lan):
    answer = graphql(REFRESH, t=tokens.issue(lan, "refresh"))["tokenRefresh"]
    assert tokens.user_of(answer["token"], "access") == lan
    assert (answer["user"], answer["errors"]) == ({"email": lan.email}, [])


def test_what_cannot_refresh(graphql, lan, clock):
    at = clock("2026-11-24T09:00")
    old = tokens.issue(lan, "refresh")
    clock((at + timedelta(days=31)).isoformat())
    for token, code in (
        (None, "JWT_MISSING_TOKEN"),
        ("", "JWT_MISSING_TOKEN"),
        ("x", "JWT_DECODE_ERROR"),
        (old, "JWT_SIGNATURE_EXPIRED"),
        (tokens.issue(lan, "access"), "JWT_INVALID_TOKEN"),
    ):
        assert graphql(REFRESH, t=token)["tokenRefresh"] == {
            "token": None,
            "user": None,
            "errors": [{"code": code, "field": "refreshToken"}],
        }


def test_a_good_token_says_what_it_says(graphql, lan):
    answer = graphql(VERIFY, t=tokens.issue(lan, "access"))["tokenVerify"]
    assert (answer["isValid"], answer["user"], answer["errors"]) == (True, {"email": lan.email}, [])
    assert answer["payload"]["email"] == lan.email


def test_a_bad_token_is_told_as_bad(graphql, lan):
    assert graphql(VERIFY, t="x")["tokenVerify"] == {
        "isValid": False,
        "payload": None,
        "user": None,
        "errors": [{"code": "JWT_DECODE_ERROR"}],
    }


def test_me_is_whoever_asks_and_nobody_for_nobody(graphql, lan):
    document = "{ me { email firstName phone isStaff } }"
    assert graphql(document) == {"me": None}
    assert graphql(document, viewer=Viewer(lambda: lan))["me"] == {
        "email": lan.email,
        "firstName": "Lan",
        "phone": None,
        "isStaff": False,
    }


def test_nobody_sees_anyone_but_themselves(lan):
    stranger = factories.user("minh@vidu.example")
    assert list(User.visible_to(Viewer(lambda: lan))) == [lan]
    assert stranger not in User.visible_to(Viewer(lambda: lan))
    assert not User.visible_to(Viewer.anonymous()).exists()


def post(client, document, token):
    return client.post(
        "/graphql/", {"query": document}, content_type="application/json", headers={"Authorization": f"Bearer {token}"}
    )


def test_a_bearer_header_is_who_asks_and_cookies_are_not(client, lan):
    client.force_login(factories.user("minh@vidu.example"))
    assert post(client, "{ me { email } }", tokens.issue(lan, "access")).json()["data"]["me"] == {"email": lan.email}


def test_an_expired_bearer_is_told_in_both_places_clients_look(client, lan, clock):
    at = clock("2026-11-24T09:00")
    token = tokens.issue(lan, "access")
    clock((at + timedelta(minutes=6)).isoformat())
    answer = post(client, "{ me { email } }", token)
    error = answer.json()["errors"][0]
    assert error["message"] == "Signature has expired"
    assert error["extensions"]["code"] == error["extensions"]["exception"]["code"] == "ExpiredSignatureError"
