"""The one admin site. It takes no page that could write past the services."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from csp.decorators import csp_update
from django.apps import apps
from django.conf import settings
from django.contrib.admin import ModelAdmin
from django.contrib.admin.exceptions import NotRegistered
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from unfold.sites import UnfoldAdminSite

from core.csp import ADMIN
from core.desk import panels
from core.desk.reading import DeskAdmin, Section


class Desk(UnfoldAdminSite):
    """Django's site in unfold's clothes; its sidebar is made of the sections that pages name."""

    index_title = _("Việc hôm nay")
    enable_nav_sidebar = True

    def register(
        self,
        model_or_iterable: type[Model] | Iterable[type[Model]],
        admin_class: type[ModelAdmin[Any]] | None = None,
        **options: Any,
    ) -> None:
        """Take a page of ours. What a library registers of its own writes rows by itself, so it is left out.

        Raises ImproperlyConfigured for a model of this repository whose page is no DeskAdmin.
        """
        models = [model_or_iterable] if isinstance(model_or_iterable, type) else list(model_or_iterable)
        if admin_class is not None and issubclass(admin_class, DeskAdmin):
            super().register(models, admin_class, **options)
            return
        ours = [model._meta.label for model in models if is_ours(model)]
        if ours:
            raise ImproperlyConfigured(f"{', '.join(ours)}: a page of the desk is a ServiceAdmin or a ReadOnlyAdmin.")

    def unregister(self, model_or_iterable: type[Model] | Iterable[type[Model]]) -> None:
        """Take a page away; one that was never let in is away already."""
        try:
            super().unregister(model_or_iterable)
        except NotRegistered:
            return

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Officers come in by the same door as everybody, so that guessing passwords is slowed down there too."""
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise PermissionDenied
        wanted = request.GET.get("next", reverse("admin:index"))
        return redirect_to_login(wanted, settings.LOGIN_URL)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """As Django's, under the policy that unfold's scripts need."""
        return csp_update(ADMIN)(super().admin_view(view, cacheable))

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """What needs this officer today."""
        return super().index(request, {"panels": panels.today(request), **(extra_context or {})})

    def get_sidebar_list(self, request: HttpRequest) -> list[dict[str, Any]]:
        """Sections in their order, and in each the pages that this officer may see."""
        sections: dict[Section, list[dict[str, Any]]] = defaultdict(list)
        for model, page in self._registry.items():
            if (
                isinstance(page, DeskAdmin)
                and page.has_module_permission(request)
                and page.has_view_permission(request)
            ):
                sections[page.section].append(_link(model, page, request))
        return [
            {"title": section.title, "items": sorted(sections[section], key=lambda item: str(item["title"]))}
            for section in sorted(sections, key=lambda section: section.position)
        ]


def is_ours(model: type[Model]) -> bool:
    """Whether a package of this repository holds the model."""
    return Path(apps.get_app_config(model._meta.app_label).path).parent == settings.BASE_DIR


def _link(model: type[Model], page: DeskAdmin, request: HttpRequest) -> dict[str, Any]:
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    return {
        "title": capfirst(str(model._meta.verbose_name_plural)),
        "icon": page.icon,
        "link": address,
        "active": request.path.startswith(address),
        "has_permission": True,
    }
