"""What the templates of the stock desk say: names of places and people, states in words, keys of addresses."""

from collections.abc import Mapping
from typing import Any

from django import template

from core import graph

register = template.Library()

Found = Mapping[str, Any]


@register.filter
def place_name(point: Found | None) -> str:
    """A sales point in the reader's language; nothing for none."""
    if not point:
        return ""
    return str((point.get("translation") or {}).get("name") or point["name"])


@register.filter
def person_name(me: Found | None) -> str:
    """A person as Vietnam writes names, family name first; by their address where they gave no name."""
    if not me:
        return ""
    return f"{me['lastName']} {me['firstName']}".strip() or str(me["email"])


@register.filter
def key(global_id: str) -> str:
    """The key behind an id that the graph itself gave."""
    parsed = graph.parse_global_id(global_id)
    return parsed[1] if parsed else ""
