"""Asking another sales point for goods of which there is too little here: a transfer that its staff will send."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from core.graph import global_id
from core.pages import run
from stock.pages.operating import OperationForm, UnitsField, operate, say
from stock.pages.places import Desk, at_point, language
from stock.templatetags.desk import key, place_name

Found = dict[str, Any]


class AskForm(OperationForm):
    """How many, and of whom; `elsewhere` are those who have it."""

    from_point = forms.ChoiceField(
        label=_("Xin của"), widget=forms.RadioSelect, error_messages={"required": _("Bạn chọn một điểm bán.")}
    )
    quantity = UnitsField(label=_("Số lượng"))
    note = forms.CharField(label=_("Nhắn nơi gửi, nếu cần"), max_length=300, required=False)

    def __init__(self, *args: Any, elsewhere: list[Found], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = _("%(place)s, có %(count)d")
        self.fields["from_point"].choices = [  # type: ignore[attr-defined]
            (one["salesPoint"]["id"], words % {"place": place_name(one["salesPoint"]), "count": one["quantity"]})
            for one in elsewhere
        ]


@require_http_methods(["GET", "HEAD", "POST"])
@at_point
def ask(request: HttpRequest, desk: Desk, variant: int) -> HttpResponse:
    """A product that is out or low here: asked of a sales point that has it, up to what the shelf holds."""
    found = run(request, "stock/desk_ask", point=desk.point["id"], language=language())["point"]["scarce"]
    wanted = next((one for one in found if key(one["variant"]["id"]) == str(variant)), None)
    if wanted is None:
        raise Http404
    elsewhere = wanted["elsewhere"]
    data = request.POST if request.method == "POST" else None
    form = AskForm(data, elsewhere=elsewhere, initial=_suggested(wanted))
    if data is not None and form.is_valid():
        told = form.cleaned_data
        line = {"variant": global_id("ProductVariant", variant), "quantity": told["quantity"]}
        ends = {"fromPoint": told["from_point"], "toPoint": desk.point["id"], "note": told["note"]}
        answer = operate(request, form, "transfer_draft", {**ends, "lines": [line]})
        if answer is not None:
            say(request, answer, _("Đã xin. Nơi gửi thấy phiếu này ở bàn kho của họ."))
            return redirect("desk_transfer", desk.point["slug"], key(answer["transfer"]["id"]))
    return desk.show("stock/desk_ask.html", {"wanted": wanted, "form": form}, "desk_transfers")


def _suggested(wanted: Found) -> Found:
    """As many as fill the shelf, of whoever has the most, as far as they have them."""
    if not wanted["elsewhere"]:
        return {}
    fullest = wanted["elsewhere"][0]
    lacking = wanted["target"] - wanted["available"]
    return {"quantity": min(lacking, fullest["quantity"]), "from_point": fullest["salesPoint"]["id"]}
