"""What the templates of reports say: figures, parts of a whole, kinds and bands in words, coordinates."""

from collections.abc import Mapping
from typing import Any

from django import template

from stock.models import DocumentType
from stock.pages import pictures
from stock.selectors.worth import Band
from stock.templatetags.desk import place_name, shelf_name

register = template.Library()


@register.filter
def whole(number: int) -> str:
    """A number with its thousands parted."""
    return pictures.whole(number)


@register.filter
def share(part: int, of: int) -> str:
    """A part of a whole, exactly."""
    return pictures.share(part, of)


@register.filter
def band(name: str) -> str:
    """An ExpiryBandEnum in words."""
    return str(Band[name].label)


@register.filter
def paper(name: str) -> str:
    """A StockDocumentTypeEnum in words."""
    return str(DocumentType[name].label)


@register.filter
def report_name(row: dict[str, Any]) -> str:
    """What a row of a report is of."""
    return pictures.name_of(row)


@register.simple_tag
def at_place(point: Mapping[str, Any], location: Mapping[str, Any]) -> str:
    """A place in a shop, with the shop."""
    return f"{place_name(point)}: {shelf_name(location)}"


@register.filter
def unlocalised(number: float) -> str:
    """A coordinate, which no language writes otherwise."""
    return str(number)
