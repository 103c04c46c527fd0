"""The map of the site for search engines: one file, or an index of files once it has more than 50,000 addresses."""

from collections.abc import Iterator
from datetime import datetime
from importlib import import_module
from typing import Any

from django.apps import apps
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import index, sitemap
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.module_loading import module_has_submodule
from django.utils.translation import override
from django.views.decorators.http import require_safe

from catalog import selectors
from core import clock
from shop.channel import BY_LANGUAGE
from shop.places import slug_of
from shop.sight import LANGUAGES, OTHER_LANGUAGE
from stock.selectors import real_points

# (slug, English slug, last change, whether the other language's visitors see it) of a page that has no slug.
SINGLE = (None, None, None, True)


class Pages(Sitemap[Any]):
    """The pages of one kind as one language's visitors see them, each naming itself in the other language."""

    def __init__(self, view: str, found: Any, language: str) -> None:
        self.view, self.found, self.language = view, found, language

    def items(self) -> Any:
        return self.found

    def location(self, item: Any) -> str:
        return self._in(self.language, item)

    def lastmod(self, item: Any) -> datetime | None:
        changed_at: datetime | None = item[2]
        return changed_at

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        """Django's own, and beside each address the same page in every language that shows it."""
        urls = super().get_urls(page=page, site=site, protocol=protocol)
        root = f"{self.get_protocol(protocol)}://{self.get_domain(site)}"
        for url in urls:
            shown = LANGUAGES if url["item"][3] else (self.language,)
            there = {language: root + self._in(language, url["item"]) for language in shown}
            there["x-default"] = there.get("vi") or there[self.language]
            url["alternates"] = [{"lang_code": code, "location": address} for code, address in there.items()]
        return urls

    def _in(self, language: str, item: Any) -> str:
        slug, english, *_ = item
        with override(language):
            return reverse(self.view, args=[(english or slug) if language == "en" else slug] if slug else [])


def sections() -> dict[str, Any]:
    """Every kind of page that may be found, in each language."""
    made: dict[str, Any] = {}
    communes = [slug_of({"name": name, "code": code}) for name, code in selectors.communes_on(clock.today())]
    places = [(slug, slug, None, True) for slug in communes]
    points = [(slug, slug, None, True) for slug in real_points(clock.today())]
    for language in LANGUAGES:
        channels = BY_LANGUAGE[language], BY_LANGUAGE[OTHER_LANGUAGE[language]]
        kinds: dict[str, Any] = {view: [SINGLE] for view in _single_pages()}
        kinds["product"] = selectors.product_addresses(*channels)
        kinds["category"] = selectors.category_addresses(*channels)
        kinds["collection"] = selectors.collection_addresses(*channels)
        kinds["producer"] = selectors.producer_addresses(*channels)
        kinds["area"] = places
        kinds["sales_point"] = points
        kinds["text"] = selectors.page_addresses(clock.today())
        made |= {f"{view}-{language}": Pages(view, found, language) for view, found in kinds.items()}
    return made


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """`/sitemap.xml`: every address, or the files they are in where one file may not hold them."""
    maps = sections()
    if sum(one.paginator.count for one in maps.values()) <= Sitemap.limit:
        return sitemap(request, maps)
    return index(request, maps, sitemap_url_name="sitemap_section")


@require_safe
def sitemap_section(request: HttpRequest, section: str) -> HttpResponse:
    """One file of the index; 404 for a section or a page that is none."""
    return sitemap(request, sections(), section=section)


def _single_pages() -> Iterator[str]:
    """Names of the pages without a slug that may be found: `INDEXED` in any package's page_urls."""
    for config in apps.get_app_configs():
        if module_has_submodule(config.module, "page_urls"):
            yield from getattr(import_module(f"{config.name}.page_urls"), "INDEXED", ())
