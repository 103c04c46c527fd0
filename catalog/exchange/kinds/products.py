"""Products with their sizes, prices and where they are shown: one row for each size.

A product's own columns may stand on every row of it or on one; where they stand they must agree. An empty cell means an
empty value; a column that is not there, and a price that is empty, leave things as they are. Nothing is deleted.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from catalog.exchange import places
from catalog.exchange.columns import Sheet
from catalog.exchange.evidence import Sources
from catalog.exchange.faults import Fault
from catalog.exchange.kinds import product_columns as columns
from catalog.exchange.kinds.held_products import HeldProducts, facts_of
from catalog.exchange.kinds.sizes import Sizes
from catalog.exchange.lookups import Categories, Producers, channels
from catalog.exchange.places import Areas
from catalog.exchange.planning import Entry, Planner, Wishes, blamed
from catalog.exchange.report import Action
from catalog.models import Product
from catalog.models.products import Programme
from catalog.services import publish, put_product, withdraw

LONGEST_REFERENCE = 64


class Products(Planner):
    """The sheet of products."""

    name = "products"
    shares: ClassVar[bool] = True

    def __init__(self, sheet: Sheet, wishes: Wishes) -> None:
        super().__init__(sheet, wishes)
        self.held = HeldProducts()
        self.producers, self.categories, self.areas, self.sources = Producers(), Categories(), Areas(), Sources()
        self.channels = channels()
        self.sizes = Sizes(self, self.held, self.sources, self.channels)

    @classmethod
    def columns(cls) -> Sheet:
        return columns.sheet()

    @classmethod
    def rows(cls) -> Iterator[dict[str, Any]]:
        return HeldProducts.rows()

    @classmethod
    def subject(cls, values: dict[str, Any]) -> tuple[Any, str]:
        label = " ".join(part for part in (values["code"], values.get("name_vi")) if part)
        return (values.get("producer", ""), values["code"]), label

    @classmethod
    def order(cls, groups: Iterable[list[Entry]]) -> list[list[Entry]]:
        """Rows that leave the producer empty belong to the one producer that other rows of their code name."""
        owned, orphaned = list[list[Entry]](), list[list[Entry]]()
        for group in groups:
            (owned if group[0].values.get("producer") else orphaned).append(group)
        named: dict[str, list[list[Entry]]] = {}
        for group in owned:
            named.setdefault(group[0].values.get("code", ""), []).append(group)
        left = list(owned)
        for group in orphaned:
            owners = named.get(group[0].values.get("code", ""), [])
            if len(owners) == 1:
                owners[0] += group
                continue
            if owners:
                group[0].faults.append(Fault(_("Nhiều chủ thể có mã này trong tệp."), "producer", _("Ghi chủ thể.")))
            left.append(group)
        for group in left:
            group.sort(key=lambda entry: entry.number)
        return sorted(left, key=lambda group: group[0].number)

    def learn(self, entries: Sequence[Entry]) -> None:
        def cells(*names: str) -> list[Any]:
            return [entry.values[name] for entry in entries for name in names if entry.values.get(name)]

        self.producers.learn(cells("producer"))
        self.areas.learn(cells("origin_code", "origin_today_code"))
        self.sources.learn(cells(*(name for name in self.sheet.by_name if "source" in name)))
        self.held.learn({reference for entry in entries for reference in _references(entry.values)}, set(cells("sku")))

    def put(self, group: list[Entry]) -> None:
        first, given = group[0], _merged(group, self.sheet)
        product = self._product(first, given)
        is_new = first.line.action == Action.CREATE
        self.sizes.put(product, group)
        self._show(product, first, given)
        for entry in group:
            if is_new:
                entry.line.action = Action.CREATE

    def _product(self, entry: Entry, given: dict[str, Any]) -> Product:
        with blamed(entry, "producer"):
            producer = self.producers.find(given.get("producer", ""))
        if producer:
            given["producer"] = producer.slug
        reference, known = self._known(entry, given)
        given["code"] = reference
        held = facts_of(known) if known else {}
        with blamed(entry):
            named = self._named(given, held)
        changed = self.differing(entry, held, given) if known else given
        if known and not changed:
            return known
        facts = {name: value for name, value in changed.items() if name in columns.PLAIN} | {
            name: thing
            for name, thing in named.items()
            if columns.CELLS[name][0] in changed or columns.CELLS[name][1] in changed
        }
        facts |= {name: self._choice(entry, name, value) for name, value in changed.items() if name in columns.CHOICES}
        if "producer" in changed:
            facts["producer"] = producer
        if known is None:
            entry.line.action = Action.CREATE
            self._require(entry, facts, "name_vi", "category", "programme")
        with blamed(entry, columns=columns.BLAMED):
            product, _written = put_product(**_whole(reference, facts, known))
        return product

    def _show(self, product: Product, entry: Entry, given: dict[str, Any]) -> None:
        for channel in self.channels:
            column = f"shown_{channel.slug}"
            held = self.held.is_shown(product, channel.pk)
            if given.get(column, held) == held:
                continue
            self.note(entry, column, held, not held)
            with blamed(entry, column, dict.fromkeys(("product", "permits"), column)):
                (withdraw if held else publish)(product=product, channel=channel)

    def _named(self, given: dict[str, Any], held: dict[str, Any]) -> dict[str, Any]:
        """The categories and places that are not named as they are held; `given` then names them as a sheet would."""
        named: dict[str, Any] = {}
        told: dict[str, Any]
        for name, (code, beside) in columns.CELLS.items():
            cells = {one: given[one] for one in (code, beside) if one in given}
            if all(self.sheet[one].value.same(held.get(one), value) for one, value in cells.items()):
                continue
            wanted = cells.get(code, held.get(code, ""))
            if name in columns.CATEGORIES:
                category = named[name] = self.categories.find(wanted, cells.get(beside, ""), code, beside)
                told = {code: category.code, beside: category.classification_version} if category else {}
            else:
                area = named[name] = self.areas.find(wanted, cells.get(beside), code, beside)
                told = {code: places.written(area), beside: area.valid_from} if area else {}
            given |= {one: told.get(one, self.sheet[one].value.empty) for one in (code, beside)}
        return named

    def _choice(self, entry: Entry, name: str, value: str) -> Any:
        if not value:
            raise Fault(_("Không được để trống."), name, row=entry.number)
        return columns.CHOICES[name](value)

    def _known(self, entry: Entry, given: dict[str, Any]) -> tuple[str, Product | None]:
        """The reference of the row's product, and the product if there is one.

        A code means the product of that reference, unless that is another producer's: then this producer's own.
        """
        code, producer = given["code"], given.get("producer")
        known = self.held.product(code)
        if known is None or not producer or known.producer is None or known.producer.slug == producer:
            return code, known
        own = f"{producer}/{code}"
        if len(own) > LONGEST_REFERENCE:
            reason = _("Mã này đã là của chủ thể “%s”.") % known.producer
            raise Fault(reason, "code", _("Đặt mã khác."), row=entry.number)
        return own, self.held.product(own)

    def _require(self, entry: Entry, facts: dict[str, Any], *names: str) -> None:
        for name in names:
            if not facts.get(name):
                raise Fault(_("Sản phẩm mới cần có cột này."), name, row=entry.number)


def _whole(reference: str, facts: dict[str, Any], known: Product | None) -> dict[str, Any]:
    """All arguments of put_product: what a product must have is taken from the known one where nothing changes."""
    if known is None:
        return {"external_reference": reference, "name_en": None, **facts}
    must = {
        "name_vi": known.name_vi,
        "name_en": known.name_en,
        "category": known.category,
        "programme": Programme(known.programme),
    }
    return {"external_reference": reference, **must, **facts}


def _references(values: dict[str, Any]) -> Iterator[str]:
    """What the product of a row may be called."""
    yield values["code"]
    if values.get("producer"):
        yield f"{values['producer']}/{values['code']}"


def _merged(group: list[Entry], sheet: Sheet) -> dict[str, Any]:
    """What the rows of one product say of it together. Raises Fault where they differ."""
    given: dict[str, Any] = {}
    said_by: dict[str, int] = {}
    for entry in group:
        for name in entry.values:
            if name not in columns.OF_PRODUCT and not name.startswith("shown_"):
                continue
            value, empty = entry.values[name], sheet[name].value.empty
            if name in said_by and value != empty and value != given[name]:
                reason = _("Khác với dòng %(row)d của cùng sản phẩm (“%(value)s”).")
                shown = sheet[name].value.shown(given[name])
                raise Fault(reason % {"row": said_by[name], "value": shown[:60]}, name, row=entry.number)
            if value != empty:
                said_by.setdefault(name, entry.number)
            given[name] = given[name] if name in said_by and value == empty else value
    return given
