"""How people are found and made; the shape Django's own commands and backends expect."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import BaseUserManager

from accounts import phones

if TYPE_CHECKING:
    from accounts.models import User


def fold_email(email: str) -> str:
    """The form an e-mail address is stored and compared in: no shopper has two that differ by case."""
    return email.strip().casefold()


class UserManager(BaseUserManager["User"]):
    def create_user(
        self, email: str | None = None, password: str | None = None, *, phone: str | None = None, **values: Any
    ) -> "User":
        """A person with an e-mail address, a telephone number or both; without a password nobody can sign in.

        Raises PhoneInvalid; the database refuses one with neither (user_reachable) and one that is taken.
        """
        user = self.model(
            email=fold_email(email) if email else None, phone=phones.normalise(phone) if phone else None, **values
        )
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **values: Any) -> "User":
        """Someone for whom every permission is on: the one who runs the shop's computer."""
        return self.create_user(email, password, **values, is_staff=True, is_superuser=True)

    def get_by_natural_key(self, username: str | None) -> "User":
        """By e-mail, whatever its case."""
        return self.get(email=fold_email(username or ""))
