"""What is a visitor's own: the account, the channel they chose, and where they said they are."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseForbidden
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from core.pages import run
from shop import near
from shop.channel import COOKIE, COOKIE_AGE_S
from shop.forms import ChannelForm, NearForm


@require_safe
@never_cache
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Who is signed in, and the way out."""
    return render(request, "shop/account.html", run(request, "shop/account"))


@csrf_exempt
@require_POST
def choose_channel(request: HttpRequest) -> HttpResponse:
    """Keep the channel in a cookie and go back; 400 for a channel that is none of ours.

    Its form is on every page and holds no token, which would make each page one visitor's own; another site's form is
    known by its Origin instead.
    """
    form = ChannelForm(request.POST)
    if _is_from_elsewhere(request):
        return HttpResponseForbidden()
    if not form.is_valid():
        return HttpResponseBadRequest()
    response = redirect(_back(request, form.cleaned_data["next"], "home"))
    _remember(response, COOKIE, form.cleaned_data["channel"], COOKIE_AGE_S)
    return response


@csrf_exempt
@require_POST
def choose_near(request: HttpRequest) -> HttpResponse:
    """Keep where a visitor says they are in a cookie of their own and go back; nothing, or no place, forgets it.

    `place` is what a browser told ("17.46891,106.62234") and is rounded before it is kept; `commune` is a code.
    """
    form = NearForm(request.POST)
    if _is_from_elsewhere(request):
        return HttpResponseForbidden()
    if not form.is_valid():
        return HttpResponseBadRequest()
    response = redirect(_back(request, form.cleaned_data["next"], "sales_points"))
    kept = near.rounded(form.cleaned_data["place"]) or form.cleaned_data["commune"]
    if near.read(kept):
        _remember(response, near.COOKIE, kept, near.COOKIE_AGE_S)
    else:
        response.delete_cookie(near.COOKIE)
    return response


def _is_from_elsewhere(request: HttpRequest) -> bool:
    """Whether another site sent this form, as far as its browser says."""
    origin = request.headers.get("Origin")
    return origin is not None and origin != f"{request.scheme}://{request.get_host()}"


def _back(request: HttpRequest, wanted: str, otherwise: str) -> str:
    """The page to go back to, if it is one of ours."""
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else reverse(otherwise)


def _remember(response: HttpResponse, name: str, value: str, age_s: int) -> None:
    response.set_cookie(
        name, value, max_age=age_s, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )
