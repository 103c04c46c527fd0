"""The 45 products of old Quảng Bình and 19 of old Quảng Trị that public sources name, and who makes them.

`products_qb.csv` and `products_qt_old.csv` hold what the sources print. `goods.csv` and `producers.csv` add what is
ours: every column that begins with `our_` is our own translation or reading and not the sources'; places are linked
to units by code, never by name. A maker's legal name is the printed one where that says its form in full (Công ty
TNHH ...); "HTX" and "CTCP" are the sources' short forms, and what they stand for in the register nobody has looked up.
"""

import re
from datetime import date
from functools import cache

from catalog.loading.areas import Areas
from catalog.loading.files import Row, rows
from catalog.loading.listings import list_once, waive_what_nobody_saw
from catalog.loading.report import Report
from catalog.models import Category, Channel, Producer, Product, Source, TaxClass
from catalog.models.producers import ProducerKind
from catalog.models.products import Programme
from catalog.models.sources import Confidence
from catalog.services import put_producer, put_product, put_source, record_kind, report_stars

DAY = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")


@cache
def goods() -> list[tuple[str, Row, Row]]:
    """(number, our columns, the source's columns) of every product, such as ("QB-01", ..., ...)."""
    printed = {"qb": rows("products_qb"), "qt": rows("products_qt_old")}
    return [
        (f"{ours['list'].upper()}-{int(ours['n']):02}", ours, printed[ours["list"]][int(ours["n"]) - 1])
        for ours in rows("goods")
    ]


def load_goods(areas: Areas, categories: dict[str, Category], channels: dict[str, Channel], report: Report) -> None:
    """Producers and products with what the sources print, shown in every channel once they have a price there."""
    producers = _load_producers(areas, report)
    for number, ours, printed in goods():
        product = report.of(
            "products",
            put_product(
                external_reference=number,
                name_vi=ours["our_name_vi"] or printed["product"],
                name_en=ours["our_name_en"],
                category=categories[ours["our_category"]],
                programme=Programme(ours["programme"]),
                description_vi=ours["our_description_vi"],
                description_en=ours["our_description_en"],
                producer=producers[ours["producer"]] if ours["producer"] else None,
                origin=areas[ours["origin"]] if ours["origin"] else None,
                origin_today=areas[ours["origin_now"]] if ours["origin_now"] else None,
                place_printed=printed.get("old_commune_district", ""),
                place_today_printed=printed.get("new_commune", ""),
                tax_class=TaxClass(ours["our_tax_class"]),
            ),
        )
        report.of("star reports", _stars(product, printed))
        waive_what_nobody_saw(product, report)
        list_once(product, channels, "listings", report)


def _load_producers(areas: Areas, report: Report) -> dict[str, Producer]:
    producers = {}
    for row in rows("producers"):
        facts = put_producer(
            slug=row["key"],
            name_vi=row["name_vi"],
            name_en=row["name_en"],
            legal_name=row["legal_name"],
            area=areas[row["area"]] if row["area"] else None,
            address_printed=row["address_printed"],
            note=row["note"],
        )
        producers[row["key"]] = producer = report.of("producers", facts)
        if row["kind"]:
            report.of("legal forms", record_kind(producer=producer, kind=ProducerKind(row["kind"])))
    return producers


@cache
def _readings() -> dict[tuple[str, str], Row]:
    """What (stars, year) as printed say in words for readers."""
    return {(row["stars"], row["year"]): row for row in rows("star_readings")}


def _stars(product: Product, printed: Row) -> tuple[object, bool]:
    ours = _readings()[printed["stars"], printed["year"]]
    return report_stars(
        product=product,
        stars_printed=printed["stars"],
        year_printed=printed["year"],
        producer_printed=printed["producer"],
        reading_vi=ours["our_reading_vi"],
        reading_en=ours["our_reading_en"],
        source=_source(printed),
    )


def _source(printed: Row) -> Source:
    """The source as printed. The list of old Quảng Trị states no confidence, so it is to be checked."""
    stated = printed.get("confidence", Confidence.CHECK.value)
    word, _, note = stated.partition(" ")
    days = DAY.findall(printed["source"])
    source, _ = put_source(
        document=printed["source"],
        confidence=Confidence(word),
        note=note.strip("()"),
        published_on=date(int(days[0][2]), int(days[0][1]), int(days[0][0])) if len(days) == 1 else None,
    )
    return source
