"""Linked data (schema.org as JSON-LD) of the pages, made of what they already show."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from shop.laying import Node, name_of

Thing = dict[str, Any]

CONTEXT = "https://schema.org"
# Until it can be ordered online, a size is to be had in shops, while one of them has it.
IN_STORE, OUT_OF_STOCK = f"{CONTEXT}/InStoreOnly", f"{CONTEXT}/OutOfStock"


def website(request: HttpRequest) -> list[Thing]:
    """The shop and how to search it."""
    home = request.build_absolute_uri(reverse("home"))
    search = request.build_absolute_uri(reverse("products"))
    organization = {"@type": "Organization", "@id": f"{home}#shop", "name": "Chợ Phiên", "url": home}
    site = {
        "@type": "WebSite",
        "@id": f"{home}#site",
        "name": "Chợ Phiên",
        "url": home,
        "publisher": {"@id": f"{home}#shop"},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        },
    }
    return [organization, site]


def breadcrumbs(request: HttpRequest, crumbs: Sequence[tuple[str, str]]) -> Thing:
    """The way to a page: (name, path) from the home page to itself."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": request.build_absolute_uri(path)}
            for place, (name, path) in enumerate(crumbs, start=1)
        ],
    }


def item_list(request: HttpRequest, addresses: Iterable[str]) -> Thing:
    """The products of a page of a list, by their own pages."""
    return {
        "@type": "ItemList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "url": request.build_absolute_uri(path)}
            for place, path in enumerate(addresses, start=1)
        ],
    }


def product(
    request: HttpRequest, found: Node, path: str, description: str, image: str, in_stock: Sequence[str]
) -> Thing:
    """A product with its maker and what it costs; invented prices and products say so, as their page does.

    `in_stock` are the SKUs of its sizes that some sales point has.
    """
    address = request.build_absolute_uri(path)
    thing: Thing = {
        "@type": "Product",
        "@id": f"{address}#product",
        "name": name_of(found),
        "url": address,
        "image": image,
        "category": name_of(found["category"]),
    }
    if description:
        thing["description"] = description
    if producer := found["producer"]:
        thing["manufacturer"] = {"@type": "Organization", "name": producer["name"]}
        thing["brand"] = {"@type": "Brand", "name": producer["name"]}
    offers = [_offer(variant, address, in_stock) for variant in found["variants"] or [] if variant["pricing"]["price"]]
    if offers:
        thing["offers"] = offers if len(offers) > 1 else offers[0]
    return thing


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def store(request: HttpRequest, point: Node, path: str) -> Thing:
    """A sales point: where, when open; one that is made up says so, as its page does."""
    address = request.build_absolute_uri(path)
    thing: Thing = {
        "@type": "Store",
        "@id": f"{address}#store",
        "name": name_of(point),
        "url": address,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": point["address"],
            "addressLocality": point["area"]["name"],
            "addressCountry": "VN",
        },
    }
    if parent := point["area"]["parent"]:
        thing["address"]["addressRegion"] = parent["name"]
    if point["latitude"] is not None:
        thing["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": point["latitude"],
            "longitude": point["longitude"],
        }
    if point["phone"]:
        thing["telephone"] = point["phone"]
    if point["hours"]:
        thing["openingHoursSpecification"] = [
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": f"{CONTEXT}/{WEEKDAYS[one['weekday']]}",
                "opens": one["opens"],
                # There is no such minute in the standard.
                "closes": "23:59" if one["closes"] == "24:00" else one["closes"],
            }
            for one in point["hours"]
        ]
    if point["isDemonstration"]:
        thing["description"] = "Điểm bán minh họa / demonstration sales point"
    return thing


def _offer(variant: Node, address: str, in_stock: Sequence[str]) -> Thing:
    gross = variant["pricing"]["price"]["gross"]
    offer: Thing = {
        "@type": "Offer",
        "url": address,
        "name": name_of(variant),
        "price": f"{gross['amount']:.2f}" if gross["currency"] != "VND" else f"{gross['amount']:.0f}",
        "priceCurrency": gross["currency"],
        "availability": IN_STORE if variant["sku"] in in_stock else OUT_OF_STOCK,
    }
    if variant["netWeightG"]:
        offer["eligibleQuantity"] = {"@type": "QuantitativeValue", "value": variant["netWeightG"], "unitCode": "GRM"}
    if variant["priceIsDemonstration"]:
        offer["description"] = "Giá minh họa / demonstration price"
    return offer


def graph_of(things: Iterable[Thing]) -> Thing:
    """Things of one page as one document."""
    return {"@context": CONTEXT, "@graph": list(things)}
