"""People, whom they work for, and how often someone guessed at their passwords."""

import secrets
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.managers import UserManager
from catalog.models import Producer
from core import clock, dated

TOKEN_KEY_LENGTH = 16


def new_token_key() -> str:
    return secrets.token_urlsafe(TOKEN_KEY_LENGTH)[:TOKEN_KEY_LENGTH]


class User(AbstractBaseUser, PermissionsMixin):
    """A person: reachable by e-mail, by telephone or by both. A buyer in the country often has only a telephone."""

    email = models.EmailField(_("E-mail"), unique=True, null=True, blank=True)
    phone = models.CharField(_("Số điện thoại"), max_length=16, unique=True, null=True, blank=True, help_text="E.164.")
    first_name = models.CharField(_("Tên"), max_length=150, blank=True)
    last_name = models.CharField(_("Họ"), max_length=150, blank=True)
    is_staff = models.BooleanField(default=False, help_text=_("Được vào trang quản trị."))
    is_active = models.BooleanField(default=True, help_text=_("Bỏ chọn thay vì xóa tài khoản."))
    is_confirmed = models.BooleanField(default=False, help_text=_("Đã chứng tỏ e-mail hoặc số điện thoại là của mình."))
    is_demonstration = models.BooleanField(default=False, help_text="Made up; its password is published.")
    date_joined = models.DateTimeField(default=clock.now)
    token_key = models.CharField(
        max_length=TOKEN_KEY_LENGTH, default=new_token_key, help_text="Part of every token; a new one ends them all."
    )

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("người dùng")
        verbose_name_plural = _("người dùng")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_once_in_any_case"),
            models.CheckConstraint(
                name="user_reachable", condition=models.Q(email__isnull=False) | models.Q(phone__isnull=False)
            ),
            # An empty text is unique once, and would let one unreachable person in.
            models.CheckConstraint(name="user_email_not_empty", condition=~models.Q(email="")),
            models.CheckConstraint(
                name="user_phone_international", condition=models.Q(phone=None) | models.Q(phone__startswith="+")
            ),
        ]

    def __str__(self) -> str:
        return self.email or self.phone or str(self.pk)

    def get_full_name(self) -> str:
        """Family name first, as in Vietnam."""
        return f"{self.last_name} {self.first_name}".strip()

    def get_short_name(self) -> str:
        return self.first_name


class MemberRole(models.TextChoices):
    """What a member may do for a producer."""

    OWNER = "owner", _("Người đại diện")
    EDITOR = "editor", _("Người soạn thảo")


class Membership(dated.Dated):
    """Someone who may act for a producer, from one day until another. An owner may bring in others and end them.

    The database refuses two of one person and producer on one day. Who let them in is in core.Transition.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    producer = models.ForeignKey(Producer, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=6, choices=MemberRole.choices)

    class Meta(dated.Dated.Meta):
        constraints = [
            *dated.Dated.Meta.constraints,
            models.CheckConstraint(name="membership_role_known", condition=models.Q(role__in=MemberRole.values)),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} of {self.producer_id} ({self.role})"


class SignInFailures(models.Model):
    """Wrong passwords in a row for one account, from one address or from all; holds no name and no address."""

    key = models.CharField(max_length=64, primary_key=True, help_text="HMAC of the account and the address.")
    failures = models.PositiveIntegerField()
    last_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "sign-in failures"

    def __str__(self) -> str:
        return f"{self.failures} until {self.last_at:%Y-%m-%d %H:%M}"


dated.one_at_a_time(Membership, "user", "producer")
