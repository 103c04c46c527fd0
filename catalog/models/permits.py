"""Papers the law asks for before goods are sold, which of them which goods need, and who may go on without."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalog.models.categories import Category
from catalog.models.producers import Producer
from catalog.models.products import Product
from catalog.models.sources import Source
from catalog.models.taxes import TaxClass
from core import dated, files


class PermitKind(models.TextChoices):
    FACILITY = "facility", _("Giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm")
    COMMITMENT = "commitment", _("Bản cam kết sản xuất, kinh doanh thực phẩm an toàn")
    ALCOHOL = "alcohol", _("Giấy phép sản xuất hoặc kinh doanh rượu")
    SELF_DECLARATION = "self_declaration", _("Bản tự công bố sản phẩm")
    REGISTRATION = "registration", _("Giấy tiếp nhận đăng ký bản công bố sản phẩm")
    TEST_REPORT = "test_report", _("Phiếu kết quả kiểm nghiệm")
    COSMETIC = "cosmetic", _("Phiếu công bố sản phẩm mỹ phẩm")


# Of a maker and all it makes, unless one product is named; the others are each of one product.
OF_PRODUCERS = (PermitKind.FACILITY, PermitKind.COMMITMENT, PermitKind.ALCOHOL)
OF_PRODUCTS = tuple(kind for kind in PermitKind if kind not in OF_PRODUCERS)


class PermitStatus(models.TextChoices):
    SUBMITTED = "submitted", _("Đã nộp, chờ kiểm")
    CONFIRMED = "confirmed", _("Đã kiểm")
    REJECTED = "rejected", _("Không chấp nhận")
    LAPSED = "lapsed", _("Hết hiệu lực")
    WITHDRAWN = "withdrawn", _("Đã rút")


# Of these the paper itself was seen.
SEEN = (PermitStatus.CONFIRMED, PermitStatus.LAPSED)


class Permit(models.Model):
    """One paper of a maker or of a product. It counts from the day it was issued, once an officer has seen it.

    Who submitted, confirmed or withdrew it and when is in core.Transition.
    """

    kind = models.CharField(max_length=16, choices=PermitKind.choices)
    number = models.CharField(max_length=80, help_text="As printed.")
    issuer = models.CharField(max_length=200, help_text="Who signed it; of a self-declaration the maker itself.")
    law = models.CharField(max_length=200, blank=True, help_text="The text it was issued under, as it stood then.")
    issued_on = models.DateField(help_text="Its first day.")
    valid_to = models.DateField(null=True, blank=True, help_text="Its last day; empty: it prints no end.")
    withdrawn_on = models.DateField(null=True, blank=True, help_text="First day it no longer counts.")
    producer = models.ForeignKey(Producer, models.PROTECT, null=True, blank=True, related_name="permits")
    product = models.ForeignKey(Product, models.PROTECT, null=True, blank=True, related_name="permits")
    file = models.FileField(
        storage=files.private_storage, max_length=files.NAME_LENGTH, blank=True, help_text="A scan; never public."
    )
    status = models.CharField(max_length=9, choices=PermitStatus.choices)
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("giấy phép, hồ sơ")
        verbose_name_plural = _("giấy phép, hồ sơ")
        constraints = [
            models.CheckConstraint(name="permit_kind_known", condition=Q(kind__in=PermitKind.values)),
            models.CheckConstraint(name="permit_status_known", condition=Q(status__in=PermitStatus.values)),
            models.CheckConstraint(
                name="permit_of_its_subject",
                condition=Q(kind__in=OF_PRODUCERS, producer__isnull=False)
                | Q(kind__in=OF_PRODUCTS, product__isnull=False),
            ),
            models.CheckConstraint(name="permit_numbered", condition=~Q(number="") & ~Q(issuer="")),
            models.CheckConstraint(
                name="permit_lasts_a_day", condition=Q(valid_to=None) | Q(valid_to__gte=F("issued_on"))
            ),
            models.CheckConstraint(
                name="permit_withdrawn_on_a_day",
                condition=Q(status=PermitStatus.WITHDRAWN, withdrawn_on__isnull=False)
                | ~Q(status=PermitStatus.WITHDRAWN) & Q(withdrawn_on=None),
            ),
            models.UniqueConstraint(
                # Nobody else's paper: what was seen once cannot be another maker's or another product's.
                fields=["kind", "issuer", "number", "issued_on"],
                condition=Q(status__in=SEEN),
                name="permit_once_per_paper",
            ),
        ]
        indexes = [models.Index(fields=["status", "valid_to"], name="permit_expiry")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number} ({self.status})"


class RequiredPermit(dated.Dated):
    """A paper that goods of a kind need from one day until another: any one of `kinds` is enough."""

    code = models.SlugField(max_length=60, help_text="Names the requirement through all its versions.")
    name = models.CharField(max_length=200, help_text="What is asked for, in words for the maker.")
    name_vi: str
    name_en: str | None
    kinds = models.JSONField(help_text='Kinds of permit that meet it: ["facility", "commitment"].')
    category = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, related_name="+", help_text="A group or sub-group; empty: any."
    )
    tax_class = models.CharField(max_length=8, choices=TaxClass.choices, blank=True, help_text="Empty: any.")
    alcohol_from_bp = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Alcohol by volume from which it holds, in basis points: 550 is 5.5 %."
    )
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")

    class Meta(dated.Dated.Meta):
        verbose_name = _("giấy tờ bắt buộc")
        verbose_name_plural = _("giấy tờ bắt buộc")
        constraints = [
            *dated.Dated.Meta.constraints,
            models.CheckConstraint(
                name="requiredpermit_tax_class_known", condition=Q(tax_class="") | Q(tax_class__in=TaxClass.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} từ {self.valid_from}"


class PermitWaiver(dated.Dated):
    """The days on which a product may be shown though nobody has seen its papers, and on whose word.

    Who granted or ended it is in core.Transition.
    """

    product = models.ForeignKey(Product, models.CASCADE, related_name="permit_waivers")
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")

    class Meta(dated.Dated.Meta):
        verbose_name = _("miễn giấy tờ")
        verbose_name_plural = _("miễn giấy tờ")

    def __str__(self) -> str:
        return f"{self.product_id} từ {self.valid_from}"


class PapersTerm(models.Model):
    """The first day on which a product that is shown now may be shown no longer; without a row there is none yet.

    Worked out from permits, requirements and waivers, as shelves are from listings (services.shelves).
    """

    product = models.OneToOneField(Product, models.CASCADE, primary_key=True, related_name="papers_term")
    until = models.DateField(db_index=True)

    def __str__(self) -> str:
        return f"{self.product_id}: {self.until}"


dated.one_at_a_time(RequiredPermit, "code")
dated.one_at_a_time(PermitWaiver, "product")
