"""Administrative units: one row for each unit and the days it existed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.exchange import cells, places
from catalog.exchange.columns import Column, Sheet
from catalog.exchange.evidence import Named, SourceCell, Sources
from catalog.exchange.faults import Fault
from catalog.exchange.kinds.product_columns import source_help
from catalog.exchange.lookups import in_batches
from catalog.exchange.planning import Entry, Planner, Wishes, blamed
from catalog.exchange.report import Action
from catalog.exchange.values import Choice, Code, Day, Optional, Text
from catalog.models import Area, Source
from catalog.models.areas import AreaLevel
from catalog.services import put_area, succeed
from catalog.services.gathering import gathering

KEY = ("level", "code", "valid_from")
LEVELS = [level.value for level in AreaLevel]
# What people call a level by one of its kinds.
WORDS = {
    "huyện": AreaLevel.DISTRICT,
    "thị xã": AreaLevel.DISTRICT,
    "quận": AreaLevel.DISTRICT,
    "xã": AreaLevel.COMMUNE,
    "phường": AreaLevel.COMMUNE,
    "thị trấn": AreaLevel.COMMUNE,
    "đặc khu": AreaLevel.COMMUNE,
}
UNIT_ON = re.compile(r"(\S+)\s+(\S+)")
BLAMED = {"parent": "parent_code"}


def columns() -> Iterator[Column]:
    yield Column("level", gettext_lazy("Cấp"), Choice(AreaLevel, WORDS), "", "commune", required=True)
    figures = gettext_lazy("Của cơ quan thống kê, để ở dạng văn bản.")
    yield Column("code", gettext_lazy("Mã"), Code(5), figures, "00000", required=True, aliases=("Mã đơn vị",))
    first = gettext_lazy("Ngày đầu tiên đơn vị này tồn tại.")
    yield Column("valid_from", gettext_lazy("Từ ngày"), Day(), first, "01/07/2025", required=True)
    yield Column(
        "valid_to", gettext_lazy("Hết từ ngày"), Day(), gettext_lazy("Ngày đầu tiên không còn; để trống: vẫn còn.")
    )
    named = gettext_lazy("Có cả loại, như Xã Phong Nha.")
    yield Column("name_vi", gettext_lazy("Tên đơn vị"), Text.of(Area, "name_vi"), named, "Xã Ví Dụ", aliases=("Tên",))
    yield Column("name_en", gettext_lazy("Tên tiếng Anh"), Optional(100), "", "Vi Du Commune")
    yield Column("parent_code", gettext_lazy("Mã đơn vị cấp trên"), Code(20), "", "44")
    of_day = gettext_lazy("Để trống: ngày đầu tiên của đơn vị này.")
    yield Column("parent_day", gettext_lazy("Ngày của mã cấp trên"), Day(), of_day, "01/07/2025")
    became = gettext_lazy("Mã và ngày của từng đơn vị nó trở thành, như 19138 01/07/2025; 19141 01/07/2025.")
    yield Column("successors", gettext_lazy("Trở thành"), Text(), became)
    yield Column("source", gettext_lazy("Nguồn"), SourceCell(), source_help(), "Nghị quyết ví dụ")


class AreaSheets(Planner):
    """The sheet of administrative units."""

    name = "areas"

    def __init__(self, sheet: Sheet, wishes: Wishes) -> None:
        super().__init__(sheet, wishes)
        self.areas, self.sources = places.Areas(), Sources()
        self.known: dict[tuple[Any, ...], Area] = {}
        self.of_row: dict[int, Area] = {}

    @classmethod
    def columns(cls) -> Sheet:
        return Sheet("areas", gettext_lazy("Đơn vị hành chính"), list(columns()))

    @classmethod
    def rows(cls) -> Iterator[dict[str, Any]]:
        found = places.units().select_related("parent", "source").prefetch_related("successors")
        areas = sorted(found, key=lambda area: (LEVELS.index(area.level), area.code, area.valid_from))
        return (facts_of(area) | {"successors": _written(area.successors.all())} for area in areas)

    @classmethod
    def subject(cls, values: dict[str, Any]) -> tuple[Any, str]:
        return tuple(values[name] for name in KEY), f"{values['code']} {values.get('name_vi', '')}".strip()

    @classmethod
    def order(cls, groups: Iterable[list[Entry]]) -> list[list[Entry]]:
        return sorted(groups, key=lambda group: LEVELS.index(group[0].values.get("level", LEVELS[-1])))

    def learn(self, entries: Sequence[Entry]) -> None:
        named = [entry.values.get(name) or "" for entry in entries for name in ("code", "parent_code")]
        became = [code for entry in entries for code in _codes(entry.values.get("successors", ""))]
        self.areas.learn([*named, *became])
        self.sources.learn(entry.values.get("source") for entry in entries)
        for batch in in_batches({entry.values["code"] for entry in entries}):
            for area in places.units().select_related("parent", "source").filter(code__in=batch):
                self.known[area.level, area.code, area.valid_from] = area
        if pile := gathering():
            keys = [tuple(entry.values[name] for name in KEY) for entry in entries]
            pile.know(Area, KEY, self.known.values(), keys)

    def put(self, group: list[Entry]) -> None:
        [entry] = group
        values = {name: entry.values[name] for name in entry.values if name != "successors"}
        known = self.known.get(tuple(values[name] for name in KEY))
        held = facts_of(known) if known else {}
        with blamed(entry, "source"):
            source = self._source(values, known)
        with blamed(entry):
            parent = self._parent(values, known, held)
        changed = self.differing(entry, held, values) if known else values
        if known and not changed:
            self.of_row[entry.number] = known
            return
        facts = held | values
        self._judge(entry, facts)
        if known is None:
            entry.line.action = Action.CREATE
        with blamed(entry, columns=BLAMED):
            area, _written_now = put_area(
                level=AreaLevel(facts["level"]),
                code=facts["code"],
                valid_from=facts["valid_from"],
                valid_to=facts.get("valid_to"),
                name_vi=facts["name_vi"],
                name_en=facts.get("name_en"),
                parent=parent,
                source=source,
            )
        self.areas.add(area)
        self.of_row[entry.number] = area

    def settle(self, group: list[Entry]) -> None:
        [entry] = group
        text = entry.values.get("successors", "")
        area = self.of_row.get(entry.number)
        if not text or area is None:
            return
        with blamed(entry, "successors"):
            wanted = [self._unit(part) for part in text.replace("\n", ";").split(";") if part.strip()]
        held = [] if area._state.adding else list(area.successors.all())
        new = [one for one in wanted if one not in held]
        if new:
            self.note(entry, "successors", _written(held), _written([*held, *new]))
            succeed([(area, one) for one in new])

    def _judge(self, entry: Entry, facts: dict[str, Any]) -> None:
        if not facts.get("name_vi"):
            raise Fault(_("Đơn vị mới cần có tên."), "name_vi", row=entry.number)
        if facts.get("valid_to") and facts["valid_to"] <= facts["valid_from"]:
            raise Fault(_("Ngày hết phải sau ngày đầu."), "valid_to", row=entry.number)

    def _source(self, values: dict[str, Any], known: Area | None) -> Source:
        named = values.get("source")
        if known and (named is None or self.sheet["source"].value.same(Named.of(known.source), named)):
            values.pop("source", None)
            return known.source
        named = named or self.sources.of_file(self.wishes.source)
        if named is None:
            raise Fault(_("Cần có nguồn."), suggestion=_("Điền nguồn, hoặc nêu một nguồn cho cả tệp."))
        source = self.sources.find(named)
        values["source"] = Named.of(source)
        return source

    def _parent(self, values: dict[str, Any], known: Area | None, held: dict[str, Any]) -> Area | None:
        """The unit above; `values` then names it as a sheet would."""
        if known and all(values.get(name, held[name]) == held[name] for name in ("parent_code", "parent_day")):
            return known.parent
        day: date = values.get("parent_day") or values["valid_from"]
        code = values.get("parent_code", held.get("parent_code", ""))
        parent = self.areas.find(code, day, "parent_code", "parent_day")
        values |= {"parent_code": places.written(parent), "parent_day": parent.valid_from if parent else None}
        return parent

    def _unit(self, part: str) -> Area:
        found = UNIT_ON.fullmatch(part.strip())
        if found is None:
            raise Fault(_("“%s” không phải là mã và ngày.") % part.strip()[:40], suggestion="19138 01/07/2025")
        area = self.areas.find(found[1], cells.day(found[2]), "successors", "successors")
        if area is None:
            raise Fault(_("Không có đơn vị hành chính mang mã “%s”.") % found[1])
        return area


def facts_of(area: Area) -> dict[str, Any]:
    """A unit's columns but what it became."""
    plain = ("level", "code", "valid_from", "valid_to", "name_vi", "name_en")
    return {name: getattr(area, name) for name in plain} | {
        "parent_code": places.written(area.parent),
        "parent_day": area.parent.valid_from if area.parent else None,
        "source": Named.of(area.source),
    }


def _codes(text: str) -> Iterator[str]:
    for part in text.replace("\n", ";").split(";"):
        if found := UNIT_ON.fullmatch(part.strip()):
            yield found[1]


def _written(areas: Iterable[Area]) -> str:
    units = sorted((places.written(area), area.valid_from) for area in areas)
    return "; ".join(f"{code} {day:%d/%m/%Y}" for code, day in units)
