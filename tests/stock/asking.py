"""Viewers of the shelves, and documents that ask about them."""

from django.contrib.auth.models import Permission

from accounts.models import User
from core.viewer import Viewer
from tests import factories


def officer() -> Viewer:
    user = User.objects.filter(email="can-bo@vidu.example").first() or factories.user("can-bo@vidu.example")
    user.user_permissions.add(Permission.objects.get(codename="view_stockmove"))
    return Viewer(lambda: user)


def viewer_of(actor) -> Viewer:
    """Whoever a test's actor is."""

    user = User.objects.get(pk=actor.id)
    return Viewer(lambda: user)
