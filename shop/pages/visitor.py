"""What is a visitor's own: the account, and the channel they chose."""

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
from shop.channel import COOKIE, COOKIE_AGE_S
from shop.forms import ChannelForm


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
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"{request.scheme}://{request.get_host()}":
        return HttpResponseForbidden()
    form = ChannelForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    back = form.cleaned_data["next"]
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = reverse("home")
    response = redirect(back)
    response.set_cookie(
        COOKIE,
        form.cleaned_data["channel"],
        max_age=COOKIE_AGE_S,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
