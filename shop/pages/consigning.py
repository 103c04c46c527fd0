"""A producer's own goods on the shelves of sales points: what came, was sold, lost and is left, and what is due."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core import graph
from core.viewer import Viewer
from stock import selectors, sheets
from stock.pages import pictures
from stock.pages.lists import nodes, paged
from stock.pages.places import language
from stock.pages.report_files import File, sent
from stock.pages.report_forms import DaysForm
from stock.selectors.consigned import consigned as lines_of


@require_safe
@never_cache
@login_required
def consigned(request: HttpRequest, producer: int) -> HttpResponse:
    """By sales point and lot, for some days; 404 for a producer that one does not act for."""
    form = DaysForm(request.GET or None)
    since, until = form.days()
    found = paged(
        request,
        "shop/producer_consigned",
        producer=graph.global_id("Producer", producer),
        since=since.isoformat(),
        until=until.isoformat(),
        language=language(),
    )["consignment"]
    if found is None:
        raise Http404
    query = request.GET.copy()
    for cursor in ("after", "before"):
        query.pop(cursor, None)
    context = {
        "form": form,
        "report": found,
        "producer": producer,
        "lines": nodes(found["lines"]),
        "picture": pictures.flow(found["total"]["flow"]),
        "asked": query.urlencode(),
    }
    status = 400 if form.is_bound and not form.is_valid() else 200
    return render(request, "shop/producer_consigned.html", context, status=status)


@require_safe
@never_cache
@login_required
def consigned_file(request: HttpRequest, producer: int) -> HttpResponseBase:
    """All lines of those days, as CSV; for the same people."""
    sight = selectors.sight_of(Viewer.of(request))
    known = graph.key_of(graph.global_id("Producer", producer), "Producer")
    if known is None or not (sight.everything or known in sight.producers):
        raise Http404
    form = DaysForm(request.GET)
    if not form.is_valid():
        return HttpResponse(status=400)
    since, until = form.days()
    lines = lines_of(sight, producer_id=producer, since=since, until=until)
    name = f"ky-gui-{sheets.days_named(since, until)}"
    return sent(File(sheets.CONSIGNED_SHEET, sheets.consigned_rows(lines), name), ".csv")
