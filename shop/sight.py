"""In what language and channel a visitor sees the shop."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, override

from shop.channel import channel_of

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
OTHER_LANGUAGE = {"vi": "en", "en": "vi"}


def language() -> str:
    """The code of the language this page is in."""
    return get_language() or settings.LANGUAGE_CODE


def sight(request: HttpRequest) -> dict[str, str]:
    """The variables of every document that shows products: in what channel and language."""
    return {"channel": channel_of(request), "language": language().upper()}


def addresses_of(view: str, slugs: dict[str, str] | None = None) -> dict[str, str]:
    """A page's address in each language, by its slug there if it has one."""
    addresses = {}
    for code in LANGUAGES:
        with override(code):
            addresses[code] = reverse(view, args=[slugs[code]] if slugs else [])
    return addresses
