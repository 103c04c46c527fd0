"""What the storefront's templates say beyond the page frame."""

from typing import Any

import orjson
from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from catalog.models.certificates import CertifierLevel
from catalog.models.producers import ProducerKind
from catalog.models.sources import Confidence
from shop import furniture as furnishing
from shop import places, stock_words
from shop import stars as star_words
from shop.channel import channel_of
from shop.found.linked import graph_of
from shop.richtext import paragraphs
from shop.sketch import Ground, of_level
from stock.models.points import PointLevel

register = template.Library()


@register.simple_tag(takes_context=True)
def current_channel(context: Context) -> str:
    """The slug of the channel this visitor sees."""
    return channel_of(context["request"])


@register.simple_tag(takes_context=True)
def furniture(context: Context) -> furnishing.Furniture:
    """The ways into the shop, for the top and the foot of a page."""
    return furnishing.furniture(context["request"])


register.filter(paragraphs)


@register.simple_tag
def area_address(area: dict[str, Any]) -> str:
    """The page of an Area that has one."""
    return places.address_of(area)


@register.filter
def has_page(area: dict[str, Any] | None) -> bool:
    """Whether an Area has a page."""
    return places.has_page(area)


@register.filter
def plain_paragraphs(text: str | None) -> list[str]:
    """The paragraphs of a plain text, which an empty line parts."""
    return [part.strip() for part in (text or "").replace("\r\n", "\n").split("\n\n") if part.strip()]


@register.simple_tag
def sketched(level: str) -> list[Ground]:
    """The units of a level ("commune", "district") that the sketch of the province draws."""
    return of_level(level)


@register.filter
def richtext(document: str | None) -> SafeString:
    """A long text of the graph as HTML: its texts are escaped where they are made (catalog.richtext)."""
    blocks = orjson.loads(document)["blocks"] if document else []
    return render_to_string("shop/_richtext.html", {"blocks": blocks})


@register.filter
def linked_data(things: list[dict[str, Any]]) -> SafeString:
    """Things of schema.org as the script that a page tells them in; no text in them can end it."""
    text = orjson.dumps(graph_of(things)).decode()
    for letter in "<>&":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return SafeString(f'<script type="application/ld+json">{text}</script>')


@register.filter
def as_json(value: Any) -> SafeString:
    """A value as it is written in a script."""
    return SafeString(orjson.dumps(value).decode().replace("<", "\\u003c"))


@register.filter
def add_drawing(drawings: list[str], name: str) -> list[str]:
    """The drawings a page uses, and one more."""
    return [*drawings, name]


@register.filter
def five(lit: int) -> list[bool]:
    """Five strokes of a row of stars, as many of them lit."""
    return [place < lit for place in range(5)]


@register.filter
def star_title(count: int) -> str:
    """A number of stars as a certificate's title."""
    return star_words.title(count)


@register.filter
def past_stars(certificate: dict[str, Any]) -> str:
    """What is said of a certificate that gives no star today."""
    return star_words.past(certificate, get_language() or "vi")


@register.filter
def certifier(name: str) -> str:
    """A CertifierLevelEnum in words."""
    return str(CertifierLevel[name].label)


@register.filter
def confidence(name: str) -> str:
    """A ConfidenceEnum in words."""
    return str(Confidence[name].label)


@register.filter
def producer_kind(name: str) -> str:
    """A ProducerKindEnum in words."""
    return str(ProducerKind[name].label)


@register.filter
def of(found: dict[str, Any] | str, key: str) -> Any:
    """What a page knows by a key; nothing where it did not ask."""
    return found.get(key) if isinstance(found, dict) else None


@register.filter
def point_level(name: str) -> str:
    """A SalesPointLevelEnum in words."""
    return str(PointLevel[name].label)


@register.filter
def geo_address(point: dict[str, Any]) -> str:
    """Where a sales point is, for the map of whoever's device this is (RFC 5870)."""
    return f"geo:{point['latitude']:.6f},{point['longitude']:.6f}"


@register.filter
def map_address(point: dict[str, Any]) -> str:
    """The same on a public map, which is told nothing of the visitor."""
    north, east = f"{point['latitude']:.5f}", f"{point['longitude']:.5f}"
    return f"https://www.openstreetmap.org/?mlat={north}&mlon={east}#map=17/{north}/{east}"


register.filter(stock_words.left)
register.filter(stock_words.last_few)
