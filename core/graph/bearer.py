"""`Authorization: Bearer`: who a token speaks for.

core knows no tokens; the package that issues them declares how to read one.
"""

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest
from graphql import GraphQLError

from core.viewer import Viewer

Reader = TypeVar("Reader", bound=Callable[[str], Viewer])

_readers: list[Callable[[str], Viewer]] = []


class TokenRefused(GraphQLError):
    """The token speaks for nobody. `code` is one that Saleor's clients know: they refresh or sign out on it."""

    def __init__(self, message: str = "Invalid token", code: str = "InvalidTokenError") -> None:
        super().__init__(message, extensions={"code": code, "exception": {"code": code}})


def token_reader(function: Reader) -> Reader:
    """Declare how a token is read: it answers the viewer or raises TokenRefused."""
    _readers.append(function)
    return function


def token_of(request: HttpRequest) -> str | None:
    """The Bearer token of a request; None without one, also for another scheme (a proxy's Basic is not ours)."""
    scheme, _, token = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    return token.strip() if scheme.lower() in ("bearer", "jwt") else None


def viewer_of(token: str) -> Viewer:
    """Raises TokenRefused."""
    if not _readers:
        raise TokenRefused
    return _readers[-1](token)
