"""The programme's pages: the board of targets, and its tables to take away."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from catalog.selectors import areas_by_id
from core import clock
from core.pages import run
from programme import showing, tables
from programme.board import kpis_on
from programme.forms import DayForm
from programme.selectors import figures_by, last_day


@require_safe
def targets(request: HttpRequest) -> HttpResponse:
    """What the plan asks, what the records say on a day and what was published by then. 400 for a day that is none."""
    form, day = _asked(request)
    data = run(request, "programme/targets", asOf=day.isoformat())
    plan = data["kpis"][0]["target"]["area"]["id"] if data["kpis"] else None
    of_plan = [figure for figure in data["figures"] if figure["area"] and figure["area"]["id"] == plan]
    rated = [one for one in of_plan if one["metric"] == "PRODUCTS" and not one["dimension"]]
    context = {
        **data,
        "form": form,
        "day": day.isoformat(),
        "goals": [showing.shown(kpi) for kpi in data["kpis"]],
        "history": showing.history(rated),
        "makers": showing.makers([one for one in of_plan if one["metric"] == "SUBJECTS"]),
    }
    return render(request, "programme/targets.html", context, status=200 if form.is_valid() else 400)


@require_safe
def targets_csv(request: HttpRequest) -> HttpResponse:
    """The board of a day as a table."""
    _, day = _asked(request)
    rows = tables.kpi_rows(kpis_on(day))
    return _file(f"muc-tieu-{day.isoformat()}.csv", tables.written(tables.KPI_HEADINGS, rows))


@require_safe
def figures_csv(request: HttpRequest) -> HttpResponse:
    """Every figure published by a day as a table."""
    _, day = _asked(request)
    figures = figures_by(day)
    english = get_language() == "en"
    areas = areas_by_id(figure.area_id for figure in figures)
    names = {key: area.name_en or area.name_vi if english else area.name_vi for key, area in areas.items()}
    rows = tables.figure_rows(
        (one, names.get(one.area_id, ""), last_day(one), one.note_en if english else one.note_vi) for one in figures
    )
    return _file(f"so-cong-bo-{day.isoformat()}.csv", tables.written(tables.FIGURE_HEADINGS, rows))


def _asked(request: HttpRequest) -> tuple[DayForm, date]:
    """The form as filled in, and its day; today where that is none."""
    form = DayForm(request.GET)
    day = form.cleaned_data["day"] if form.is_valid() else None
    return form, day or clock.today()


def _file(name: str, text: str) -> HttpResponse:
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
