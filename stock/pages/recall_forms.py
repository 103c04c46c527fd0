"""What a recall and its end are asked by."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stock.codes import bare

# What whoever bought it is asked, until an officer writes it better.
USUAL_ADVICE = _("Ngừng dùng, giữ nguyên gói hàng, mang lại nơi đã mua để được trả tiền, hoặc gọi số bên dưới.")


class StopForm(forms.Form):
    """Why, what buyers should do and whom they call; the lot's code typed again is the confirmation."""

    reason = forms.CharField(label=_("Vì sao thu hồi"), max_length=300, help_text=_("Người mua đọc được câu này."))
    advice = forms.CharField(
        label=_("Người mua cần làm gì"),
        max_length=500,
        initial=USUAL_ADVICE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    phone = forms.CharField(label=_("Gọi cho ai"), max_length=30, widget=forms.TextInput(attrs={"type": "tel"}))
    reason_en = forms.CharField(label=_("Vì sao thu hồi (tiếng Anh)"), max_length=300, required=False)
    advice_en = forms.CharField(
        label=_("Người mua cần làm gì (tiếng Anh)"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    typed = forms.CharField(label=_("Gõ lại mã lô để xác nhận"), max_length=40)

    def __init__(self, data: Any, code: str) -> None:
        super().__init__(data)
        self._code = code
        self.fields["typed"].widget.attrs |= {"autocomplete": "off", "autocapitalize": "characters"}

    def clean_typed(self) -> str:
        typed: str = self.cleaned_data["typed"]
        if bare(typed) != bare(self._code):
            raise forms.ValidationError(_("Mã gõ lại không giống mã lô này. Xem lại kẻo thu hồi nhầm lô."))
        return typed


class LiftForm(forms.Form):
    reason = forms.CharField(label=_("Vì sao thôi thu hồi"), max_length=300)
