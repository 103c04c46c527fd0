"""The channel a visitor sees: by language at first, then as they chose."""

from django.http import HttpRequest
from django.utils.translation import get_language

COOKIE = "channel"
COOKIE_AGE_S = 365 * 24 * 60 * 60

BY_LANGUAGE = {"vi": "vn", "en": "intl"}
CHANNELS = tuple(BY_LANGUAGE.values())


def channel_of(request: HttpRequest) -> str:
    """The slug of the channel; a cookie that names none of ours is as good as none."""
    chosen = request.COOKIES.get(COOKIE, "")
    return chosen if chosen in CHANNELS else BY_LANGUAGE[get_language() or "vi"]
