"""Which rows a change page is about."""

from typing import TYPE_CHECKING

from django.db.models import Model
from django.http import HttpRequest

if TYPE_CHECKING:
    from core.desk.writing import ServiceAdmin


def rows_of_page(page: "ServiceAdmin", request: HttpRequest, object_id: str) -> dict[type[Model], list[int]]:
    """The row of a change page and the rows below it that the same form writes, as keys by model."""
    key = int(object_id) if object_id.isdecimal() else 0
    rows: dict[type[Model], list[int]] = {page.model: [key]}
    for inline in page.get_inline_instances(request):
        below = inline.model._default_manager.filter(**{inline.get_formset(request).fk.name: key})
        rows[inline.model] = list(below.values_list("pk", flat=True))
    return rows
