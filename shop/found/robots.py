"""What robots are asked to leave alone."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, P], HttpResponse]

# What costs work and holds nothing to be found. Pages that people see and robots may not list say so themselves.
LEFT_ALONE = ("/admin/", "/en/admin/", "/graphql/", "/papers/")


@require_safe
def robots_txt(request: HttpRequest) -> HttpResponse:
    """`/robots.txt`."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in LEFT_ALONE), ""]
    lines.append(f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def unlisted(page: Page[P]) -> Page[P]:
    """A page that search engines shall not list: whoever is signed in, a basket, a desk."""

    @wraps(page)
    def answer(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = page(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        return response

    return answer
