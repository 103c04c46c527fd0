"""Counts the SQL statements of a request that asks for it; others pay one look at a dictionary."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

ASKED_HEADER = "X-Count-Statements"
ASKED = "HTTP_X_COUNT_STATEMENTS"
ANSWERED = "X-SQL-Statements"


def counted(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: the outermost, so that no statement escapes it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if ASKED not in request.META:
            return get_response(request)
        count = 0

        def note(execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
            nonlocal count
            count += 1
            return execute(sql, params, many, context)

        with connection.execute_wrapper(note):
            response = get_response(request)
        response[ANSWERED] = str(count)
        return response

    return middleware
