"""Feeds: what came last, for readers (RSS 2.0), and all of it, for merchant centres (RSS 2.0 with Google's names)."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from io import StringIO
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from core.pages import run
from shop.channel import BY_LANGUAGE
from shop.found.pictures import picture_path
from shop.laying import Node, described, name_of, nodes
from shop.sight import language

NEWEST = 30
A_PAGE = 100
GOOGLE = "http://base.google.com/ns/1.0"
NO_ATTRIBUTES: "AttributesImpl[str]" = AttributesImpl({})


class NewProducts(Feed[Any, Any]):
    """What came to the market last, in the language of its address."""

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return require_safe(super().__call__)(request, *args, **kwargs)

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpRequest:
        return request

    def title(self) -> str:
        return _("Chợ Phiên: đặc sản mới")

    def link(self) -> str:
        return reverse("products")

    def description(self) -> str:
        return _("Những đặc sản vừa có mặt ở Chợ Phiên.")

    def items(self, request: HttpRequest) -> list[Node]:
        return nodes(_asked(request, NEWEST)["products"])

    def item_title(self, item: Node) -> str:
        return name_of(item)

    def item_description(self, item: Node) -> str:
        return described(item)

    def item_link(self, item: Node) -> str:
        return path_of(item)

    def item_pubdate(self, item: Node) -> datetime:
        return datetime.fromisoformat(item["created"])


@require_safe
def merchant_feed(request: HttpRequest) -> HttpResponse:
    """Every size of every product as an offer, in the language and currency of the feed's address.

    What is invented is marked: in its title, and by the label `demonstration`, which a campaign can leave out.
    """
    text = StringIO()
    xml = SimplerXMLGenerator(text, "utf-8")
    xml.startDocument()
    xml.startElement("rss", AttributesImpl({"version": "2.0", "xmlns:g": GOOGLE}))
    xml.startElement("channel", NO_ATTRIBUTES)
    for name, value in (
        ("title", "Chợ Phiên"),
        ("link", request.build_absolute_uri(reverse("home"))),
        ("description", _("Đặc sản OCOP của Quảng Bình và Quảng Trị.")),
    ):
        xml.addQuickElement(name, value)
    for node in _every(request):
        for variant in node["variants"] or []:
            _offer(xml, request, node, variant)
    xml.endElement("channel")
    xml.endElement("rss")
    xml.endDocument()
    return HttpResponse(text.getvalue(), content_type="application/rss+xml; charset=utf-8")


def _offer(xml: SimplerXMLGenerator, request: HttpRequest, node: Node, variant: Mapping[str, Any]) -> None:
    gross = variant["pricing"]["price"]["gross"]
    invented = node["isDemonstration"] or variant["priceIsDemonstration"]
    size = (variant["translation"] or {}).get("name") or variant["name"]
    title = f"{name_of(node)}, {size}"
    fields = {
        "g:id": variant["sku"],
        "g:item_group_id": node["id"],
        "g:title": _("[Minh họa] %(title)s") % {"title": title} if invented else title,
        "g:description": described(node) or title,
        "g:link": request.build_absolute_uri(path_of(node)),
        "g:image_link": request.build_absolute_uri(picture_path(node)),
        "g:price": f"{gross['amount']:.{0 if gross['currency'] == 'VND' else 2}f} {gross['currency']}",
        "g:availability": "in_stock" if variant["quantityAvailable"] else "out_of_stock",
        # Nothing can be ordered online yet: it is to be had in shops.
        "g:included_destination": "Free_local_listings",
        "g:condition": "new",
        "g:brand": (node["producer"] or {}).get("name"),
        "g:product_type": (node["category"]["translation"] or {}).get("name") or node["category"]["name"],
        "g:shipping_weight": f"{variant['netWeightG']} g" if variant["netWeightG"] else None,
        "g:identifier_exists": "no",
        "g:custom_label_0": "demonstration" if invented else None,
    }
    xml.startElement("item", NO_ATTRIBUTES)
    for name, value in fields.items():
        if value:
            xml.addQuickElement(name, value)
    xml.endElement("item")


def _every(request: HttpRequest) -> Iterator[Node]:
    after = None
    while True:
        found = _asked(request, A_PAGE, after)["products"]
        yield from nodes(found)
        if not found["pageInfo"]["hasNextPage"]:
            return
        after = found["pageInfo"]["endCursor"]


def _asked(request: HttpRequest, first: int, after: str | None = None) -> dict[str, Any]:
    sight = {"channel": BY_LANGUAGE[language()], "language": language().upper()}
    return run(request, "shop/feed", first=first, after=after, **sight)


def path_of(node: Node) -> str:
    """A product's page in the language asked for."""
    return reverse("product", args=[(node["translation"] or {}).get("slug") or node["slug"]])
