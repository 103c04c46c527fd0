"""Who a Bearer token speaks for; core.graph asks here, and a request with such a header ignores cookies."""

from accounts import tokens
from accounts.errors import AccountError, TokenExpired
from core.graph.bearer import TokenRefused, token_reader
from core.viewer import Viewer


@token_reader
def viewer_of_token(token: str) -> Viewer:
    """The user of an access token; a refresh token opens nothing. Raises TokenRefused in words clients look for."""
    try:
        user = tokens.user_of(token, "access")
    except TokenExpired as refusal:
        raise TokenRefused("Signature has expired", "ExpiredSignatureError") from refusal
    except AccountError as refusal:
        raise TokenRefused("Invalid token", "InvalidTokenError") from refusal
    return Viewer(lambda: user)
