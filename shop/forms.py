"""The shapes of what the storefront's pages send."""

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.utils.translation import gettext_lazy as _

from shop.channel import CHANNELS


class ChannelForm(forms.Form):
    """Which channel to see, and the page to go back to."""

    channel = forms.ChoiceField(choices=[(slug, slug) for slug in CHANNELS])
    next = forms.CharField(required=False)


class NearForm(forms.Form):
    """Where a visitor is, by their browser or by a commune's name, and the page to go back to."""

    place = forms.CharField(required=False, max_length=60)
    commune = forms.CharField(required=False, max_length=5)
    next = forms.CharField(required=False)


class SignInForm(LoginForm):
    """allauth's, in our words: it repeats each label inside its field, where a reader loses it on typing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {"login": _("Thư điện tử"), "password": _("Mật khẩu"), "remember": _("Nhớ tôi trên máy này")}
        for name, label in labels.items():
            self.fields[name].label = label
            self.fields[name].error_messages["required"] = _("Bạn chưa điền ô này.")
            self.fields[name].widget.attrs.pop("placeholder", None)
        self.fields["login"].error_messages["invalid"] = _("Địa chỉ này còn thiếu. Địa chỉ đủ có dạng ten@hop-thu.vn.")
