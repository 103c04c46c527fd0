"""Writes to the shelves. Each owns its transaction; moves and balances are written by posting alone."""

from stock.services import operations
from stock.services.alerts import drop_reorder_rule, put_reorder_rule, renew_alerts
from stock.services.checking import differences, rebuild
from stock.services.consignment import agree, end_agreement
from stock.services.counts import approve_count, close_case, count_line, open_count, reopen_count, submit_count
from stock.services.handling import relocate, reverse_write_off, write_off
from stock.services.lots import drop_barcode, put_barcode, put_lot
from stock.services.photos import keep_photo
from stock.services.points import dismiss, employ, put_criterion, put_hours, put_location, put_point
from stock.services.posting import post, reverse
from stock.services.recalls import Told, lift_recall, recall
from stock.services.receipts import cancel_receipt, draft_receipt, post_receipt, redraft_receipt, reverse_receipt
from stock.services.reservations import consume, expire, release, reserve
from stock.services.sync import sync
from stock.services.transfers import cancel_transfer, close_transfer, dispatch, draft_transfer, receive_transfer

__all__ = [
    "Told",
    "agree",
    "approve_count",
    "cancel_receipt",
    "cancel_transfer",
    "close_case",
    "close_transfer",
    "consume",
    "count_line",
    "differences",
    "dismiss",
    "dispatch",
    "draft_receipt",
    "draft_transfer",
    "drop_barcode",
    "drop_reorder_rule",
    "employ",
    "end_agreement",
    "expire",
    "keep_photo",
    "lift_recall",
    "open_count",
    "operations",
    "post",
    "post_receipt",
    "put_barcode",
    "put_criterion",
    "put_hours",
    "put_location",
    "put_lot",
    "put_point",
    "put_reorder_rule",
    "rebuild",
    "recall",
    "receive_transfer",
    "redraft_receipt",
    "release",
    "relocate",
    "renew_alerts",
    "reopen_count",
    "reserve",
    "reverse",
    "reverse_receipt",
    "reverse_write_off",
    "submit_count",
    "sync",
    "write_off",
]
