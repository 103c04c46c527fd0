"""What a sales point needs today."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from core.pages import run
from stock.pages.places import Desk, at_point


@require_safe
@at_point
def today(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Numbers with one verb each, and what is behind them."""
    return desk.show("stock/desk_today.html", run(request, "stock/desk_today", point=desk.point["id"]), "desk_today")
