"""Addresses of the stock desk, under `/desk/` and `/en/desk/`. Nothing of it is for search engines."""

from django.urls import path

from stock.pages import places, today

urlpatterns = [
    path("desk/", places.choose, name="desk"),
    path("desk/<slug:point>/", today.today, name="desk_today"),
]
