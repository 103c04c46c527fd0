"""What tests in a browser have in common: signing in at the door, and what every page must be."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

PASSWORD = "một mật khẩu dài"
# What axe says of unfold and select2 themselves, on any page of the officers' desk.
OF_UNFOLD = frozenset({"aria-input-field-name", "empty-table-header", "landmark-unique"})


def sign_in(page: Page, email: str, address: str, leads_to: str | None = None) -> None:
    """From an address that asks who is there, through the door, to where that leads: back there if nothing is said."""
    page.goto(address)
    page.get_by_label("Thư điện tử").fill(email)
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url(lambda url: url.endswith(leads_to or address))


def assert_fits(page: Page) -> None:
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider <= 0, f"{page.url} scrolls sideways by {wider} px"


def assert_accessible(page: Page, allowed: frozenset[str] = frozenset()) -> None:
    found = Axe().run(page)
    broken = [one for one in found.response["violations"] if one["id"] not in allowed]
    assert broken == [], f"{page.url}\n{found.generate_report()}"


def assert_fits_and_is_accessible(page: Page) -> None:
    """With everything open that can be opened."""
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert_fits(page)
    assert_accessible(page)
