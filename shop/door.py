"""Where the door leads: whoever works somewhere starts at their work, everybody else where the shop starts."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse

from core.viewer import Viewer
from stock.selectors import sight_of


class Door(DefaultAccountAdapter):
    """allauth's, with a way in for those who work here; an address that was asked for comes before it."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The stock desk for staff of a sales point, a producer's desk for its people; else the first page."""
        sight = sight_of(Viewer.of(request))
        if sight.points:
            return reverse("desk")
        if sight.producers:
            return reverse("producer_desk")
        return str(super().get_login_redirect_url(request))
