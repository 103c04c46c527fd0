"""A page of the desk that only shows; and the sections of the desk's index that pages stand in."""

from typing import NamedTuple, TypeVar

from django.db.models import Model
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin

M = TypeVar("M", bound=Model)


class Section(NamedTuple):
    """A heading of the desk's sidebar; the lowest position is the highest on the page."""

    position: int
    title: str | Promise


MACHINERY = Section(90, _("Máy móc"))


class DeskAdmin(ModelAdmin):
    """What every page of the desk has: a place in the sidebar, and lists that do not count what they need not."""

    section = MACHINERY
    # A name of Material Symbols, which the desk's own files hold.
    icon = "description"
    show_full_result_count = False
    list_per_page = 50
    list_filter_submit = False
    warn_unsaved_form = True


class ReadOnlyAdmin(DeskAdmin):
    """A list to look at; whatever changes a row is an action that calls a service."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
