"""Addresses of reports, under `/bao-cao/` and `/en/reports/`. Nothing of them is for search engines."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from stock.pages import report_files, reports

urlpatterns = [
    path(_("bao-cao/"), reports.coverage, name="report_coverage"),
    path(_("bao-cao/gia-tri/"), reports.value, name="report_value"),
    path(_("bao-cao/xuat-nhap/"), reports.moves, name="report_moves"),
    path(_("bao-cao/hao-hut/"), reports.shrinkage, name="report_shrinkage"),
    path(_("bao-cao/ban-cham/"), reports.slow, name="report_slow"),
    path(_("bao-cao/<slug:report>.<slug:kind>"), report_files.report_file, name="report_file"),
]
