"""Addresses of reports and recalls, `/bao-cao/` and `/thu-hoi/`. Nothing of them is for search engines."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from stock.pages import recalls, report_files, reports

urlpatterns = [
    path(_("bao-cao/"), reports.coverage, name="report_coverage"),
    path(_("bao-cao/gia-tri/"), reports.value, name="report_value"),
    path(_("bao-cao/xuat-nhap/"), reports.moves, name="report_moves"),
    path(_("bao-cao/hao-hut/"), reports.shrinkage, name="report_shrinkage"),
    path(_("bao-cao/ban-cham/"), reports.slow, name="report_slow"),
    path(_("bao-cao/<slug:report>.<slug:kind>"), report_files.report_file, name="report_file"),
    path(_("thu-hoi/"), recalls.recalls, name="recalls"),
    path(_("thu-hoi/hang/<int:variant>/"), recalls.goods, name="recall_goods"),
    path(_("thu-hoi/<int:lot>/"), recalls.recall, name="recall"),
    path(_("thu-hoi/<int:lot>/so.csv"), recalls.recall_file, name="recall_file"),
]
