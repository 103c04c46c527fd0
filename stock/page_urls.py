"""Addresses of the stock desk, under `/desk/` and `/en/desk/`. Nothing of it is for search engines."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from stock.pages import places, receiving, today

urlpatterns = [
    path("", include("stock.report_urls")),
    path("desk/", places.choose, name="desk"),
    path("desk/<slug:point>/", today.today, name="desk_today"),
    path(_("desk/<slug:point>/nhan-hang/"), receiving.receipts, name="desk_receipts"),
    path(_("desk/<slug:point>/nhan-hang/moi/"), receiving.receive, name="desk_receive"),
    path(_("desk/<slug:point>/nhan-hang/<int:receipt>/"), receiving.receipt, name="desk_receipt"),
    path(_("desk/<slug:point>/nhan-hang/<int:receipt>/sua/"), receiving.redraft, name="desk_redraft"),
]
