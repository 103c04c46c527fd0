"""Printing labels: which lots of a shelf or a receipt, how many of each, on which paper."""

from collections import Counter
from typing import Any, NamedTuple

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from core import formats, graph
from core.pages import run
from stock.labels import LAYOUTS, MOST_LABELS, printed
from stock.labels.wording import label_of
from stock.pages.lists import nodes
from stock.pages.places import Desk, at_point, language
from stock.templatetags.desk import key, shelf_name

Found = dict[str, Any]

PAPERS = {
    "a4-24": gettext_lazy("Tờ A4, 24 nhãn 70 × 37 mm"),
    "a4-21": gettext_lazy("Tờ A4, 21 nhãn 63,5 × 38,1 mm"),
    "50x30": gettext_lazy("Máy in nhãn, cuộn 50 × 30 mm"),
}
# Lots of one file: as many as the graph tells at once.
MOST_LOTS = 100


class Source(NamedTuple):
    """Whose lots the page offers."""

    words: str
    address: str
    is_chosen: bool
    is_receipt: bool = False


class Row(NamedTuple):
    """A lot, how many labels of it are offered, and how many units there are."""

    key: str
    lot: Found
    many: int
    units: int


class Paper(NamedTuple):
    name: str
    words: str | Promise
    is_chosen: bool


class WantedForm(forms.Form):
    """What to print: the paper, the first label of the first sheet, and a number for each lot."""

    giay = forms.ChoiceField(choices=list(PAPERS.items()))
    tu = forms.IntegerField(min_value=1, required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        for name in data:
            if name[:1] == "n" and name[1:].isascii() and name[1:].isdigit():
                self.fields[name] = forms.IntegerField(min_value=0, max_value=MOST_LABELS, required=False)

    @property
    def counts(self) -> dict[str, int]:
        """Labels wanted by the lot's key; of a valid form."""
        return {name[1:]: many for name, many in self.cleaned_data.items() if name[0] == "n" and many}

    def clean(self) -> None:
        """Refuses no labels, more than a file holds, and a place that is not on the sheet."""
        if self.errors:
            raise forms.ValidationError(_("Mỗi ô ghi một số nguyên, từ 0 đến %(most)d.") % {"most": MOST_LABELS})
        many = sum(self.counts.values())
        if not many:
            raise forms.ValidationError(_("Chưa chọn nhãn nào: ghi số nhãn cho ít nhất một lô."))
        if many > MOST_LABELS or len(self.counts) > MOST_LOTS:
            raise forms.ValidationError(_("Một lần in nhiều nhất %(most)d nhãn.") % {"most": MOST_LABELS})
        if (self.cleaned_data["tu"] or 1) > LAYOUTS[self.cleaned_data["giay"]].per_page:
            raise forms.ValidationError(_("Tờ giấy này không có nhãn thứ đó."))


@require_safe
@at_point
def choose(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Lots to print labels of: all that lies here, a shelf's, a receipt's, or one."""
    return _shown(request, desk)


@require_safe
@at_point
def print_them(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The PDF, or why there is none. Of lots that lie, or have lain, at sales points of the person alone."""
    form = WantedForm(request.GET)
    if not form.is_valid():
        return _shown(request, desk, str(next(iter(form.non_field_errors()), "")), form)
    wanted = form.counts
    ids = [graph.global_id("Lot", lot) for lot in wanted]
    lots = {key(one["id"]): one for one in nodes(run(request, "stock/desk_labels_printed", lots=ids)["lots"])}
    if lots.keys() != wanted.keys():
        raise Http404
    labels = [label for lot, many in wanted.items() for label in [label_of(lots[lot], settings.SHOP_URL)] * many]
    layout = LAYOUTS[form.cleaned_data["giay"]]
    response = HttpResponse(printed(labels, layout, form.cleaned_data["tu"] or 1), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="nhan-hang.pdf"'
    return response


def _shown(request: HttpRequest, desk: Desk, refusal: str = "", form: WantedForm | None = None) -> HttpResponse:
    given = {name: _number(request.GET.get(name, "")) for name in ("phieu", "ke", "lo")}
    found = run(
        request,
        "stock/desk_labels",
        point=desk.point["id"],
        receipt=graph.global_id("GoodsReceipt", given["phieu"] or 0),
        ofReceipt=given["phieu"] is not None,
        lot=graph.global_id("Lot", given["lo"] or 0),
        ofLot=given["lo"] is not None,
    )
    typed = form.data if form is not None else {}
    rows = [row._replace(many=typed.get(f"n{row.key}", row.many)) for row in _rows(found, given)]
    sources = _sources(desk, nodes(found["receipts"]), given)
    context = {
        "rows": rows,
        "sources": sources,
        "of_receipts": any(one.is_receipt for one in sources),
        "receipt_chosen": any(one.is_receipt and one.is_chosen for one in sources),
        "layouts": [Paper(name, words, name == typed.get("giay", "a4-24")) for name, words in PAPERS.items()],
        "kept": [(name, value) for name, value in given.items() if value is not None],
        "first": typed.get("tu", 1),
        "refusal": refusal,
    }
    return desk.show("stock/desk_labels.html", context, "desk_labels", status=422 if refusal else 200)


def _rows(found: Found, given: dict[str, int | None]) -> list[Row]:
    """Lots by product name; of a receipt as many labels as units, of a single lot one, of a shelf as is typed."""
    units: Counter[str] = Counter()
    lots: dict[str, Found] = {}
    if given["lo"] is not None:
        told = [(found["lot"], 0)] if found["lot"] else []
    elif given["phieu"] is not None:
        told = [(line["lot"], line["quantity"]) for line in (found["receipt"] or {"lines": []})["lines"]]
    else:
        shelf = given["ke"] and graph.global_id("Location", given["ke"])
        lying = [one for one in nodes(found["lying"]) if not shelf or one["location"]["id"] == shelf]
        told = [(one["lot"], max(0, one["onHand"])) for one in lying]
    for lot, more in told:
        lots[lot["id"]] = lot
        units[lot["id"]] += more
    one, of_receipt = given["lo"] is not None, given["phieu"] is not None
    ordered = sorted(lots.values(), key=lambda lot: (lot["variant"]["productName"], lot["code"]))
    return [
        Row(key(lot["id"]), lot, _offered(units[lot["id"]], one=one, of_receipt=of_receipt), units[lot["id"]])
        for lot in ordered
    ]


def _offered(units: int, *, one: bool, of_receipt: bool) -> int:
    if one:
        return 1
    return min(MOST_LABELS, units) if of_receipt else 0


def _sources(desk: Desk, receipts: list[Found], given: dict[str, int | None]) -> list[Source]:
    here = reverse("desk_labels", args=[desk.point["slug"]])
    sources = [Source(_("Cả điểm bán"), here, not any(one is not None for one in given.values()))]
    for shelf in desk.locations("SHELF", "BACKROOM"):
        name = key(shelf["id"])
        sources.append(Source(shelf_name(shelf), f"{here}?ke={name}", str(given["ke"]) == name))
    for receipt in receipts:
        name, day = key(receipt["id"]), formats.day(formats.day_of(receipt["createdAt"]), language().lower())
        words = _("Phiếu nhập %(day)s, %(maker)s") % {"day": day, "maker": receipt["producer"]["name"]}
        sources.append(Source(words, f"{here}?phieu={name}", str(given["phieu"]) == name, is_receipt=True))
    return sources


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None
