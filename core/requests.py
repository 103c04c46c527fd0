"""The request as the WSGI server's environment describes it."""

from typing import Any

from django.core.handlers.wsgi import WSGIRequest
from django.utils.functional import cached_property


class Request(WSGIRequest):
    """One without the two headers that Django fails over before a view or an error page could answer."""

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        """A Content-Type that cannot be parsed is none."""
        try:
            super()._set_content_type_params(meta)  # type: ignore[misc]  # left out of its stubs
        except (ValueError, TypeError):
            self.content_type, self.content_params = "", {}

    @cached_property
    def COOKIES(self) -> dict[str, str]:  # type: ignore[override]  # noqa: N802 - Django's name
        """Cookies that hold a NUL (an escape writes it) are dropped: PostgreSQL refuses a session key with one."""
        return {name: value for name, value in super().COOKIES.items() if "\0" not in value}
