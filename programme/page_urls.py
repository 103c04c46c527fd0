"""Addresses of the programme's pages."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from programme import pages

# What search engines may list of the pages below.
INDEXED = ("targets",)

urlpatterns = [
    path(_("muc-tieu/"), pages.targets, name="targets"),
    path(_("muc-tieu/muc-tieu.csv"), pages.targets_csv, name="targets_csv"),
    path(_("muc-tieu/so-cong-bo.csv"), pages.figures_csv, name="figures_csv"),
]
