"""What the page of a lot says: everything twice, since a label has no language."""

from typing import Any

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override

from catalog.models.permits import PermitKind

register = template.Library()


class English(template.Node):
    """Its content in English, marked as such."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        with override("en"):
            # Escaped by the templates that made it.
            told = mark_safe(self.nodelist.render(context).strip())  # noqa: S308
        return format_html('<span class="also" lang="en">{}</span>', told)


@register.tag
def english(parser: Parser, token: Token) -> English:
    """`{% english %}{% translate "Sản xuất" %}{% endenglish %}`: the same words for who reads no Vietnamese."""
    nodelist = parser.parse(("endenglish",))
    parser.delete_first_token()
    return English(nodelist)


@register.filter
def permit_kind(name: str) -> str:
    """A PermitKindEnum in words."""
    return str(PermitKind[name].label)


@register.filter
def spaced(number: str | None) -> str:
    """A trade item's number in groups that can be read out: "8936 0123 4567 1"."""
    digits = number or ""
    return " ".join(digits[place : place + 4] for place in range(0, len(digits), 4))


@register.filter
def english_name(node: dict[str, Any] | None) -> str:
    """A named thing's name in English where somebody wrote it, else its own."""
    if node is None:
        return ""
    told: str = (node.get("english") or {}).get("name") or node["name"]
    return told
