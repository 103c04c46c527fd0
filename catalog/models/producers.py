"""Who makes the goods: what they are, since when, and who has looked at their papers."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.models.areas import Area
from catalog.models.sources import Source
from core import clock, dated, history, ledgers


class ProducerKind(models.TextChoices):
    """Legal forms of an OCOP subject; the English ones are those of the Law on Cooperatives and official use."""

    COOPERATIVE = "cooperative", _("Hợp tác xã")
    COOPERATIVE_GROUP = "cooperative_group", _("Tổ hợp tác")
    COOPERATIVE_UNION = "cooperative_union", _("Liên hiệp hợp tác xã")
    ENTERPRISE = "enterprise", _("Doanh nghiệp")
    HOUSEHOLD = "household", _("Hộ kinh doanh")
    FARM = "farm", _("Trang trại")
    TOURISM_BODY = "tourism_body", _("Hội, ban quản lý du lịch")


# Of 490/QĐ-TTg, the programme's first decision: nobody was its subject before.
PROGRAMME_BEGAN = date(2018, 5, 7)

# Legal persons and public bodies: their telephone and e-mail are an office's. Of the others they are somebody's own.
ORGANISATIONS = (
    ProducerKind.COOPERATIVE,
    ProducerKind.COOPERATIVE_UNION,
    ProducerKind.ENTERPRISE,
    ProducerKind.TOURISM_BODY,
)


class Producer(models.Model):  # type: ignore[django-manager-missing]  # modeltranslation's
    """A subject of the programme: the legal person or household behind a product.

    Its legal form is a dated fact, ProducerKindPeriod; whether somebody has seen its papers is SellerCheck.
    """

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=200, help_text="As the sources print it; the English one is our translation.")
    name_vi: str
    name_en: str | None
    name_folded = models.CharField(max_length=200, help_text="The Vietnamese name without accents, for finding.")
    name_sort = models.CharField(
        max_length=700, db_index=True, help_text="Sorts as a Vietnamese dictionary does, on any database."
    )
    legal_name = models.CharField(
        max_length=250, blank=True, help_text="As its registration or a source prints it; empty where none does."
    )
    tax_number = models.CharField(
        max_length=14,
        blank=True,
        help_text="10 digits, of a branch 10-3; a household's may be the 12 digits of its owner's identity number.",
    )
    registration_number = models.CharField(max_length=40, blank=True, help_text="Of the business registration.")
    registration_issuer = models.CharField(max_length=200, blank=True, help_text="Who registered it, as printed.")
    registered_on = models.DateField(null=True, blank=True, help_text="Day of the first registration.")
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="producers")
    address_printed = models.CharField(max_length=200, blank=True, help_text="The place, as printed in the source.")
    story = models.TextField(blank=True, help_text="Plain text; an empty line parts paragraphs.")
    story_vi: str
    story_en: str | None
    phone = models.CharField(max_length=20, blank=True, help_text="As it is to be shown.")
    email = models.EmailField(blank=True)
    website = models.URLField(blank=True)
    representative = models.CharField(max_length=150, blank=True, help_text="Who signs for it; never published.")
    has_trading_contact = models.BooleanField(
        default=False,
        help_text="Its telephone and e-mail are those it trades under; a household's are published only then.",
    )
    note = models.CharField(max_length=300, blank=True, help_text="What else the sources print about the name.")
    portrait = models.OneToOneField(
        "catalog.Picture", models.PROTECT, null=True, blank=True, related_name="+", help_text="The people, at work."
    )
    logo = models.OneToOneField("catalog.Picture", models.PROTECT, null=True, blank=True, related_name="+")
    is_demonstration = models.BooleanField(default=False, help_text="There is no such maker: it shows the shop.")

    class Meta:
        verbose_name = _("chủ thể")
        verbose_name_plural = _("chủ thể")
        constraints = [
            models.UniqueConstraint(
                fields=["tax_number"], condition=~Q(tax_number=""), name="producer_tax_number_once"
            ),
            # It becomes a link: no other scheme may.
            models.CheckConstraint(
                name="producer_website_on_the_web",
                condition=Q(website="") | Q(website__startswith="http://") | Q(website__startswith="https://"),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ProducerKindPeriod(dated.Dated):
    """The legal form a producer had, from one day until another; the database refuses two on one day."""

    producer = models.ForeignKey(Producer, models.CASCADE, related_name="kind_periods")
    kind = models.CharField(max_length=20, choices=ProducerKind.choices)
    is_since_known = models.BooleanField(
        default=True, help_text="No: it had this form when it was first heard of, and valid_from is a day before that."
    )
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="+", help_text="Empty: read off its printed name."
    )

    class Meta(dated.Dated.Meta):
        verbose_name = _("loại hình theo thời gian")
        verbose_name_plural = _("loại hình theo thời gian")
        constraints = [
            *dated.Dated.Meta.constraints,
            models.CheckConstraint(name="producerkindperiod_known", condition=Q(kind__in=ProducerKind.values)),
        ]

    def __str__(self) -> str:
        return f"{self.producer_id}: {self.kind} từ {self.valid_from}"


class SellerState(models.TextChoices):
    """Whether a producer is known to be who it says it is; without any check it is UNVERIFIED."""

    UNVERIFIED = "unverified", _("Chưa xác minh")
    VERIFIED = "verified", _("Đã xác minh")
    REFUSED = "refused", _("Không xác minh được")
    REVOKED = "revoked", _("Đã thu hồi xác minh")
    OUTDATED = "outdated", _("Cần xác minh lại")


class CheckMethod(models.TextChoices):
    """How an identity was verified (Law 122/2025/QH15)."""

    VNEID = "vneid", _("Định danh điện tử VNeID")
    LEGAL_PAPERS = "legal_papers", _("Giấy tờ pháp lý")


class SellerCheck(models.Model):
    """One look at who a producer is. A ledger: the last one of a producer is what holds.

    It keeps who looked, when and how, and never a number or a picture of anybody's papers.
    """

    # No foreign key: a demonstration producer can be removed, what was done with it cannot.
    producer_id = models.BigIntegerField()
    number = models.PositiveIntegerField(help_text="1 for a producer's first; two people cannot both write its next.")
    state = models.CharField(max_length=10, choices=SellerState.choices)
    method = models.CharField(max_length=12, choices=CheckMethod.choices, blank=True)
    checked_on = models.DateField(help_text="Day in Vietnam of the check.")
    reason = models.CharField(max_length=300, blank=True, help_text="Why it was refused or revoked; names nobody.")
    actor_id = models.BigIntegerField(null=True, help_text="The user's key then; empty: the system itself.")
    actor_role = models.CharField(max_length=40)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("lần kiểm tra danh tính")
        verbose_name_plural = _("lần kiểm tra danh tính")
        constraints = [
            models.UniqueConstraint(fields=["producer_id", "number"], name="sellercheck_in_order"),
            models.CheckConstraint(
                name="sellercheck_state_known",
                condition=Q(state__in=SellerState.values) & ~Q(state=SellerState.UNVERIFIED),
            ),
            models.CheckConstraint(
                name="sellercheck_verified_by_a_method",
                condition=Q(state=SellerState.VERIFIED, method__in=CheckMethod.values)
                | ~Q(state=SellerState.VERIFIED) & (Q(method="") | Q(method__in=CheckMethod.values)),
            ),
            models.CheckConstraint(
                name="sellercheck_says_why_not",
                condition=~Q(state__in=[SellerState.REFUSED, SellerState.REVOKED]) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.producer_id} #{self.number}: {self.state}"


dated.one_at_a_time(ProducerKindPeriod, "producer")
ledgers.register(SellerCheck)
history.personal(
    Producer,
    *("slug", "name_vi", "name_en", "legal_name", "tax_number", "registration_number", "address_printed"),
    *("story_vi", "story_en", "phone", "email", "website", "representative", "note"),
)
