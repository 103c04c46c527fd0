"""What producers would like changed: one page with everything side by side, and a word on each field."""

import json
from typing import Any

from django import forms
from django.contrib import admin
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog import drafting, services
from catalog.admin.words import TODAY, WORDS
from catalog.models import Category, Draft, Producer, Product
from catalog.models.drafts import DraftState, DraftSubject
from catalog.services import Verdict
from core.admin import ReadOnlyAdmin, Step
from core.transitions import Actor

ACCEPT, REJECT = "accept", "reject"


class JudgeForm(forms.Form):
    """For each field of a draft a choice under its name, a reason beside it, and what the officer has seen of it."""

    draft: Draft

    def rows(self) -> list[dict[str, Any]]:
        """What stands beside each choice: what was, what is, what shall be."""
        shown = []
        for one in self.draft.fields.order_by("pk"):
            now = drafting.held(self.draft, one.field)
            shown.append(
                {
                    "label": WORDS.get(one.field, one.field),
                    "now": worded(one.field, now),
                    "then": worded(one.field, one.old),
                    "new": worded(one.field, one.new),
                    "moved": drafting.moved(self.draft, one),
                    "choice": self[one.field],
                    "reason": self[f"{one.field}_reason"],
                    "seen": self[f"{one.field}_seen"],
                }
            )
        return shown


def judge_form(draft: Draft) -> type[forms.Form]:
    """The form of one draft."""
    fields: dict[str, Any] = {"draft": draft}
    for one in draft.fields.order_by("pk"):
        label = WORDS.get(one.field, one.field)
        fields[one.field] = forms.ChoiceField(
            choices=[(ACCEPT, _("Đồng ý")), (REJECT, _("Không đồng ý"))], widget=forms.RadioSelect, label=label
        )
        fields[f"{one.field}_reason"] = forms.CharField(required=False, max_length=300, label=_("Lý do"))
        fields[f"{one.field}_seen"] = forms.CharField(
            required=False, widget=forms.HiddenInput, initial=_kept(drafting.held(draft, one.field))
        )
    return type("JudgeForm", (JudgeForm,), fields)


def _kept(value: Any) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder)


def worded(field: str, value: Any) -> str:
    """A value in words: of a group its name."""
    if value in (None, ""):
        return ""
    if field == "category":
        return str(Category.objects.filter(pk=value).first() or value)
    return str(value)


def _judge(draft: Draft, values: dict[str, Any], by: Actor) -> str:
    verdicts = {
        one.field: Verdict(
            accepted=values[one.field] == ACCEPT,
            seen=json.loads(values[f"{one.field}_seen"] or "null"),
            reason=values[f"{one.field}_reason"],
        )
        for one in draft.fields.all()
    }
    judged = services.judge_draft(draft=draft, verdicts=verdicts, by=by)
    return gettext("Đã ghi: %(state)s. Chủ thể đọc được từng lý do.") % {"state": DraftState(judged.state).label}


@admin.register(Draft)
class DraftAdmin(ReadOnlyAdmin):
    """The queue: what waits longest stands first."""

    section, icon, labels = TODAY, "rate_review", WORDS | {"subject": _("Về"), "judged_at": _("Duyệt lúc")}
    list_display = ("about", "subject", "producer", "state", "submitted_at", "judged_at")
    list_filter = ("state", "subject")
    list_select_related = ("producer", "product")
    search_fields = ("producer__name_folded", "product__name_folded")
    ordering = ("-state", "submitted_at", "id")
    fields = ("subject", "producer", "product", "state", "created_at", "submitted_at", "judged_at", "wishes")
    readonly_fields = ("wishes",)
    steps = (
        Step(
            "judge",
            _("Xét từng mục"),
            judge_form,
            _judge,
            about=_("Mục nào đồng ý thì thay ngay trên trang. Mục nào không thì ghi lý do để chủ thể biết đường sửa."),
            permission="catalog.judge_draft",
            when=lambda draft: draft.state == DraftState.SUBMITTED,
            template="catalog/desk/judge.html",
        ),
    )

    def called(self, row: Draft) -> str:
        return f"{row.producer}: {self.about(row)}"

    @admin.display(description=_("Đề nghị"))
    def about(self, draft: Draft) -> str:
        about: Product | Producer | None = draft.product or (
            draft.producer if draft.subject == DraftSubject.PRODUCER else None
        )
        return str(about or DraftSubject(draft.subject).label)

    @admin.display(description=_("Các mục"))
    def wishes(self, draft: Draft) -> str:
        return "; ".join(
            f"{WORDS.get(one.field, one.field)}: {one.get_verdict_display()} {one.reason}".strip()
            for one in draft.fields.order_by("pk")
        )
