"""Producers: one row for each, by its key.

A legal form that is recorded is not changed here: that takes a day and is done on the producer's own page.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.exchange import places
from catalog.exchange.cells import Cell
from catalog.exchange.columns import Column, Sheet
from catalog.exchange.evidence import Named, SourceCell, Sources
from catalog.exchange.faults import Fault
from catalog.exchange.kinds.product_columns import source_help
from catalog.exchange.lookups import in_batches
from catalog.exchange.planning import Entry, Planner, Wishes, blamed
from catalog.exchange.report import Action
from catalog.exchange.values import Choice, Code, Day, Flag, Optional, Text, Value
from catalog.models import Producer, ProducerKindPeriod
from catalog.models.producers import ProducerKind
from catalog.services import put_producer
from catalog.services.gathering import gathering
from catalog.services.producers import record_kind
from core.text import slug

NOT_FACTS = ("slug", "kind", "kind_source", "area_code", "area_day")
BLAMED = {"area": "area_code"}


class Key(Code):
    """A key as addresses have it."""

    def parse(self, cell: Cell) -> str:
        text = super().parse(cell)
        if text != slug(text):
            raise Fault(_("Mã chủ thể chỉ gồm chữ thường không dấu, số và gạch nối."), suggestion=slug(text))
        return text


class Email(Code):
    """An address of e-mail."""

    def parse(self, cell: Cell) -> str:
        text = super().parse(cell)
        try:
            validate_email(text)
        except ValidationError:
            raise Fault(_("“%s” không phải là địa chỉ thư điện tử.") % text[:60]) from None
        return text


def _plain() -> Iterator[Column]:
    def text(name: str, title: Any, help: Any = "", example: str = "", value: Value | None = None) -> Column:
        return Column(name, title, value or Text.of(Producer, name), help, example)

    yield text("legal_name", gettext_lazy("Tên đăng ký"))
    yield text("tax_number", gettext_lazy("Mã số thuế"), gettext_lazy("10 chữ số, chi nhánh 10-3."), value=Code(14))
    yield text("registration_number", gettext_lazy("Số đăng ký"), value=Code(40))
    yield text("registration_issuer", gettext_lazy("Nơi cấp đăng ký"))
    yield text("registered_on", gettext_lazy("Ngày đăng ký"), value=Day())
    yield text("address_printed", gettext_lazy("Địa chỉ như in"))
    yield text("story_vi", gettext_lazy("Câu chuyện"))
    yield text("story_en", gettext_lazy("Câu chuyện (tiếng Anh)"), value=Optional())
    yield text("phone", gettext_lazy("Điện thoại"), value=Code(20))
    yield text("email", gettext_lazy("Thư điện tử"), value=Email(254))
    yield text("website", gettext_lazy("Trang web"), value=Code(200))
    never = gettext_lazy("Không bao giờ đăng lên.")
    yield text("representative", gettext_lazy("Người đại diện"), never)
    trading = gettext_lazy("Có: điện thoại và thư là của việc kinh doanh, được đăng lên.")
    yield text("has_trading_contact", gettext_lazy("Liên hệ kinh doanh"), trading, value=Flag())
    yield text("note", gettext_lazy("Ghi chú"))
    made_up = gettext_lazy("Có: chủ thể đặt ra, không có thật.")
    yield text("is_demonstration", gettext_lazy("Minh họa"), made_up, "có", Flag())


def columns() -> Iterator[Column]:
    key = gettext_lazy("Không đổi về sau; sản phẩm nhắc đến chủ thể bằng mã này.")
    yield Column("slug", gettext_lazy("Mã chủ thể"), Key(120), key, "htx-vi-du", required=True)
    yield Column(
        "name_vi", gettext_lazy("Tên chủ thể"), Text.of(Producer, "name_vi"), "", "HTX Ví Dụ", aliases=("Tên",)
    )
    yield Column("name_en", gettext_lazy("Tên tiếng Anh"), Optional(200), "", "Vi Du Cooperative")
    once = gettext_lazy("Đã ghi rồi thì đổi ở trang của chủ thể, có ngày.")
    yield Column("kind", gettext_lazy("Loại hình"), Choice(ProducerKind), once, "cooperative")
    yield Column("kind_source", gettext_lazy("Nguồn của loại hình"), SourceCell(), source_help())
    yield Column("area_code", gettext_lazy("Mã đơn vị hành chính"), Code(20), "", "19075")
    yield Column("area_day", gettext_lazy("Ngày của mã đơn vị"), Day(), "", "01/07/2025")
    yield from _plain()


class ProducerSheets(Planner):
    """The sheet of producers."""

    name = "producers"

    def __init__(self, sheet: Sheet, wishes: Wishes) -> None:
        super().__init__(sheet, wishes)
        self.areas, self.sources = places.Areas(), Sources()
        self.known: dict[str, Producer] = {}
        self.kinds: dict[int, ProducerKindPeriod] = {}

    @classmethod
    def columns(cls) -> Sheet:
        return Sheet("producers", gettext_lazy("Chủ thể"), list(columns()))

    @classmethod
    def rows(cls) -> Iterator[dict[str, Any]]:
        periods = ProducerKindPeriod.objects.select_related("source").order_by("valid_from")
        found = Producer.objects.select_related("area").prefetch_related(Prefetch("kind_periods", periods))
        for producer in found.order_by("slug"):
            yield facts_of(producer) | kind_of([*producer.kind_periods.all()])

    @classmethod
    def subject(cls, values: dict[str, Any]) -> tuple[Any, str]:
        return values["slug"], f"{values['slug']} {values.get('name_vi', '')}".strip()

    def learn(self, entries: Sequence[Entry]) -> None:
        self.areas.learn(entry.values.get("area_code") or "" for entry in entries)
        self.sources.learn(entry.values.get("kind_source") for entry in entries)
        keys = {entry.values["slug"] for entry in entries}
        for batch in in_batches(keys):
            self.known |= {one.slug: one for one in Producer.objects.select_related("area").filter(slug__in=batch)}
        of_known = [producer.pk for producer in self.known.values()]
        for some in in_batches(of_known):
            periods = ProducerKindPeriod.objects.select_related("source").filter(producer__in=some)
            self.kinds |= {period.producer_id: period for period in periods.order_by("valid_from")}
        if pile := gathering():
            pile.know(Producer, ["slug"], self.known.values(), [(key,) for key in keys])
            pile.know(ProducerKindPeriod, ["producer"], self.kinds.values(), [(key,) for key in of_known])

    def put(self, group: list[Entry]) -> None:
        [entry] = group
        given = dict(entry.values)
        known = self.known.get(given["slug"])
        held = facts_of(known) if known else {}
        facts: dict[str, Any] = {}
        with blamed(entry):
            if self._is_elsewhere(given, held):
                facts["area"] = self._area(given, held)
        changed = self.differing(entry, held, given) if known else given
        facts |= {name: value for name, value in changed.items() if name not in NOT_FACTS}
        if known is not None and facts.get("area", known.area) == known.area:
            facts.pop("area", None)
        producer = known
        if known is None or facts:
            producer = self._write(entry, known, facts)
        if producer is not None:
            self._kind(entry, producer, given)

    def _write(self, entry: Entry, known: Producer | None, facts: dict[str, Any]) -> Producer:
        if known is None:
            entry.line.action = Action.CREATE
        named = {"name_vi": known.name_vi if known else "", **facts}
        with blamed(entry, columns=BLAMED):
            producer, _written = put_producer(slug=entry.values["slug"], by=self.wishes.by, **named)
        return producer

    def _is_elsewhere(self, given: dict[str, Any], held: dict[str, Any]) -> bool:
        cells = [name for name in ("area_code", "area_day") if name in given]
        return any(given[name] != held.get(name, self.sheet[name].value.empty) for name in cells)

    def _area(self, given: dict[str, Any], held: dict[str, Any]) -> Any:
        """The unit of the row; `given` then names it as a sheet would."""
        code = given.get("area_code", held.get("area_code", ""))
        area = self.areas.find(code, given.get("area_day"), "area_code", "area_day")
        given |= {"area_code": places.written(area), "area_day": area.valid_from if area else None}
        return area

    def _kind(self, entry: Entry, producer: Producer, given: dict[str, Any]) -> None:
        kind, period = given.get("kind"), self.kinds.get(producer.pk) if producer.pk else None
        if not kind:
            return
        if period is not None:
            if period.kind != kind:
                reason = _("Loại hình đã ghi là “%s”; đổi ở trang của chủ thể, có ngày.") % period.get_kind_display()
                raise Fault(reason, "kind", row=entry.number)
            return
        named = given.get("kind_source") or self.sources.of_file(self.wishes.source)
        with blamed(entry, "kind_source"):
            source = self.sources.find(named) if named else None
        self.note(entry, "kind", "", kind)
        with blamed(entry, "kind"):
            record_kind(producer=producer, kind=ProducerKind(kind), source=source)


def facts_of(producer: Producer) -> dict[str, Any]:
    """A producer's columns but its legal form."""
    facts = {column.name: getattr(producer, column.name) for column in _plain()}
    return facts | {
        "slug": producer.slug,
        "name_vi": producer.name_vi,
        "name_en": producer.name_en,
        "area_code": places.written(producer.area),
        "area_day": producer.area.valid_from if producer.area else None,
    }


def kind_of(periods: Sequence[ProducerKindPeriod]) -> dict[str, Any]:
    """Its legal form of late, and who says so."""
    last = periods[-1] if periods else None
    return {"kind": last.kind if last else "", "kind_source": Named.of(last.source) if last else None}
