"""What producers would like to have changed, field by field, and what officers say to it."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.models.producers import Producer
from catalog.models.products import Product
from core import clock


class DraftSubject(models.TextChoices):
    PRODUCT = "product", _("Sản phẩm")
    NEW_PRODUCT = "new_product", _("Sản phẩm mới")
    PRODUCER = "producer", _("Thông tin chủ thể")


class DraftState(models.TextChoices):
    DRAFT = "draft", _("Đang soạn")
    SUBMITTED = "submitted", _("Chờ duyệt")
    APPLIED = "applied", _("Đã duyệt")
    REJECTED = "rejected", _("Không duyệt")
    WITHDRAWN = "withdrawn", _("Đã rút lại")


# In these its producer or an officer still has something to do.
OPEN_STATES = (DraftState.DRAFT, DraftState.SUBMITTED)


class DraftVerdict(models.TextChoices):
    PENDING = "pending", _("Chưa xét")
    ACCEPTED = "accepted", _("Đồng ý")
    REJECTED = "rejected", _("Không đồng ý")


class Draft(models.Model):
    """One producer's wish about one product, a new product, or the producer itself.

    Not a ledger: it may hold what is personal and goes with its producer. Who did what with it is in core.Transition.
    """

    producer = models.ForeignKey(Producer, models.CASCADE, related_name="drafts")
    product = models.ForeignKey(
        Product,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="drafts",
        help_text="Of a new one, once it is made.",
    )
    subject = models.CharField(max_length=11, choices=DraftSubject.choices)
    state = models.CharField(max_length=9, choices=DraftState.choices, default=DraftState.DRAFT)
    author_id = models.BigIntegerField(null=True, help_text="The user's key who began it.")
    created_at = models.DateTimeField(default=clock.now)
    submitted_at = models.DateTimeField(null=True, blank=True)
    judged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("đề nghị của chủ thể")
        verbose_name_plural = _("đề nghị của chủ thể")
        permissions = [("judge_draft", "Can judge what producers would like changed")]
        constraints = [
            models.CheckConstraint(name="draft_state_known", condition=Q(state__in=DraftState.values)),
            models.CheckConstraint(
                name="draft_product_by_subject",
                condition=Q(subject=DraftSubject.PRODUCT, product__isnull=False)
                | Q(subject=DraftSubject.NEW_PRODUCT)
                | Q(subject=DraftSubject.PRODUCER, product=None),
            ),
            models.CheckConstraint(
                name="draft_submitted_at_a_time",
                condition=~Q(state=DraftState.SUBMITTED) | Q(submitted_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["product"],
                condition=Q(state__in=OPEN_STATES, subject=DraftSubject.PRODUCT),
                name="draft_one_open_per_product",
            ),
            models.UniqueConstraint(
                fields=["producer"],
                condition=Q(state__in=OPEN_STATES, subject=DraftSubject.PRODUCER),
                name="draft_one_open_per_producer",
            ),
        ]
        indexes = [models.Index(fields=["state", "submitted_at"], name="draft_queue")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.get_subject_display()}"


class DraftField(models.Model):
    """One field of a draft: what it said when it was written, what it shall say, and the verdict."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="fields")
    field = models.CharField(max_length=40, help_text="The column's name.")
    old = models.JSONField(null=True, encoder=DjangoJSONEncoder, help_text="Where it stood when it was written.")
    new = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    verdict = models.CharField(max_length=8, choices=DraftVerdict.choices, default=DraftVerdict.PENDING)
    reason = models.CharField(max_length=300, blank=True, help_text="Why not; the producer reads it.")

    class Meta:
        verbose_name = _("mục đề nghị")
        verbose_name_plural = _("mục đề nghị")
        constraints = [
            models.UniqueConstraint(fields=["draft", "field"], name="draftfield_once"),
            models.CheckConstraint(
                name="draftfield_refused_with_a_reason", condition=~Q(verdict=DraftVerdict.REJECTED) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draft_id}: {self.field}"
