"""The WSGI application that granian serves."""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")
django_application = get_wsgi_application()

from core.graph.registry import schema  # noqa: E402 - it reads the models, which the application has just loaded
from core.requests import Request  # noqa: E402

django_application.request_class = Request
application = django_application
if settings.PROXIES:
    application = wrap_wsgi_with_proxy_headers(django_application, settings.PROXIES)

# Before the first request asks for it.
schema()
# What stands now lives as long as the process: the collector need not walk it. An answer of a thousand objects, none of
# them in a cycle, need not start it either (measured: an eighth of the processor time of a list of 24).
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 10, 50)
