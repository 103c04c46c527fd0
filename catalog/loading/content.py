"""The shop's own pages, what they say of the operator, collections and menus.

Who runs the shop nobody has told us yet: `operator.csv` lists what the law wants said, and its values stay empty until
the operator states them. A page's text stands in `pages/<slug>.vi.md` and `.en.md`: its title, a sentence for search
engines, and then the text as catalog.richtext reads it.
"""

from datetime import date
from typing import NamedTuple

from catalog.loading.files import DATA, Row, rows
from catalog.loading.report import Report
from catalog.models import Category, Channel, Collection, MenuItem, Page, Product, Source
from catalog.models.sources import Confidence
from catalog.services import (
    cut_menu,
    place_products,
    publish_collection,
    publish_page,
    put_collection,
    put_menu,
    put_menu_item,
    put_operator_fact,
    put_page,
    put_page_type,
    put_source,
)


class Text(NamedTuple):
    title: str
    about: str
    content: str

    @classmethod
    def read(cls, slug: str, language: str) -> "Text":
        """One page's file: `# title`, `> about`, and the text, parted by empty lines."""
        whole = (DATA / "pages" / f"{slug}.{language}.md").read_text(encoding="utf-8")
        title, about, content = whole.strip().split("\n\n", 2)
        return cls(title.removeprefix("# "), about.removeprefix("> "), content)


def load_content(categories: dict[str, Category], channels: dict[str, Channel], report: Report) -> None:
    """What was withdrawn since stays hidden: only what is new is put on show."""
    for position, row in enumerate(rows("operator"), start=1):
        fact = put_operator_fact(
            key=row["key"],
            label_vi=row["label_vi"],
            label_en=row["label_en"],
            value_vi=row["value_vi"],
            value_en=row["value_en"],
            position=position,
        )
        report.of("facts of the operator", fact)
    pages = _load_pages(report)
    collections = _load_collections(channels, report)
    _load_menus(categories, collections, pages, report)


def _load_pages(report: Report) -> dict[str, Page]:
    types = {row["slug"]: report.of("page types", put_page_type(**row)) for row in rows("page_types")}
    sources = {row["key"]: _source(row) for row in rows("page_sources")}
    pages: dict[str, Page] = {}
    for row in rows("pages"):
        vi, en = (Text.read(row["slug_vi"], language) for language in ("vi", "en"))
        put = put_page(
            slug_vi=row["slug_vi"],
            slug_en=row["slug_en"],
            page_type=types[row["page_type"]],
            title_vi=vi.title,
            title_en=en.title,
            content_vi=vi.content,
            content_en=en.content,
            seo_description_vi=vi.about,
            seo_description_en=en.about,
            sources=[sources[key] for key in row["sources"].split(";")],
        )
        page = pages[row["slug_vi"]] = report.of("pages", put)
        if page.published_from is None:
            publish_page(page=page)
    return pages


def _source(row: Row) -> Source:
    published_on = date.fromisoformat(row["published_on"]) if row["published_on"] else None
    confidence = Confidence(row["confidence"])
    return put_source(document=row["document"], confidence=confidence, note=row["note"], published_on=published_on)[0]


def _load_collections(channels: dict[str, Channel], report: Report) -> dict[str, Collection]:
    products = {product.external_reference: product for product in Product.objects.exclude(external_reference=None)}
    collections: dict[str, Collection] = {}
    for row in rows("collections"):
        numbers = row.pop("products").split(";")
        collection = collections[row["slug"]] = report.of("collections", put_collection(**row))
        placed = place_products(collection=collection, products=[products[number] for number in numbers])
        report.count("products in collections", len(numbers), len(numbers) if placed else 0)
        for channel in channels.values():
            if not collection.listings.filter(channel=channel).exists():
                publish_collection(collection=collection, channel=channel)
    return collections


def _load_menus(
    categories: dict[str, Category], collections: dict[str, Collection], pages: dict[str, Page], report: Report
) -> None:
    items: dict[tuple[str, str], MenuItem] = {}
    for row in rows("menus"):
        menu, _ = put_menu(slug=row["menu"], name=row["menu"])
        items[row["menu"], row["position"]] = report.of(
            "menu items",
            put_menu_item(
                menu=menu,
                position=int(row["position"]),
                name_vi=row["name_vi"],
                name_en=row["name_en"],
                parent=items[row["menu"], row["under"]] if row["under"] else None,
                category=categories[row["category"]] if row["category"] else None,
                collection=collections[row["collection"]] if row["collection"] else None,
                page=pages[row["page"]] if row["page"] else None,
                url=row["url"],
            ),
        )
    for slug in {menu for menu, _ in items}:
        last = max(int(position) for menu, position in items if menu == slug)
        cut_menu(menu=put_menu(slug=slug, name=slug)[0], after=last)
