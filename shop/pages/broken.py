"""Pages for when there is nothing, or something broke."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language_from_path, override

from shop.sight import addresses_of


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404 (`handler404`): nothing at this address."""
    return render(request, "shop/404.html", {"addresses": addresses_of("home")}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500 (`handler500`): our fault. Asks neither database nor session, which may be what failed."""
    with override(get_language_from_path(request.path_info) or settings.LANGUAGE_CODE):
        return HttpResponse(render_to_string("shop/500.html", {"addresses": addresses_of("home")}), status=500)
