"""What page templates say: `{{ price|money }}`, `{{ until|day }}`, `{{ weight|grams }}`, plates, slots, languages."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.urls import translate_url
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from core import formats, pages

register = template.Library()


def _language() -> str:
    return get_language() or "vi"


@register.filter
def money(price: Mapping[str, Any] | None) -> str:
    """A Money of the graph, `{amount currency}`; nothing for none."""
    if price is None:
        return ""
    # The dialect's amount is a Float: its shortest text is the number that was meant.
    return formats.money(Decimal(str(price["amount"])), price["currency"], _language())


@register.filter
def day(text: str | None) -> str:
    """An ISO date or instant; nothing for none."""
    return formats.day(formats.day_of(text), _language()) if text else ""


@register.filter
def month(text: str) -> str:
    """The month of an ISO date or instant."""
    return formats.month(formats.day_of(text), _language())


@register.filter
def term(text: str) -> str:
    """The month an ISO date lies in, as something is valid through it."""
    return formats.term(formats.day_of(text), _language())


@register.filter
def grams(weight: int | None) -> str:
    """Whole grams; nothing for none."""
    return "" if weight is None else formats.grams(weight, _language())


@register.filter
def distance(metres: int | None) -> str:
    """Metres as the crow flies, told to a kilometre; nothing for none."""
    return "" if metres is None else formats.distance(metres, _language())


@register.filter
def phone(number: str) -> str:
    """A telephone number in E.164 as people read it."""
    return formats.phone(number, _language())


@register.filter
def lifespan(days: int) -> str:
    """Whole days, as labels say how long something keeps."""
    return formats.lifespan(days)


@register.filter
def percent(basis_points: int) -> str:
    """A rate in basis points."""
    return formats.percent(basis_points, _language())


@register.simple_tag
def sprite(names: str | Iterable[str]) -> SafeString:
    """The drawings a page uses, once each, from a list or from words; `{% plate %}` shows them."""
    used = sorted(set(names.split() if isinstance(names, str) else names))
    return render_to_string("core/sprite.html", {"drawings": [f"core/plates/{name}.svg" for name in used]})


@register.inclusion_tag("core/plate.html")
def plate(name: str, printing: str, picture: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """One drawing in one of the four printings: `cat`, `w-nghe`, `w-then`, `w-da`, or the picture in its place.

    `picture` is an Image of the graph, `{url alt}`.
    """
    return {"name": name, "printing": printing, "picture": picture}


@register.simple_tag(takes_context=True)
def slot(context: Context, name: str, node: Mapping[str, Any] | None = None) -> SafeString:
    """What higher packages add here; each template reads its own fragment's fields off `node`, if it asks any."""
    values = {str(name): value for name, value in context.flatten().items()} | {"node": node}
    rendered = [render_to_string(filling, values) for filling in pages.slot_templates(name)]
    return SafeString("".join(rendered))


@register.simple_tag(takes_context=True)
def address_in(context: Context, language: str) -> str:
    """This page in another language: the view's own `addresses`, else the same path with its words translated."""
    addresses: Mapping[str, str] = context.get("addresses") or {}
    return addresses.get(language) or translate_url(context["request"].get_full_path(), language)


@register.simple_tag(takes_context=True)
def absolute(context: Context, address: str) -> str:
    """With scheme and host, as canonical and alternate links must be."""
    return str(context["request"].build_absolute_uri(address))
