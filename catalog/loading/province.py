"""The whole load: facts first, then every package's demonstration data, in one transaction."""

from collections.abc import Callable, Iterator
from importlib import import_module

from django.apps import apps
from django.db import transaction
from django.utils.module_loading import module_has_submodule

from catalog.loading.areas import load_areas
from catalog.loading.frame import load_categories, load_channels, load_tax_rates
from catalog.loading.goods import load_goods
from catalog.loading.report import Report
from catalog.services import renewed_once

# `demonstration.py` of a package: load(report, accounts) writes what shows the package off. `accounts` says whether
# people with a published password may be made.
Demonstration = Callable[[Report, bool], None]


@transaction.atomic
def load_province(*, demonstration: bool, accounts: bool) -> Report:
    """Load what is not there yet and correct what differs; a second load writes nothing."""
    report = Report()
    with renewed_once():
        areas = load_areas(report)
        categories = load_categories(report)
        load_tax_rates(report)
        load_goods(areas, categories, load_channels(report), report)
        if demonstration:
            for load in _demonstrations():
                load(report, accounts)
    return report


def _demonstrations() -> Iterator[Demonstration]:
    """Those of the installed packages, lower ones first: INSTALLED_APPS lists the highest first."""
    for config in reversed(list(apps.get_app_configs())):
        if module_has_submodule(config.module, "demonstration"):
            yield import_module(f"{config.name}.demonstration").load
