"""Signed tokens with Saleor's claims: a short access token and a long refresh token.

`iss` is the API's address byte for byte: clients compare it with the address they were given and drop a token of any
other. A token dies with the user's `token_key`.
"""

from datetime import datetime, timedelta
from typing import Any, Literal

import jwt
from django.conf import settings
from django.utils.crypto import salted_hmac

from accounts.errors import TokenExpired, TokenInvalid, TokenUnreadable
from accounts.models import User
from core import clock
from core.graph import global_id, key_of

Kind = Literal["access", "refresh"]

LIFETIMES: dict[Kind, timedelta] = {"access": timedelta(minutes=5), "refresh": timedelta(days=30)}
ALGORITHM = "HS256"
# Saleor's clients take a token of any other owner for one of a foreign identity service.
OWNER = "saleor"
REQUIRED = ["iat", "exp", "iss", "type", "token", "user_id"]


def issuer() -> str:
    """The API's address, as clients are given it."""
    return f"{settings.SHOP_URL}/graphql/"


def _key() -> bytes:
    return salted_hmac("accounts.tokens", "sign", algorithm="sha256").digest()


def issue(user: User, kind: Kind) -> str:
    """A token of the user from now on."""
    now = clock.now()
    claims = {
        "iat": now,
        "exp": now + LIFETIMES[kind],
        "iss": issuer(),
        "owner": OWNER,
        "type": kind,
        "token": user.token_key,
        "user_id": global_id("User", user.pk),
        "email": user.email,
        "is_staff": user.is_staff,
    }
    return jwt.encode(claims, _key(), algorithm=ALGORITHM)


def claims_of(token: str) -> dict[str, Any]:
    """What a token of ours says. Raises TokenExpired, TokenInvalid (signed by another), TokenUnreadable."""
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            _key(),
            algorithms=[ALGORITHM],
            issuer=issuer(),
            # The shop has one clock, and it is not PyJWT's.
            options={"verify_exp": False, "verify_iat": False, "require": REQUIRED},
        )
    except (jwt.InvalidSignatureError, jwt.InvalidIssuerError, jwt.MissingRequiredClaimError) as error:
        raise TokenInvalid from error
    except jwt.InvalidTokenError as error:
        raise TokenUnreadable from error
    if datetime.fromtimestamp(claims["exp"], tz=clock.VIETNAM) <= clock.now():
        raise TokenExpired
    return claims


def user_of(token: str, kind: Kind) -> User:
    """The active user a token of this kind speaks for. Raises TokenExpired, TokenInvalid, TokenUnreadable."""
    claims = claims_of(token)
    key = key_of(str(claims["user_id"]), "User")
    if claims["type"] != kind or key is None:
        raise TokenInvalid
    user = User.objects.filter(pk=key, is_active=True, token_key=claims["token"]).first()
    if user is None:
        raise TokenInvalid
    return user
