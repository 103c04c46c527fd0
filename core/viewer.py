"""Who is asking: a user id, permissions, and named scopes of rows, each loaded once and only when asked.

A package that knows memberships fills a scope by discovery, so nothing here knows producers or sales points:

    @viewer.scope_source("producers")
    def producers_of(user_id: int) -> Iterable[int]: ...
"""

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Protocol, Self

from django.http import HttpRequest

ScopeSource = Callable[[int], Iterable[int]]

_sources: dict[str, list[ScopeSource]] = {}


class ScopeUnknownError(LookupError):
    """No installed package fills that scope: a programming error."""


def scope_source(name: str) -> Callable[[ScopeSource], ScopeSource]:
    """Let a function say which rows a user works for; several may fill one scope, and their answers are joined."""

    def add(source: ScopeSource) -> ScopeSource:
        _sources.setdefault(name, []).append(source)
        return source

    return add


class Account(Protocol):
    """What of AUTH_USER_MODEL's user is read here; core knows no more of people."""

    @property
    def pk(self) -> int: ...
    @property
    def is_staff(self) -> bool: ...
    def has_perm(self, perm: str) -> bool: ...


class Viewer:
    """One reader during one request; never kept longer, since permissions change."""

    def __init__(self, find: Callable[[], Account | None]) -> None:
        """`find` answers with the active user, or nobody; it is called at most once."""
        self._find = find
        self._scopes: dict[str, frozenset[int]] = {}

    @classmethod
    def anonymous(cls) -> Self:
        """A reader who has not said who they are."""
        return cls(lambda: None)

    @classmethod
    def of(cls, request: HttpRequest) -> Self:
        """Whoever authentication found for the request; an inactive user counts as anonymous."""

        def find() -> Account | None:
            user = getattr(request, "user", None)
            return user if user is not None and user.is_authenticated and user.is_active else None

        return cls(find)

    @property
    def user_id(self) -> int | None:
        """The user's key; None for anonymous."""
        return None if self._user is None else self._user.pk

    @property
    def is_authenticated(self) -> bool:
        """Whether the reader is somebody."""
        return self.user_id is not None

    @property
    def is_staff(self) -> bool:
        """Whether the reader may enter the admin."""
        return self._user is not None and self._user.is_staff

    def has_perm(self, name: str) -> bool:
        """Whether the reader holds `app.codename`, directly, by a group or as a superuser."""
        return self._user is not None and self._user.has_perm(name)

    def scope(self, name: str) -> frozenset[int]:
        """Keys of the rows the reader works for; empty for nobody. Raises ScopeUnknownError."""
        if name not in _sources:
            raise ScopeUnknownError(name)
        if self.user_id is None:
            return frozenset()
        if name not in self._scopes:
            user_id = self.user_id
            self._scopes[name] = frozenset(key for source in _sources[name] for key in source(user_id))
        return self._scopes[name]

    @cached_property
    def _user(self) -> Account | None:
        return self._find()
