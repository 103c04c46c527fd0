"""Papers of Làng Mẫu, all made up: permits, marks and labels in every state that officers and buyers meet.

As its decisions, they are dated from the day of the first load and stay as they are.
"""

from datetime import date, timedelta
from typing import Any

from catalog import selectors
from catalog.loading.report import Report
from catalog.models import Mark, Packaging, Permit, Producer, Product, Source
from catalog.models.marks import MarkKind
from catalog.models.permits import OF_PRODUCERS, PermitKind
from catalog.services import (
    approve_label,
    check_label,
    confirm_permit,
    license_mark,
    put_mark,
    submit_packaging,
    submit_permit,
)
from catalog.services.labels import Found
from core.transitions import SYSTEM

LASTS, ISSUED = timedelta(days=700), timedelta(days=395)
ISSUER = "Cơ quan cấp phép Làng Mẫu (minh họa)"
LAW = "Văn bản minh họa"
# Days from the first load until a test report ends: one in each band of the watch.
TESTED = {"MH-02": 25, "MH-04": 55, "MH-06": 85}
COVERED = ("MH-01", "MH-02", "MH-04", "MH-05", "MH-06")
APPROVED, WAITING = "MH-02", "MH-04"


def load_papers(product: Product, maker: Producer, source: Source, today: date, report: Report) -> None:
    """The permits its goods need, and of some a test report; before it is put on show."""
    for lacking in selectors.papers_of([product.pk])[product.pk].missing(today):
        kind = next(kind for kind in PermitKind if kind in lacking.kinds)
        subject: dict[str, Any] = {"producer": maker} if kind in OF_PRODUCERS else {"product": product}
        if not Permit.objects.filter(kind=kind, **subject).exists():
            _permit(kind, subject, today + LASTS if kind in OF_PRODUCERS else None, source, today, report)
    left = TESTED.get(product.external_reference or "")
    if left and not Permit.objects.filter(kind=PermitKind.TEST_REPORT, product=product).exists():
        ends = today + timedelta(days=left)
        _permit(PermitKind.TEST_REPORT, {"product": product}, ends, source, ends - timedelta(days=365), report)


def _permit(
    kind: PermitKind, subject: dict[str, Any], ends: date | None, source: Source, today: date, report: Report
) -> None:
    number = f"MH-GP-{Permit.objects.filter(source=source).count() + 1:02}"
    issued_on = today if kind == PermitKind.TEST_REPORT else today - ISSUED
    permit = submit_permit(
        kind=kind,
        number=number,
        issuer=ISSUER,
        law=LAW,
        issued_on=issued_on,
        valid_to=ends,
        source=source,
        by=SYSTEM,
        **subject,
    )
    confirm_permit(permit=permit, by=SYSTEM)
    report.count("permits (demonstration)", 1, 1)


def load_marks(maker: Producer, source: Source, today: date, report: Report) -> None:
    """A collective mark that is lent to the maker for a while, a place name without an end, and one of its own."""
    if Mark.objects.filter(source=source).exists():
        return
    goods = Product.objects.filter(external_reference__in=COVERED)
    begins, ends = today - timedelta(days=800), today + timedelta(days=2800)
    shared: dict[str, Any] = {"registered_on": begins, "source": source, "by": SYSTEM}
    collective, _ = put_mark(
        kind=MarkKind.COLLECTIVE,
        number="MH-NH-01",
        name_vi="Đặc sản Làng Mẫu (minh họa)",
        name_en="Làng Mẫu specialities (demonstration)",
        owner="Hội Nông dân Làng Mẫu (minh họa)",
        valid_to=ends,
        products=goods,
        **shared,
    )
    place, _ = put_mark(
        kind=MarkKind.GEOGRAPHICAL,
        number="MH-CDDL-01",
        name_vi="Mật ong Làng Mẫu (minh họa)",
        name_en="Làng Mẫu honey (demonstration)",
        owner="UBND xã Làng Mẫu (minh họa)",
        products=Product.objects.filter(external_reference="MH-01"),
        **shared,
    )
    put_mark(
        kind=MarkKind.TRADE,
        number="MH-NH-02",
        name_vi="Đũa Làng Mẫu (minh họa)",
        name_en="Làng Mẫu chopsticks (demonstration)",
        owner=maker.name_vi,
        holder=maker,
        valid_to=ends,
        products=Product.objects.filter(external_reference="MH-03"),
        **shared,
    )
    for mark, last in ((collective, today + timedelta(days=50)), (place, None)):
        license_mark(mark=mark, producer=maker, valid_from=begins, valid_to=last, source=source, by=SYSTEM)
    report.count("marks (demonstration)", 3, 3)


def load_labels(today: date, report: Report) -> None:
    """A label that says all it must, and one on which something is missing."""
    for number in (APPROVED, WAITING):
        product = Product.objects.get(external_reference=number)
        if Packaging.objects.filter(product=product).exists():
            continue
        packaging = submit_packaging(product=product, by=SYSTEM)
        items = [item for item in selectors.label_items(product.pk, today) if not item.is_optional]
        lacking = {item.code for item in items[-2:]} if number == WAITING else set()
        findings = {item.code: Found(item.code not in lacking) for item in items}
        check_label(packaging=packaging, findings=findings, by=SYSTEM)
        if number == APPROVED:
            approve_label(packaging=packaging, by=SYSTEM)
        report.count("labels (demonstration)", 1, 1)
