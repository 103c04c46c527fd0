"""The four readers whom visibility is tested with."""

from django.contrib.auth.models import Permission

from core.viewer import Viewer
from tests import factories


def as_user(user) -> Viewer:
    return Viewer(lambda: user)


def buyer() -> Viewer:
    return as_user(factories.user("mua@vidu.example"))


def producer() -> Viewer:
    return as_user(factories.user("lam@vidu.example"))


def officer(*codenames: str) -> Viewer:
    """One with these permissions of the catalog; with all of them when none is named."""
    user = factories.user("quan@vidu.example", is_staff=True)
    held = Permission.objects.filter(content_type__app_label="catalog")
    user.user_permissions.set(held.filter(codename__in=codenames) if codenames else held)
    return as_user(user)


VIEWERS = {"anonymous": Viewer.anonymous, "buyer": buyer, "producer": producer, "officer": officer}
