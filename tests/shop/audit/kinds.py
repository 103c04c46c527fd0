"""`python -m tests.shop.audit.kinds`: the path of one page of each kind, in Vietnamese, of the settings' database.

With each, the e-mail and password of the demonstration account that is shown it; none for what a stranger sees. Kinds
are the names of the URLconf, but for the officers' desk, which is unfold's.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

import django

if __name__ == "__main__":
    django.setup()

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.translation import override

from accounts.demonstration import MODEL_MAKER, PASSWORD, PEOPLE
from catalog.models import Producer
from core import clock
from shop.found.sitemaps import sections
from stock.models import GoodsReceipt, Lot, SalesPoint, StockCount, Transfer, WriteOff
from stock.selectors.watch import scarce_at

# Addresses that answer no page: the API, files, pictures, feeds, redirects after a form.
NO_PAGES = frozenset(
    {
        *("graphql", "picture", "paper", "sitemap", "sitemap_section", "robots", "manifest", "worker"),
        *("picture_of_page", "new_products", "merchant_feed", "channel", "near", "targets_csv", "figures_csv"),
        *("desk_labels_printed", "report_file", "recall_file", "producer_consigned_file"),
        "linked_lot",  # leads to "lot"
    }
)
# Kinds that need something the demonstration has none of: a draft somebody began, an account that is shut.
UNSEEN = frozenset({"producer_new_draft", "producer_draft", "account_inactive", "desk_redraft", "desk_count_submit"})
# Who sees the pages that ask who is there, by how their names begin.
SEEN_BY = {
    "account": "buyer",
    "producer_": "producer",
    "desk": "staff",
    "report_": "officer",
    "recall": "officer",
}
OPEN = frozenset({"account_login"})


def _maker() -> Producer:
    return Producer.objects.get(slug=MODEL_MAKER)


def _point() -> SalesPoint:
    """One where the demonstration's staff work."""
    staff = next(person.email for person in PEOPLE if person.role == "staff")
    return SalesPoint.objects.filter(staff__user__email=staff).order_by("pk")[0]


# What a page that the map of the site does not name is about, by the name of the address's argument.
ABOUT: dict[str, Callable[[], Any]] = {
    "producer": lambda: _maker().pk,
    "product": lambda: _maker().products.order_by("pk").values_list("pk", flat=True)[0],
    "point": lambda: _point().slug,
    "receipt": lambda: GoodsReceipt.objects.filter(point=_point()).order_by("-pk").values_list("pk", flat=True)[0],
    "transfer": lambda: Transfer.objects.filter(from_point=_point()).order_by("-pk").values_list("pk", flat=True)[0],
    "count": lambda: (
        StockCount.objects.filter(location__point=_point()).order_by("-pk").values_list("pk", flat=True)[0]
    ),
    "paper": lambda: WriteOff.objects.filter(point=_point()).order_by("-pk").values_list("pk", flat=True)[0],
    "lot": lambda: Lot.objects.order_by("pk").values_list("pk", flat=True)[0],
    "variant": lambda: scarce_at([_point().pk], clock.today())[_point().pk][0].variant_id,
    # The map names no invented sales point, and a new shop has no other.
    "slug": lambda: _point().slug,
    "code": lambda: Lot.objects.order_by("pk").values_list("trace_code", flat=True)[0],
}


def _patterns(found: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for one in found:
        if isinstance(one, URLPattern):
            yield one
        elif one.app_name != "admin":
            yield from _patterns(one.url_patterns)


def _person(name: str) -> tuple[str, str] | None:
    role = next((role for start, role in SEEN_BY.items() if name.startswith(start) and name not in OPEN), None)
    return None if role is None else (next(one.email for one in PEOPLE if one.role == role), PASSWORD)


def kinds() -> dict[str, tuple[str, tuple[str, str] | None]]:
    """By name; what a public page is about is the first such thing that the map of the site names."""
    mapped, found = sections(), {}
    with override("vi"):
        for pattern in _patterns(get_resolver().url_patterns):
            name = pattern.name
            if name is None or name in NO_PAGES | UNSEEN:
                continue
            # An argument that neither the map nor ABOUT knows fails here: it should.
            slugs = [item[0] for item in mapped[f"{name}-vi"].items()] if f"{name}-vi" in mapped else []
            about = {one: slugs[0] if one == "slug" and slugs else ABOUT[one]() for one in pattern.pattern.converters}
            found[name] = (reverse(name, kwargs=about), _person(name))
    return found


if __name__ == "__main__":
    print(json.dumps(kinds()))
