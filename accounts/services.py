"""What people do with their accounts."""

from django.contrib.auth.hashers import make_password

from accounts import throttling
from accounts.errors import CredentialsInvalid
from accounts.managers import fold_email
from accounts.models import User


def sign_in(*, email: str, password: str, address: str) -> User:
    """The active user whose e-mail and password these are; `address` is where the attempt comes from.

    Raises SignInDelayed, CredentialsInvalid.
    """
    throttling.count_attempt(email, address)
    user = User.objects.filter(email=fold_email(email), is_active=True).first()
    if user is None:
        make_password(password)  # as slow as for someone who exists, so that nobody is found out by the time it takes
        raise CredentialsInvalid
    if not user.check_password(password):
        raise CredentialsInvalid
    throttling.forgive(email, address)
    return user
