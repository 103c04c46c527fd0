"""Fixtures every test may use."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from typing import Any

import pytest
from django.db import connections
from playwright.sync_api import Browser, Page

from core import clock as core_clock
from core import graph
from tests import chromium


@pytest.fixture
def graphql(db) -> Callable[..., dict[str, Any]]:
    """Execute a document in process: `graphql(DOCUMENT, slug="mam")` answers its data; any error fails the test."""

    def execute(document: str, viewer=None, **variables) -> dict[str, Any]:
        answer = graph.execute(document, variables, viewer=viewer)
        for error in answer.errors:
            raise error.original_error or AssertionError(error.formatted)
        return answer.data

    return execute


@pytest.fixture
def clock() -> Iterator[Callable[[str], datetime]]:
    """Stop the clock, as often as a test likes: `clock("2026-03-01T09:00")`, Vietnam's time unless it names a zone."""
    with ExitStack() as stack:

        def stop(at: str) -> datetime:
            instant = datetime.fromisoformat(at)
            if instant.tzinfo is None:
                instant = instant.replace(tzinfo=core_clock.VIETNAM)
            return stack.enter_context(core_clock.frozen(instant))

        yield stop


@pytest.fixture
def at_once(transactional_db) -> Callable[..., list[Any]]:
    """Run callables in threads that start together, each on its own connection; results or exceptions, in order."""

    def run(*calls: Callable[[], Any]) -> list[Any]:
        results: list[Any] = [None] * len(calls)
        start = threading.Barrier(len(calls))

        def work(place: int, call: Callable[[], Any]) -> None:
            try:
                start.wait()
                results[place] = call()
            except Exception as error:  # noqa: BLE001  (handed to the test, which says what it expected)
                results[place] = error
            finally:
                connections.close_all()

        threads = [threading.Thread(target=work, args=pair) for pair in enumerate(calls)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return results

    return run


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all browser tests of this process."""
    with chromium.launched() as launched:
        yield launched


@pytest.fixture
def visit(browser, live_server) -> Iterator[Callable[..., Page]]:
    """Open windows: `visit("phone", javascript=False)`. A console error, a CSP violation or a foreign request fails."""
    visits: list[chromium.Visit] = []

    def open_window(size: str = "desktop", **options) -> Page:
        visits.append(chromium.Visit(browser, live_server.url, size, **options))
        return visits[-1].page

    yield open_window
    for made in visits:
        made.close()


@pytest.fixture(params=sorted(chromium.SIZES))
def page(request, visit) -> Page:
    """A window of each size: the test runs on a phone and on a desktop."""
    return visit(request.param)
