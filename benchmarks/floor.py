"""The floor: the same answers, byte for byte, by hand: SQL through a cursor, a dictionary display, orjson.

What somebody would write who wanted this one answer fast and nothing else: one statement for a page with all it joins,
no schema, no validation, no limits, no choice of fields. It reads the shop's own projections, so that what it leaves
out is the graph and nothing else.
"""

from base64 import b64decode, b64encode, urlsafe_b64encode
from datetime import UTC
from typing import Any

import orjson
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from catalog.richtext import editorjs
from catalog.selectors.shelves import buckets
from core import clock

COLUMNS = """
p.id, p.name_vi, p.slug_vi, p.name_en, p.slug_en, s.price_minor, s.price_max_minor,
c.id, c.name_vi, c.slug_vi, c.name_en, r.id, r.name_vi, r.slug, ch.currency, t.rate_bp
"""
JOINED = """
JOIN catalog_channel ch ON ch.id = s.channel_id
JOIN catalog_product p ON p.id = s.product_id
JOIN catalog_category c ON c.id = s.category_id
LEFT JOIN catalog_producer r ON r.id = p.producer_id
JOIN catalog_taxrate t ON t.tax_class = CASE WHEN ch.is_export THEN 'export' ELSE p.tax_class END
    AND t.valid_from <= %s AND (t.valid_to IS NULL OR t.valid_to > %s)
"""
# The page first, along an index of its shelf, and the joins for its 25 rows only.
SHELF = "SELECT * FROM catalog_shelvedproduct WHERE channel_id = (SELECT id FROM catalog_channel WHERE slug = %s)"
LIST = f"""
SELECT {COLUMNS}, s.name_sort, s.created_at
FROM ({SHELF} AND shelf = 0 ORDER BY name_sort, product_id LIMIT 25) s {JOINED}
ORDER BY s.name_sort, s.product_id
"""
FILTERED = f"""
SELECT {COLUMNS}, s.price_minor, s.created_at
FROM ({SHELF} AND shelf = %s AND price_minor BETWEEN %s AND %s ORDER BY price_minor DESC, product_id DESC LIMIT 25) s
{JOINED} ORDER BY s.price_minor DESC, s.product_id DESC
"""
# A shelf by name, narrowed by one condition more.
NARROWED = f"""
SELECT {COLUMNS}, s.name_sort, s.created_at
FROM ({SHELF} AND shelf = %s AND {{condition}} ORDER BY name_sort, product_id LIMIT 25) s {JOINED}
ORDER BY s.name_sort, s.product_id
"""
STARRED = """
EXISTS (SELECT 1 FROM catalog_starperiod x WHERE x.product_id = catalog_shelvedproduct.product_id
        AND x.valid_from <= %s AND x.valid_to > %s AND x.stars = %s)
"""
COUNT_STARRED = """
SELECT sum(y.change) FROM catalog_spantally y JOIN catalog_channel ch ON ch.id = y.channel_id
WHERE ch.slug = %s AND y.shelf = 0 AND y.facet = 'stars' AND y.value = %s AND y.day <= %s
"""
COUNT_GROUPED = """
SELECT y.products FROM catalog_facettally y JOIN catalog_channel ch ON ch.id = y.channel_id
WHERE ch.slug = %s AND y.shelf = %s AND y.facet = 'all'
"""
DISTRICT = "SELECT id FROM catalog_area WHERE level = 'district' AND code = %s AND valid_from <= %s AND valid_to > %s"
PLACES = f"""
SELECT h.id FROM catalog_shelfplace h
JOIN catalog_area_successors u ON u.to_area_id = h.origin_today_id WHERE u.from_area_id IN ({DISTRICT})
"""
WITHIN = f"place_id IN ({PLACES})"
COUNT_WITHIN = f"""
SELECT sum(y.products) FROM catalog_facettally y JOIN catalog_channel ch ON ch.id = y.channel_id
WHERE ch.slug = %s AND y.shelf = 0 AND y.facet = 'place' AND y.value IN (SELECT CAST(k.id AS text) FROM ({PLACES}) k)
"""
DETAIL = f"""
SELECT {COLUMNS}, p.description_vi, p.description_en, p.seo_title_vi, p.seo_description_vi, p.programme, ch.id
FROM catalog_shelvedproduct s {JOINED} WHERE ch.slug = %s AND s.shelf = 0 AND p.slug_en = %s
"""
COUNT = """
SELECT sum(y.products) FROM catalog_shelftally y JOIN catalog_channel ch ON ch.id = y.channel_id
WHERE ch.slug = %s AND y.shelf = %s AND ({ranges})
"""
RANGE = "(y.shift = %s AND y.bucket BETWEEN %s AND %s)"
VARIANTS = """
SELECT v.id, v.name_vi, v.sku, v.name_en, m.price_minor FROM catalog_productvariant v
JOIN catalog_variantprice m ON m.variant_id = v.id AND m.channel_id = %s
WHERE v.product_id = %s ORDER BY v.position, v.id LIMIT 51
"""


@csrf_exempt
def empty(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(b"{}", content_type="application/json")


@csrf_exempt
def listing(request: HttpRequest) -> HttpResponse:
    asked = orjson.loads(request.body)["variables"]
    found = fetched(LIST, [asked["channel"], clock.today(), clock.today()])
    return answer({"products": page(found)})


@csrf_exempt
def filtered(request: HttpRequest) -> HttpResponse:
    asked = orjson.loads(request.body)["variables"]
    where = asked["where"]
    shelf = int(b64decode(where["category"]["eq"]).decode().partition(":")[2])
    low, high = where["price"]["range"]["gte"], where["price"]["range"]["lte"]
    found = fetched(FILTERED, [asked["channel"], shelf, low, high, clock.today(), clock.today()])
    held = [(shift, first, last) for shift, _side, first, last in buckets(low, high) if first <= last]
    count = COUNT.format(ranges=" OR ".join([RANGE] * len(held)))
    ((total,),) = fetched(count, [asked["channel"], shelf, *(bound for bounds in held for bound in bounds)])
    return answer({"products": {"totalCount": int(total or 0), **page(found)}})


def narrowed(condition: str, params: list[Any], count: str, counted: list[Any], asked: dict[str, Any]) -> HttpResponse:
    """A page of a shelf by name and how many there are: `params` are the shelf's and the condition's."""
    sql = NARROWED.format(condition=condition)
    found = fetched(sql, [asked["channel"], *params, clock.today(), clock.today()])
    ((total,),) = fetched(count, [asked["channel"], *counted])
    return answer({"products": {"totalCount": int(total or 0), **page(found)}})


@csrf_exempt
def starred(request: HttpRequest) -> HttpResponse:
    asked = orjson.loads(request.body)["variables"]
    given = asked["where"]["certificate"]
    day, stars = given["validOn"], given["stars"][0]
    return narrowed(STARRED, [0, day, day, stars], COUNT_STARRED, [str(stars), day], asked)


@csrf_exempt
def grouped(request: HttpRequest) -> HttpResponse:
    asked = orjson.loads(request.body)["variables"]
    shelf = int(b64decode(asked["where"]["category"]["eq"]).decode().partition(":")[2])
    return narrowed("1 = 1", [shelf], COUNT_GROUPED, [shelf], asked)


@csrf_exempt
def within(request: HttpRequest) -> HttpResponse:
    asked = orjson.loads(request.body)["variables"]
    given = asked["where"]["area"]
    named = [given["code"], given["on"], given["on"]]
    return narrowed(WITHIN, [0, *named], COUNT_WITHIN, named, asked)


@csrf_exempt
def detail(request: HttpRequest) -> HttpResponse:
    asked = orjson.loads(request.body)["variables"]
    ((*columns, text, text_en, seo_title, seo, programme, channel),) = fetched(
        DETAIL, [clock.today(), clock.today(), asked["channel"], asked["slug"]]
    )
    key, name, slug, name_en, slug_en, low, high, group, group_name, group_slug, group_en, *rest = columns
    maker, maker_name, maker_slug, currency, rate = rest
    start = price(low, rate, currency)
    product = {
        "id": global_id("Product", key),
        "name": name,
        "slug": slug,
        "description": editorjs(text),
        "seoTitle": seo_title or None,
        "seoDescription": seo or None,
        "isAvailable": True,
        "productType": {"slug": programme},
        "translation": {"name": name_en, "slug": slug_en, "description": editorjs(text_en)},
        "category": category(group, group_name, group_slug, group_en),
        "producer": {"id": global_id("Producer", maker), "name": maker_name, "slug": maker_slug},
        "pricing": pricing(start, price(high, rate, currency)),
        "productVariants": {"edges": variants(channel, key, rate, currency)},
    }
    return answer({"product": product})


def variants(channel: int, product: int, rate: int, currency: str) -> list[dict[str, Any]]:
    edges = []
    for key, name, sku, name_en, minor in fetched(VARIANTS, [channel, product])[:50]:
        cost = price(minor, rate, currency)
        edges.append(
            {
                "node": {
                    "id": global_id("ProductVariant", key),
                    "name": name,
                    "sku": sku,
                    "translation": {"name": name_en},
                    "pricing": {"price": cost, "priceUndiscounted": cost},
                }
            }
        )
    return edges


def fetched(sql: str, params: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())


def page(found: list[tuple[Any, ...]]) -> dict[str, Any]:
    edges = [edge(columns) for columns in found[:24]]
    info = {
        "hasNextPage": len(found) > 24,
        "hasPreviousPage": False,
        "startCursor": edges[0]["cursor"] if edges else None,
        "endCursor": edges[-1]["cursor"] if edges else None,
    }
    return {"edges": edges, "pageInfo": info}


def edge(columns: tuple[Any, ...]) -> dict[str, Any]:
    key, name, slug, name_en, slug_en, low, high, group, group_name, group_slug, group_en, *rest = columns
    maker, maker_name, maker_slug, currency, rate, sorted_by, created = rest
    start = price(low, rate, currency)
    node = {
        "id": global_id("Product", key),
        "name": name,
        "slug": slug,
        "created": (created if created.tzinfo else created.replace(tzinfo=UTC)).astimezone(UTC).isoformat(),
        "translation": {"name": name_en, "slug": slug_en},
        "category": category(group, group_name, group_slug, group_en),
        "producer": {"id": global_id("Producer", maker), "name": maker_name, "slug": maker_slug},
        "pricing": pricing(start, start if low == high else price(high, rate, currency)),
    }
    return {"node": node, "cursor": urlsafe_b64encode(orjson.dumps([sorted_by, key])).decode("ascii")}


def category(key: int, name: str, slug: str, name_en: str) -> dict[str, Any]:
    return {"id": global_id("Category", key), "name": name, "slug": slug, "translation": {"name": name_en}}


def pricing(start: dict[str, Any], stop: dict[str, Any]) -> dict[str, Any]:
    return {
        "onSale": False,
        "priceRange": {"start": start, "stop": stop},
        "priceRangeUndiscounted": {"start": start},
    }


def price(gross: int, rate_bp: int, currency: str) -> dict[str, Any]:
    divisor = 10_000 + rate_bp
    tax = gross - (2 * gross * 10_000 + divisor) // (2 * divisor)
    unit = 1 if currency == "VND" else 100
    return {
        "gross": {"amount": gross / unit, "currency": currency},
        "tax": {"amount": tax / unit, "currency": currency},
    }


def global_id(kind: str, key: int) -> str:
    return b64encode(f"{kind}:{key}".encode()).decode("ascii")


def answer(data: dict[str, Any]) -> HttpResponse:
    return HttpResponse(orjson.dumps({"data": data}), content_type="application/json; charset=utf-8")
