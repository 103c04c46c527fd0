"""Taking goods off the shelf for good: which lot, from where, why, with a picture; and a mistake put right."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from core import graph
from core.errors import DomainError
from core.pages import run
from core.viewer import Viewer
from stock import services
from stock.models import WriteOffReason
from stock.pages.lists import nodes, paged
from stock.pages.operating import OperationForm, UnitsField, operate, say
from stock.pages.places import Desk, at_point, language
from stock.pages.scanning import asked_text
from stock.selectors.access import acting
from stock.templatetags.desk import key, shelf_name

Found = dict[str, Any]
# Where goods are taken from, as the graph names it.
TAKEN_FROM = ("SHELF", "BACKROOM")


class WriteOffForm(OperationForm):
    """Units of a lot to be written off; `lying` is its balances at the sales point."""

    called = {"location": "units", "lot": "units", "owner": "units"}

    units = forms.ChoiceField(widget=forms.RadioSelect, error_messages={"required": gettext_lazy("Chọn một chỗ.")})
    quantity = UnitsField(label=gettext_lazy("Số lượng hủy"))
    reason = forms.ChoiceField(label=gettext_lazy("Lý do"), choices=WriteOffReason.choices)
    note = forms.CharField(label=gettext_lazy("Ghi chú"), max_length=300, required=False)
    photo = forms.FileField(
        label=gettext_lazy("Ảnh"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "image/*", "capture": "environment"}),
    )
    sure = forms.BooleanField(
        label=gettext_lazy("Đã xem lại: bỏ hẳn số hàng này, không bán nữa."),
        error_messages={"required": gettext_lazy("Xem lại rồi đánh dấu vào ô này.")},
    )

    def __init__(self, data: Any, sent: Any, lying: list[Found]) -> None:
        super().__init__(data, sent)
        self.lying = {_balance_key(one): one for one in lying}
        self.fields["units"].choices = [(name, _words(one)) for name, one in self.lying.items()]  # type: ignore[attr-defined]

    def given(self, desk: Desk, lot: Found, photo: str) -> Found:
        """The graph's input; of a valid form."""
        data, balance = self.cleaned_data, self.lying[self.cleaned_data["units"]]
        given = {
            "point": desk.point["id"],
            "lot": lot["id"],
            "location": balance["location"]["id"],
            "quantity": data["quantity"],
            "reason": WriteOffReason(data["reason"]).name,
            "note": data["note"],
        }
        if balance["owner"]:
            given["owner"] = balance["owner"]["id"]
        return given | ({"photo": photo} if photo else {})


class ReversalForm(OperationForm):
    """Why it was a mistake."""

    reason = forms.CharField(label=gettext_lazy("Ghi nhầm thế nào"), max_length=300)


@require_http_methods(["GET", "HEAD", "POST"])
@at_point
def write_off(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What was written off lately, and the way to a lot; with `?lot=` the form for that lot."""
    lot = request.GET.get("lot", "")
    if lot:
        if not (lot.isascii() and lot.isdigit() and len(lot) < 16):
            raise Http404
        return _form(request, desk, int(lot))
    if request.method == "POST":
        raise Http404
    found = paged(request, "stock/desk_write_offs", point=desk.point["id"])["writeOffs"]
    text = asked_text(request)
    lots = _lots_here(request, desk, text) if text else []
    if len(lots) == 1:
        return redirect(f"{request.path}?lot={key(lots[0]['id'])}")
    here = reverse("desk_write_off", args=[desk.point["slug"]])
    context = {"papers": nodes(found), "info": found["pageInfo"], "text": text, "lots": lots}
    return desk.show("stock/desk_write_offs.html", {**context, "lot_link": f"{here}?lot="}, "desk_write_off")


@require_http_methods(["GET", "HEAD", "POST"])
@at_point
def paper(request: HttpRequest, desk: Desk, paper: int) -> HttpResponse:
    """One write-off with its picture; a mistake is put right here, once."""
    name = graph.global_id("WriteOff", paper)
    found = run(request, "stock/desk_write_off_paper", paper=name)["writeOff"]
    if found is None or found["salesPoint"]["slug"] != desk.point["slug"]:
        raise Http404
    form = ReversalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = {"writeOff": name, "reason": form.cleaned_data["reason"]}
        if answer := operate(request, form, "write_off_reverse", given):
            say(request, answer, _("Đã ghi đảo. Hàng trở lại kệ."))
            return redirect(request.path)
    return desk.show("stock/desk_write_off_paper.html", {"paper": found, "form": form}, "desk_write_off")


def _form(request: HttpRequest, desk: Desk, lot: int) -> HttpResponse:
    found = run(request, "stock/desk_write_off", lot=graph.global_id("Lot", lot), language=language())["lot"]
    if found is None:
        raise Http404
    lying = [one for one in found["balances"] if _is_here(one, desk)]
    if not lying:
        return desk.show("stock/desk_write_off.html", {"lot": found, "form": None}, "desk_write_off")
    is_post = request.method == "POST"
    form = WriteOffForm(request.POST if is_post else None, request.FILES if is_post else None, lying)
    if is_post and form.is_valid() and (answer := _written(request, desk, form, found)):
        say(request, answer, _("Đã ghi xuất hủy."))
        return redirect("desk_write_off_paper", desk.point["slug"], key(answer["writeOff"]["id"]))
    return desk.show("stock/desk_write_off.html", {"lot": found, "form": form}, "desk_write_off")


def _written(request: HttpRequest, desk: Desk, form: WriteOffForm, lot: Found) -> Found | None:
    """Keep the picture, then send the operation that names it; None with each refusal beside its field."""
    upload, photo = form.cleaned_data["photo"], ""
    if upload is not None:
        try:
            photo = services.keep_photo(
                point_id=int(key(desk.point["id"])),
                upload=upload,
                operation=form.cleaned_data["operation"],
                by=acting(Viewer.of(request)),
            )
        except DomainError as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
            return None
    answer = operate(request, form, "write_off", form.given(desk, lot, photo))
    if answer is None and photo:
        form.add_error("photo", _("Chọn lại ảnh: trình duyệt không giữ ảnh khi phiếu chưa ghi được."))
    return answer


def _lots_here(request: HttpRequest, desk: Desk, text: str) -> list[Found]:
    """Lots of which units lie at this sales point, among what a text stands for."""
    found = run(request, "stock/desk_found", text=text, language=language())["found"]
    lots = {one["id"]: one for one in found["lots"]}
    for variant in found["variants"]:
        for balance in variant["balances"]:
            if _is_here(balance, desk):
                producer = balance["owner"] or {"name": _("hàng của điểm bán")}
                lots.setdefault(balance["lot"]["id"], {**balance["lot"], "variant": variant, "producer": producer})
    return list(lots.values())


def _is_here(balance: Found, desk: Desk) -> bool:
    """Whether units of it can be taken from a shelf of this sales point."""
    is_ours = balance["salesPoint"]["slug"] == desk.point["slug"]
    return is_ours and balance["location"]["usage"] in TAKEN_FROM and balance["onHand"] > 0


def _balance_key(balance: Found) -> str:
    return f"{key(balance['location']['id'])}-{key(balance['owner']['id']) if balance['owner'] else 0}"


def _words(balance: Found) -> str:
    owner = balance["owner"]
    whose = _("hàng gửi của %(name)s") % {"name": owner["name"]} if owner else _("hàng của điểm bán")
    return _("%(place)s, %(whose)s: có %(count)d") % {
        "place": shelf_name(balance["location"]),
        "whose": whose,
        "count": balance["onHand"],
    }
