"""Every address of the shop: the API once, pages and the officers' desk in Vietnamese at `/`, in English at `/en/`."""

from django.apps import apps
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.utils.module_loading import module_has_submodule

from core.files import serving
from core.graph.http import endpoint
from shop.found import app, robots, sitemaps
from shop.pages import tracing

urlpatterns: list[URLPattern | URLResolver] = [
    path("graphql/", endpoint, name="graphql"),
    path("media/<path:name>", serving.picture, name="picture"),
    path("papers/<path:name>", serving.paper, name="paper"),
    path("sitemap.xml", sitemaps.sitemap_index, name="sitemap"),
    path("sitemap-<section>.xml", sitemaps.sitemap_section, name="sitemap_section"),
    path("robots.txt", robots.robots_txt, name="robots"),
    path("manifest.webmanifest", app.manifest, name="manifest"),
    path("sw.js", app.worker, name="worker"),
    # What labels lead to, which have no language.
    path("t/", tracing.find_lot, name="find_lot"),
    path("t/<path:code>", tracing.lot, name="lot"),
    re_path(r"^01/(?P<gtin>[^/]+)(?:/(?P<rest>.*))?$", tracing.linked_lot, name="linked_lot"),
]

# The desk, and `page_urls.py` of every package that has pages.
urlpatterns += i18n_patterns(
    path("admin/", admin.site.urls),
    *(
        path("", include(f"{config.name}.page_urls"))
        for config in apps.get_app_configs()
        if module_has_submodule(config.module, "page_urls")
    ),
    prefix_default_language=False,
)

handler404 = "shop.pages.not_found"
handler500 = "shop.pages.server_error"
