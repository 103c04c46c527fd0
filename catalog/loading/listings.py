"""Putting what is loaded on show, once: what people decide of a listing afterwards stands."""

from catalog import selectors
from catalog.errors import PermitsMissing
from catalog.loading.report import Report
from catalog.models import Channel, PermitWaiver, Product, ProductListing
from catalog.models.sources import Confidence
from catalog.services import publish, put_source, waive_permits
from core import clock
from core.transitions import SYSTEM

UNSEEN = "Chợ Phiên nạp theo nguồn công khai; chưa ai nộp giấy tờ của sản phẩm"


def waive_what_nobody_saw(product: Product, report: Report) -> None:
    """Let a product that public sources name be shown though nobody has handed in its papers, and say so.

    Sources print no permits, and we make none up. Only listings of this load are waived so, only once, and officers
    find each in the watch until they end it; whatever is published later needs its papers.
    """
    if PermitWaiver.objects.filter(product=product).exists():
        return
    if not selectors.papers_of([product.pk])[product.pk].missing(clock.today()):
        return
    source, _ = put_source(
        document=UNSEEN,
        confidence=Confidence.CHECK,
        note="Cán bộ yêu cầu nộp giấy rồi kết thúc miễn trừ",
    )
    waive_permits(product=product, source=source, by=SYSTEM)
    report.count("permit waivers", 1, 1)


def list_once(product: Product, channels: dict[str, Channel], kind: str, report: Report) -> None:
    """Show it in every channel in which nobody has decided about it yet, if its papers are in order."""
    decided = set(ProductListing.objects.filter(product=product).values_list("channel_id", flat=True))
    for channel in channels.values():
        shown = False
        if channel.pk not in decided:
            try:
                shown = publish(product=product, channel=channel)
            except PermitsMissing:
                report.note(f"{product.external_reference} lacks papers and is not shown in {channel.slug}.")
        report.count(kind, 1, int(shown))
