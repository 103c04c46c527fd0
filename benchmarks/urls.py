"""The shop's addresses, and those it is measured against."""

from django.urls import path

from benchmarks import floor
from shop.urls import handler404, handler500
from shop.urls import urlpatterns as shop_urlpatterns

__all__ = ["handler404", "handler500", "urlpatterns"]

urlpatterns = [
    path("floor/list/", floor.listing),
    path("floor/detail/", floor.detail),
    path("floor/filtered/", floor.filtered),
    path("floor/starred/", floor.starred),
    path("floor/grouped/", floor.grouped),
    path("floor/within/", floor.within),
    path("empty/", floor.empty),
    *shop_urlpatterns,
]
