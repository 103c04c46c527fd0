"""Visits to the stock desk: who signs in, and what a page's forms send."""

from datetime import date
from typing import Any

from django.test import Client
from lxml import html

from accounts.models import User
from stock import services
from stock.models import SalesPoint
from stock.models.points import StaffRole
from tests import factories


def staff_of(*shops: SalesPoint, email: str = "ha@vidu.example", **values: Any) -> User:
    """Somebody who works at these sales points."""
    user = factories.user(email, **values)
    for one in shops:
        services.employ(point=one, user=user, role=StaffRole.SELLER, since=date(2026, 1, 1), by=factories.OFFICER)
    return user


def signed_in(*shops: SalesPoint, **values: Any) -> Client:
    client = Client()
    client.force_login(staff_of(*shops, **values))
    return client


def filled(answer: Any, do: str | None = None, **typed: str) -> dict[str, str]:
    """What a browser sends of the form that has the button `do`, with these fields typed over."""
    forms = html.fromstring(answer.content.decode()).forms
    form = next(
        one
        for one in forms
        if one.get("data-operation") is not None and (not do or one.xpath(f'.//button[@value="{do}"]'))
    )
    for template in form.xpath(".//template"):
        template.getparent().remove(template)
    return {**{name: value or "" for name, value in form.form_values()}, **typed, **({"do": do} if do else {})}


def row(place: int, variant: Any, code: str, quantity: str = "5", **values: str) -> dict[str, str]:
    """A line of a receipt as it is typed."""
    label = {"made_on": "2026-10-01", "expires_on": "2027-10-01", **values}
    told = {"variant": str(variant.pk), "code": code, "quantity": quantity, **label}
    return {f"d{place}-{name}": value for name, value in told.items()}
