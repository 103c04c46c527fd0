"""The browser of the browser tests: the system's Chromium if there is one, else the one Playwright installed."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, BrowserType, ConsoleMessage, Page, Route, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
SIZES = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1366, "height": 900}}
# The browser asks nobody but the page's own server.
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--no-first-run",
)


def system_browser() -> str | None:
    """The path of a browser this machine has, or None."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


@contextmanager
def launched() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = begun(playwright.chromium)
        yield browser
        browser.close()


def begun(kind: BrowserType, *further: str) -> Browser:
    """A browser of its own, with further arguments of its command line; whoever begins it closes it."""
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium refuses root with its sandbox on
    return kind.launch(executable_path=system_browser(), args=[*QUIET, *sandbox, *further])


class Visit:
    """One visitor's window onto a server, and everything that went wrong in it."""

    def __init__(self, browser: Browser, server: str, size: str, *, javascript: bool = True, **options):
        self.server = server
        self.problems: list[str] = []
        self.context: BrowserContext = browser.new_context(
            base_url=server, viewport=SIZES[size], java_script_enabled=javascript, locale="vi-VN", **options
        )
        self.context.route("**/*", self._only_the_server)
        self.page: Page = self.context.new_page()
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.problems.append(f"uncaught: {error}"))

    def _only_the_server(self, route: Route) -> None:
        if route.request.url.startswith((self.server, "data:", "blob:")):
            route.continue_()
        else:
            self.problems.append(f"asked another server: {route.request.url}")
            route.abort()

    def _console(self, message: ConsoleMessage) -> None:
        if message.type != "error":
            return
        # The status of the page itself is the test's own business: a test of the 404 page opens one.
        if message.text.startswith("Failed to load resource") and message.location.get("url") == self.page.url:
            return
        self.problems.append(f"console: {message.text}")

    def close(self) -> None:
        self.context.close()
        assert not self.problems, "\n".join(self.problems)
