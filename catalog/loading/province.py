"""The whole load: facts first, the catalog's before other packages', then demonstration data, in one transaction."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils.module_loading import module_has_submodule

from catalog.loading.areas import load_areas
from catalog.loading.attributes import load_attributes
from catalog.loading.content import load_content
from catalog.loading.frame import load_categories, load_channels, load_tax_rates
from catalog.loading.goods import load_goods
from catalog.loading.report import Report
from catalog.loading.requirements import load_requirements
from catalog.loading.stars import load_reported_stars, load_star_rules
from catalog.services import renewed_once


def load_province(*, demonstration: bool, accounts: bool) -> Report:
    """Load what is not there yet and correct what differs; a second load writes nothing."""
    report = Report()
    _load(report, demonstration, accounts)
    if demonstration:
        for made_up in _brought("demonstration"):
            if hasattr(made_up, "after_load"):
                made_up.after_load(report)
    return report


@transaction.atomic
def _load(report: Report, demonstration: bool, accounts: bool) -> None:
    with renewed_once():
        areas = load_areas(report)
        categories = load_categories(report)
        load_tax_rates(report)
        load_requirements(categories, report)
        channels = load_channels(report)
        load_goods(areas, categories, channels, report)
        load_attributes(report)
        load_content(categories, channels, report)
        load_star_rules(report)
        load_reported_stars(report)
        for facts in _brought("facts"):
            facts.load(report)
        if demonstration:
            for made_up in _brought("demonstration"):
                made_up.load(report, accounts)


def _brought(name: str) -> Iterator[Any]:
    """What installed packages bring by that name, lower ones first: INSTALLED_APPS lists the highest first.

    `facts.py` has load(report), for facts of the package with their sources. `demonstration.py` has load(report,
    accounts), for what shows it off; `accounts` says whether people with a published password may be made. What it does
    in transactions of its own it does in after_load(report), once all of that stands.
    """
    for config in reversed(list(apps.get_app_configs())):
        if module_has_submodule(config.module, name):
            yield import_module(f"{config.name}.{name}")
