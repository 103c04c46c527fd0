"""`python -m tests.shop.audit.kinds`: the path of one page of each kind, in Vietnamese, of the settings' database.

With each, the e-mail and password of the demonstration account that is shown it; none for what a stranger sees.
"""

import json
from collections.abc import Callable
from importlib import import_module
from typing import Any

import django

if __name__ == "__main__":
    django.setup()

from django.apps import apps
from django.urls import NoReverseMatch, reverse
from django.utils.module_loading import module_has_submodule
from django.utils.translation import override

from accounts.demonstration import MODEL_MAKER, PASSWORD, PEOPLE
from catalog.models import Producer
from shop.found.sitemaps import sections

# Addresses that answer no page: pictures, feeds, files, redirects after a form.
NO_PAGES = frozenset({"picture_of_page", "new_products", "merchant_feed", "channel", "targets_csv", "figures_csv"})


def _maker() -> list[Any]:
    return [Producer.objects.get(slug=MODEL_MAKER).pk]


def _product() -> list[Any]:
    maker = Producer.objects.get(slug=MODEL_MAKER)
    return [maker.pk, maker.products.order_by("pk").values_list("pk", flat=True)[0]]


def _nothing() -> list[Any]:
    return []


# Pages that ask who is there: the account that sees one, and what it is about.
SIGNED_IN: dict[str, tuple[str, Callable[[], list[Any]]]] = {
    "account": ("buyer", _nothing),
    "account_logout": ("buyer", _nothing),
    "producer_desk": ("producer", _nothing),
    "producer_itself": ("producer", _maker),
    "producer_product": ("producer", _product),
    "producer_new": ("producer", _maker),
}
# Kinds that need something the demonstration has none of: a draft somebody began, an account that is shut.
UNSEEN = frozenset({"producer_new_draft", "producer_draft", "account_inactive"})


def kinds() -> dict[str, tuple[str, tuple[str, str] | None]]:
    """By name in page_urls; one about something is shown by the first such thing that the map of the site names."""
    about, found = sections(), {}
    emails = {person.role: person.email for person in PEOPLE}
    with override("vi"):
        for config in apps.get_app_configs():
            if not module_has_submodule(config.module, "page_urls"):
                continue
            for pattern in import_module(f"{config.name}.page_urls").urlpatterns:
                name = pattern.name
                if name is None or name in NO_PAGES | UNSEEN:
                    continue
                if name in SIGNED_IN:
                    person, args = SIGNED_IN[name]
                    found[name] = (reverse(name, args=args()), (emails[person], PASSWORD))
                    continue
                try:
                    found[name] = (reverse(name), None)
                except NoReverseMatch:
                    # A kind that the map does not know fails here: it should.
                    found[name] = (reverse(name, args=[next(iter(about[f"{name}-vi"].items()))[0]]), None)
    return found


if __name__ == "__main__":
    print(json.dumps(kinds()))
