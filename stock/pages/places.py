"""Whose desk it is: the sales points a person may open, and the way into one of them."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, NamedTuple, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.pages import run

P = ParamSpec("P")
Found = dict[str, Any]


class Tab(NamedTuple):
    """A page of the desk that is always in reach: the name of its address, and what it is called."""

    address: str
    words: str | Promise


TABS = (
    Tab("desk_today", _("Hôm nay")),
    Tab("desk_receipts", _("Nhận hàng")),
    Tab("desk_transfers", _("Chuyển hàng")),
    Tab("desk_counts", _("Kiểm kê")),
    Tab("desk_write_off", _("Xuất hủy")),
    Tab("desk_lookup", _("Tra cứu")),
    Tab("desk_labels", _("In nhãn")),
)


class Desk(NamedTuple):
    """The desk of one sales point as one person sees it; `point` and `me` are the graph's."""

    request: HttpRequest
    point: Found
    me: Found
    points: list[Found]

    def show(self, template: str, context: Mapping[str, Any], tab: str = "", status: int = 200) -> HttpResponse:
        """A page of it under the tab of that address name."""
        shown = {**context, "desk": self, "tabs": TABS, "tab": tab}
        return render(self.request, template, shown, status=status)

    def locations(self, *usages: str) -> list[Found]:
        """Where goods may lie here, of the graph's usages (SHELF, BACKROOM ...)."""
        return [one for one in self.point["locations"] if one["usage"] in usages]


def language() -> str:
    """The reader's, as the graph names it."""
    return str(get_language() or "vi").upper()


def at_point(
    page: Callable[Concatenate[HttpRequest, Desk, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A page of one sales point, for its staff and officers; never kept by anyone.

    404 for a sales point there is none of, a kind 403 for one where the person does not work.
    """

    @never_cache
    @login_required
    @wraps(page)
    def at(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        slug = str(kwargs.pop("point"))
        found = run(request, "stock/desk", point=slug, language=language())
        if found["point"] is None:
            raise Http404
        if slug not in {one["slug"] for one in found["points"]}:
            return render(request, "stock/desk_refused.html", found, status=403)
        return page(request, Desk(request, **found), *args, **kwargs)

    return at


@require_safe
@never_cache
@login_required
def choose(request: HttpRequest) -> HttpResponse:
    """The way in: straight to the one sales point of a person, else to choose; for whoever has none, whom to ask."""
    found = run(request, "stock/desk_places", language=language())
    if len(found["points"]) == 1:
        return redirect("desk_today", found["points"][0]["slug"])
    return render(request, "stock/desk_places.html", found)
