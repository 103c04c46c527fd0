"""Certificates: what sources report of stars, and the decisions that prove them.

A row is kept as reported unless its state says that it is confirmed; then its number and day must be those of the
decision, and the services judge them. What is confirmed is not changed here, and nothing is withdrawn: that takes a
reason and is done on the certificate's own page. States that follow from days (replaced, lapsed) are told, not taken.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.exchange.columns import Column, Sheet
from catalog.exchange.evidence import Named, SourceCell, Sources
from catalog.exchange.faults import Fault
from catalog.exchange.kinds.product_columns import source_help
from catalog.exchange.lookups import Nearest, in_batches
from catalog.exchange.planning import Entry, Planner, Wishes, blamed
from catalog.exchange.printed_days import PrintedDayCell
from catalog.exchange.report import Action
from catalog.exchange.values import Choice, Code, Day, Scaled, Whole
from catalog.models import Certificate, Product, Source
from catalog.models.certificates import (
    HIGHEST_SCORE,
    PROVEN,
    STARS,
    CertificateEvent,
    CertificateStatus,
    CertifierLevel,
    DayPrecision,
)
from catalog.services import confirm_certificate, put_certificate
from catalog.services.certificates import OPEN, PrintedDay

REPORTED, AWAITED, CONFIRMED = (
    CertificateStatus.REPORTED,
    CertificateStatus.POTENTIAL_5,
    CertificateStatus.CONFIRMED,
)


def columns() -> Iterator[Column]:
    whose = gettext_lazy("Mã của sản phẩm, như trong bảng sản phẩm.")
    yield Column("code", gettext_lazy("Mã sản phẩm"), Code(64), whose, "VI-DU-1", required=True, aliases=("Mã SP",))
    yield Column(
        "stars", gettext_lazy("Số sao"), Whole(max(STARS)), "", "3", required=True, aliases=("Hạng sao", "Sao")
    )
    state = gettext_lazy("Để trống: nguồn ghi, chưa xác nhận.")
    yield Column("status", gettext_lazy("Trạng thái"), Choice(CertificateStatus), state, "reported")
    yield Column("decision_number", gettext_lazy("Số quyết định"), Code(60), "", "412/QĐ-UBND")
    printed = gettext_lazy("14/11/2023, 11/2023, 2023 hoặc đến 31/12/2023, như nguồn ghi.")
    yield Column("issued_on", gettext_lazy("Ngày quyết định"), PrintedDayCell(), printed, "14/11/2023")
    level = gettext_lazy("Để trống: cấp có thẩm quyền vào ngày đó.")
    yield Column("issuer", gettext_lazy("Cấp công nhận"), Choice(CertifierLevel), level)
    yield Column("score", gettext_lazy("Điểm"), Scaled(2, HIGHEST_SCORE), gettext_lazy("Trên 100."), "67,5")
    yield Column("province_score", gettext_lazy("Điểm của tỉnh"), Scaled(2, HIGHEST_SCORE))
    yield Column("event", gettext_lazy("Lần công nhận"), Choice(CertificateEvent))
    yield Column("source", gettext_lazy("Nguồn"), SourceCell(), source_help(), "Báo ví dụ 15/11/2023")
    told = gettext_lazy("Chỉ để xem, tính từ quyết định.")
    yield Column("valid_to", gettext_lazy("Hiệu lực đến"), Day(), told)
    yield Column("withdrawn_on", gettext_lazy("Thu hồi từ"), Day(), told)


class Certificates(Planner):
    """The sheet of certificates."""

    name = "certificates"
    gathers: ClassVar[bool] = False

    def __init__(self, sheet: Sheet, wishes: Wishes) -> None:
        super().__init__(sheet, wishes)
        self.sources = Sources()
        self.products: dict[str, Product] = {}
        self.nearest = Nearest(
            Product.objects.exclude(external_reference=None).values_list("external_reference", flat=True)
        )
        self.held: dict[int, list[Certificate]] = defaultdict(list)

    @classmethod
    def columns(cls) -> Sheet:
        return Sheet("certificates", gettext_lazy("Chứng nhận sao"), list(columns()))

    @classmethod
    def rows(cls) -> Iterator[dict[str, Any]]:
        found = Certificate.objects.exclude(product__external_reference=None).select_related("source", "product")
        for one in found.order_by("product__external_reference", "pk").iterator(chunk_size=500):
            yield facts_of(one) | {"code": one.product.external_reference}

    @classmethod
    def subject(cls, values: dict[str, Any]) -> tuple[Any, str]:
        number = values.get("decision_number", "")
        label = f"{values['code']} {values['stars']} sao {number}".strip()
        if number:
            return (values["code"], number, values.get("issued_on")), label
        return (values["code"], values["stars"], values.get("source"), values.get("status")), label

    def learn(self, entries: Sequence[Entry]) -> None:
        self.sources.learn(entry.values.get("source") for entry in entries)
        for batch in in_batches({entry.values["code"] for entry in entries}):
            found = Product.objects.filter(external_reference__in=batch)
            self.products |= {str(product.external_reference): product for product in found}
        for keys in in_batches([product.pk for product in self.products.values()]):
            for one in Certificate.objects.select_related("source").filter(product__in=keys).order_by("pk"):
                self.held[one.product_id].append(one)

    def put(self, group: list[Entry]) -> None:
        with self.sources.undone_with():
            self._put(group[0])

    def _put(self, entry: Entry) -> None:
        values = dict(entry.values)
        product = self.products.get(values["code"])
        if product is None:
            raise Fault(_("Không có sản phẩm “%s”.") % values["code"], "code", self.nearest.to(values["code"]))
        with blamed(entry, "source"):
            source = self._source(values)
        known = self._known(product, values, source)
        if known is None:
            self._refuse_what_is_told(entry, values)
            entry.line.action = Action.CREATE
        elif not self._changes(entry, known, values, source):
            return
        self._write(entry, product, known, values, source or (known.source if known else None))

    def _changes(self, entry: Entry, known: Certificate, values: dict[str, Any], source: Source | None) -> bool:
        """Whether the row says something new of a certificate; noted."""
        given = {name: value for name, value in values.items() if name != "code"}
        if source is None or source == known.source:
            given.pop("source", None)
        if {given.get("status"), known.status} <= {*PROVEN}:
            # Which of them it is follows from the days.
            given["status"] = known.status
        held = facts_of(known)
        if not given.get("status"):
            given.pop("status", None)
        changed = self.differing(entry, held, given)
        settled = [name for name in changed if name in ("valid_to", "withdrawn_on")]
        if settled:
            raise Fault(_("Cột này tính từ quyết định, không nhập được."), settled[0])
        if changed and known.status not in OPEN:
            reason = _("Chứng nhận đã xác nhận hoặc đã rút; sửa ở trang của chứng nhận.")
            raise Fault(reason, next(iter(changed)))
        return bool(changed)

    def _write(
        self, entry: Entry, product: Product, known: Certificate | None, values: dict[str, Any], source: Source | None
    ) -> None:
        facts = {**(facts_of(known) if known else {}), **values}
        status = facts.get("status") or REPORTED
        if status == CertificateStatus.WITHDRAWN:
            raise Fault(_("Thu hồi cần lý do, làm ở trang của chứng nhận."), "status")
        if source is None:
            raise Fault(_("Cần có nguồn."), "source", _("Điền nguồn, hoặc nêu một nguồn cho cả tệp."))
        issued: PrintedDay | None = facts.get("issued_on")
        with blamed(entry, columns={"awaits_centre": "status"}):
            certificate = known
            if known is None or status in OPEN:
                certificate, _written = put_certificate(
                    product=product,
                    stars=facts["stars"],
                    source=source,
                    by=self.wishes.by,
                    issued=issued,
                    decision_number=facts.get("decision_number", ""),
                    province_score=facts.get("province_score"),
                    awaits_centre=status == AWAITED,
                )
            if status in PROVEN and certificate is not None:
                certificate = self._confirm(certificate, facts, issued)
        self._remember(product, certificate)

    def _confirm(self, certificate: Certificate, facts: dict[str, Any], issued: PrintedDay | None) -> Certificate:
        if issued is None or issued.precision != DayPrecision.DAY:
            raise Fault(_("Xác nhận cần đúng ngày của quyết định."), "issued_on")
        return confirm_certificate(
            certificate=certificate,
            decision_number=facts.get("decision_number", ""),
            issued_on=issued.day,
            by=self.wishes.by,
            issuer=CertifierLevel(facts["issuer"]) if facts.get("issuer") else None,
            score=facts.get("score"),
            event=CertificateEvent(facts.get("event") or CertificateEvent.NEW),
        )

    def _refuse_what_is_told(self, entry: Entry, values: dict[str, Any]) -> None:
        """Score, level and kind of decision belong to one that was seen."""
        if values.get("status") in PROVEN:
            return
        for name in ("score", "issuer", "event"):
            if values.get(name):
                reason = _("Chỉ ghi cho chứng nhận đã xác nhận.")
                raise Fault(reason, name, row=entry.number)

    def _known(self, product: Product, values: dict[str, Any], source: Source | None) -> Certificate | None:
        """The certificate a row is about: of its decision's number; else the reported one of its source and stars."""
        held = self.held[product.pk]
        if number := values.get("decision_number"):
            day = values["issued_on"].kept() if values.get("issued_on") else None
            same = [one for one in held if one.decision_number == number]
            if found := [one for one in same if one.issued_on == day] or same[:1]:
                return found[0]
        for one in held:
            if one.status in OPEN and not one.decision_number and one.stars == values["stars"] and one.source == source:
                return one
        return None

    def _source(self, values: dict[str, Any]) -> Source | None:
        named = values.get("source") or self.sources.of_file(self.wishes.source)
        source = self.sources.find(named) if named else None
        if "source" in values:
            values["source"] = Named.of(source)
        return source

    def _remember(self, product: Product, certificate: Certificate | None) -> None:
        if certificate is None:
            return
        held = [one for one in self.held[product.pk] if one.pk != certificate.pk]
        self.held[product.pk] = [*held, certificate]


def facts_of(one: Certificate) -> dict[str, Any]:
    """A certificate's columns but its product."""
    plain = ("stars", "status", "issuer", "score", "province_score", "event", "valid_to", "withdrawn_on")
    issued = PrintedDay(one.issued_on, DayPrecision(one.issued_precision)) if one.issued_on else None
    return {name: getattr(one, name) for name in plain} | {
        "decision_number": one.decision_number or "",
        "issued_on": issued,
        "source": Named.of(one.source),
    }
