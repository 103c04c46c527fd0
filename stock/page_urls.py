"""Addresses of the stock desk, under `/desk/` and `/en/desk/`. Nothing of it is for search engines."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from stock.pages import asking, counts, labels, places, receiving, scanning, today, transferring, write_offs

urlpatterns = [
    path("", include("stock.report_urls")),
    path("desk/", places.choose, name="desk"),
    path("desk/<slug:point>/", today.today, name="desk_today"),
    path(_("desk/<slug:point>/nhan-hang/"), receiving.receipts, name="desk_receipts"),
    path(_("desk/<slug:point>/nhan-hang/moi/"), receiving.receive, name="desk_receive"),
    path(_("desk/<slug:point>/nhan-hang/<int:receipt>/"), receiving.receipt, name="desk_receipt"),
    path(_("desk/<slug:point>/nhan-hang/<int:receipt>/sua/"), receiving.redraft, name="desk_redraft"),
    path(_("desk/<slug:point>/chuyen-hang/"), transferring.transfers, name="desk_transfers"),
    path(_("desk/<slug:point>/chuyen-hang/moi/"), transferring.send, name="desk_send"),
    path(_("desk/<slug:point>/chuyen-hang/xin/<int:variant>/"), asking.ask, name="desk_ask"),
    path(_("desk/<slug:point>/chuyen-hang/<int:transfer>/"), transferring.transfer, name="desk_transfer"),
    path(_("desk/<slug:point>/tra/"), scanning.lookup, name="desk_lookup"),
    path(_("desk/<slug:point>/lo/<int:lot>/"), scanning.lot, name="desk_lot"),
    path(_("desk/<slug:point>/nhan/"), labels.choose, name="desk_labels"),
    path(_("desk/<slug:point>/nhan/nhan.pdf"), labels.print_them, name="desk_labels_printed"),
    path(_("desk/<slug:point>/kiem/"), counts.counts, name="desk_counts"),
    path(_("desk/<slug:point>/kiem/<int:count>/"), counts.count, name="desk_count"),
    path(_("desk/<slug:point>/kiem/<int:count>/nop/"), counts.submit, name="desk_count_submit"),
    path(_("desk/<slug:point>/kiem/<int:count>/duyet/"), counts.review, name="desk_count_review"),
    path(_("desk/<slug:point>/huy/"), write_offs.write_off, name="desk_write_off"),
    path(_("desk/<slug:point>/huy/<int:paper>/"), write_offs.paper, name="desk_write_off_paper"),
]
