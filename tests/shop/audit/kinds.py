"""`python -m tests.shop.audit.kinds`: the path of one page of each kind, in Vietnamese, of the settings' database."""

import json
from importlib import import_module

import django

if __name__ == "__main__":
    django.setup()

from django.apps import apps
from django.urls import NoReverseMatch, reverse
from django.utils.module_loading import module_has_submodule
from django.utils.translation import override

from shop.found.sitemaps import sections

# Addresses that answer no page: pictures, feeds, files, redirects after a form.
NO_PAGES = frozenset({"picture_of_page", "new_products", "merchant_feed", "channel", "targets_csv", "figures_csv"})
# Pages that ask who is there, and so send a stranger to sign in.
SIGNED_IN = frozenset(
    {
        *("account", "account_logout", "account_inactive", "producer_desk", "producer_itself"),
        *("producer_product", "producer_new", "producer_new_draft", "producer_draft"),
    }
)


def kinds() -> dict[str, str]:
    """By name in page_urls; one about something is shown by the first such thing that the map of the site names."""
    about, found = sections(), {}
    with override("vi"):
        for config in apps.get_app_configs():
            if not module_has_submodule(config.module, "page_urls"):
                continue
            for pattern in import_module(f"{config.name}.page_urls").urlpatterns:
                name = pattern.name
                if name is None or name in NO_PAGES | SIGNED_IN:
                    continue
                try:
                    found[name] = reverse(name)
                except NoReverseMatch:
                    # A kind that the map does not know fails here: it should.
                    found[name] = reverse(name, args=[next(iter(about[f"{name}-vi"].items()))[0]])
    return found


if __name__ == "__main__":
    print(json.dumps(kinds()))
