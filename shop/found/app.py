"""The shop as an app on a phone: its manifest, the worker that serves it without a network, the page that says so."""

import hashlib
from typing import Any

from csp.constants import HEADER
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from shop.sight import LANGUAGES, addresses_of

PAPER, INK = "#fbfaf6", "#14231e"
ICONS = (("shop/icons/192.png", "192x192", "any"), ("shop/icons/512.png", "512x512", "any"))
MASKABLE = ("shop/icons/maskable-512.png", "512x512", "maskable")

# What a page needs to look like itself; the worker keeps it from the first visit on.
SHELL = (
    "core/fonts.css",
    "core/tokens.css",
    "core/parts.css",
    "shop/shop.css",
    "shop/offline.js",
    "core/mark.svg",
    "core/fonts/be-vietnam-pro-latin-400-normal.woff2",
    "core/fonts/be-vietnam-pro-vietnamese-400-normal.woff2",
    "core/fonts/be-vietnam-pro-latin-600-normal.woff2",
    "core/fonts/be-vietnam-pro-vietnamese-600-normal.woff2",
    "core/fonts/literata-latin-500-normal.woff2",
    "core/fonts/literata-vietnamese-500-normal.woff2",
)


@require_safe
@cache_control(max_age=3600)
def manifest(request: HttpRequest) -> JsonResponse:
    """`/manifest.webmanifest`: how a phone shows the shop among its apps."""
    described: dict[str, Any] = {
        "id": "/",
        "name": "Chợ Phiên",
        "short_name": "Chợ Phiên",
        "description": _("Đặc sản OCOP của Quảng Bình và Quảng Trị."),
        "lang": "vi",
        "dir": "ltr",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [
            {"src": static(name), "sizes": sizes, "type": "image/png", "purpose": purpose}
            for name, sizes, purpose in (*ICONS, MASKABLE)
        ],
    }
    return JsonResponse(described, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})


@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """`/sw.js`: the service worker; another one whenever a file of the shell is another."""
    files = [static(name) for name in SHELL]
    offline = addresses_of("offline")
    context = {
        "shell": [*files, reverse("manifest"), *offline.values()],
        "offline": offline,
        "products": list(addresses_of("products").values()),
        "version": hashlib.sha256("\n".join(files).encode()).hexdigest()[:12],
        "note": {code: _offline_note(code) for code in LANGUAGES},
    }
    response = render(request, "shop/sw.js", context, content_type="text/javascript; charset=utf-8")
    # A worker is held to its own policy, not to its pages': it asks for pages and files of ours.
    response[HEADER] = "default-src 'none'; connect-src 'self'"
    return response


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What is shown when a page was never seen and there is no network; the worker keeps it, so it names no price."""
    return render(request, "shop/offline.html")


def _offline_note(language: str) -> str:
    with override(language):
        return _("Không có mạng. Đây là trang bạn đã xem; giá và hàng còn trên kệ hiện lại khi có mạng.")
