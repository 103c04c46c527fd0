"""What laws and decisions fix, from one day until another: tax rates, who certifies stars, for how long."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalog import services
from catalog.admin.words import RULES, WORDS
from catalog.models import CertifierRule, TaxClass, TaxRate, ValidityRule
from catalog.models.certificates import CertifierLevel, ShortMonth
from core.admin import ServiceAdmin

UNTIL = _("Ngày đầu tiên không còn áp dụng; để trống nếu chưa có hạn.")


class DatedAdmin(ServiceAdmin):
    """A fact of its days; the text it is from is always named."""

    section, icon, labels = RULES, "gavel", WORDS
    hints = {"valid_to": UNTIL}
    autocomplete_fields: tuple[str, ...] = ("source",)
    list_select_related: tuple[str, ...] = ("source",)
    list_filter: tuple[str, ...] = ("valid_from",)


@admin.register(TaxRate)
class TaxRateAdmin(DatedAdmin):
    """VAT of a class of goods."""

    icon = "percent"
    hints = {"valid_to": UNTIL, "rate_bp": _("800 là 8 %.")}
    key = ("tax_class", "valid_from")
    fields = (*key, "valid_to", "rate_bp", "source")
    list_display = ("tax_class", "rate_bp", "valid_from", "valid_to", "source")
    list_filter = ("tax_class",)
    ordering = ("tax_class", "-valid_from")

    def keep(self, values: dict[str, Any], known: TaxRate | None) -> TaxRate:
        return services.put_tax_rate(**values | {"tax_class": TaxClass(values["tax_class"])})[0]


@admin.register(CertifierRule)
class CertifierRuleAdmin(DatedAdmin):
    """Who certifies so many stars."""

    key = ("stars", "valid_from")
    fields = (*key, "valid_to", "level", "source")
    list_display = ("stars", "level", "valid_from", "valid_to", "source")
    list_filter = ("stars", "level")
    ordering = ("stars", "-valid_from")

    def keep(self, values: dict[str, Any], known: CertifierRule | None) -> CertifierRule:
        return services.put_certifier_rule(**values | {"level": CertifierLevel(values["level"])})[0]


@admin.register(ValidityRule)
class ValidityRuleAdmin(DatedAdmin):
    """For how many months stars are given."""

    key = ("stars", "valid_from")
    fields = (*key, "valid_to", "months", "short_month", "source")
    list_display = ("stars", "months", "short_month", "valid_from", "valid_to", "source")
    list_filter = ("stars",)
    ordering = ("stars", "-valid_from")

    def keep(self, values: dict[str, Any], known: ValidityRule | None) -> ValidityRule:
        return services.put_validity_rule(**values | {"short_month": ShortMonth(values["short_month"])})[0]
