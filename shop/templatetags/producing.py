"""What the producers' pages say: a draft's state and name, and the key behind a global id for an address."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext as _

from catalog.models.drafts import DraftState, DraftSubject
from core import graph

register = template.Library()


@register.filter
def key(global_id: str) -> str:
    """The key behind a global id of the graph's own."""
    parsed = graph.parse_global_id(global_id)
    return parsed[1] if parsed else ""


@register.filter
def draft_state(name: str) -> str:
    """A DraftStateEnum in words."""
    return str(DraftState[name].label)


@register.filter
def draft_name(draft: Mapping[str, Any]) -> str:
    """What a draft is about, in words: a product by its name."""
    subject = DraftSubject[draft["subject"]]
    if subject == DraftSubject.NEW_PRODUCT:
        return _("Sản phẩm mới: %(name)s") % {"name": draft["name"] or "…"}
    return draft["name"] or str(subject.label)
