"""Products, their sizes, their prices and where they are shown."""

from typing import Any, TypedDict, Unpack

from django.db import transaction

from catalog.errors import (
    AlcoholInvalid,
    FormerCategoryInvalid,
    NameRequired,
    PriceInvalid,
    ShelfLifeInvalid,
    VoucherDaysInvalid,
)
from catalog.models import (
    Area,
    Category,
    Channel,
    Producer,
    Product,
    ProductListing,
    ProductVariant,
    Source,
    StarReport,
    TaxClass,
    VariantPrice,
)
from catalog.models.channels import LegalSeller
from catalog.models.products import WHOLE_BP, Fulfilment, Programme
from catalog.services.gathering import gathering, whole
from catalog.services.requirements import judge_papers
from catalog.services.shelves import renew_shelves
from catalog.services.upsert import find, put
from core import clock, transitions
from core.text import fold, slug, sort_key
from core.transitions import Actor

# What the columns hold; an address leaves room for its number.
SLUG_LENGTH, SORT_KEY_LENGTH = 112, 700


class ProductFacts(TypedDict, total=False):
    """What may be said of a product beside its names, its category and its programme."""

    description_vi: str
    description_en: str | None
    story_vi: str
    story_en: str | None
    ingredients_vi: str
    ingredients_en: str | None
    storage_vi: str
    storage_en: str | None
    warnings_vi: str
    warnings_en: str | None
    former_category: Category | None
    producer: Producer | None
    origin: Area | None
    origin_today: Area | None
    place_printed: str
    place_today_printed: str
    tax_class: TaxClass
    shelf_life_days: int | None
    # Basis points of the volume: 1250 is 12.5 %.
    alcohol_bp: int | None
    fulfilment: Fulfilment
    # For how many days after its sale a voucher is valid; None for goods.
    voucher_days: int | None
    is_demonstration: bool


@whole
def put_product(
    *,
    external_reference: str,
    name_vi: str,
    name_en: str | None,
    category: Category,
    programme: Programme,
    **facts: Unpack[ProductFacts],
) -> tuple[Product, bool]:
    """The product of that number, and whether it is new or changed; its folded and sorting names follow its name.

    Addresses are made of the names once and kept: a link that was printed on a box must not die of a new name.
    Raises NameRequired, ShelfLifeInvalid, AlcoholInvalid, VoucherDaysInvalid, FormerCategoryInvalid.
    """
    if not slug(name_vi):
        raise NameRequired
    known = find(Product, {"external_reference": external_reference})
    _judge(known or Product(), category, facts)
    now = clock.now()
    values = {
        "name_vi": name_vi,
        "name_en": name_en,
        "name_folded": fold(name_vi),
        "name_sort": sort_key(name_vi)[:SORT_KEY_LENGTH],
        "category": category,
        "programme": programme.value,
        **facts,
    }
    if known is None:
        values |= {"slug_vi": _free_slug("slug_vi", name_vi), "created_at": now}
        values |= {"slug_en": _free_slug("slug_en", name_en) if name_en and slug(name_en) else None}
    product, changed = put(Product, {"external_reference": external_reference}, values, stamps={"updated_at": now})
    if changed and known is not None:
        renew_shelves([product.pk])
    return product, changed


def _judge(known: Product, category: Category, facts: ProductFacts) -> None:
    """Refuse what the facts, together with those known before, would make of the product."""
    held: dict[str, Any] = {name: getattr(known, name) for name in ("shelf_life_days", "fulfilment", "voucher_days")}
    held |= {**facts}
    shelf_life, alcohol, days = held["shelf_life_days"], facts.get("alcohol_bp"), held["voucher_days"]
    if shelf_life is not None and shelf_life < 1:
        raise ShelfLifeInvalid
    if alcohol is not None and not 0 <= alcohol <= WHOLE_BP:
        raise AlcoholInvalid
    if held["fulfilment"] == Fulfilment.VOUCHER:
        if days is None or days < 1 or shelf_life is not None:
            raise VoucherDaysInvalid
    elif days is not None:
        raise VoucherDaysInvalid
    former = facts.get("former_category", known.former_category)
    if former is not None and former.classification_version == category.classification_version:
        raise FormerCategoryInvalid


def _free_slug(column: str, name: str) -> str:
    """The name as an address, numbered from 2 when another product has it."""
    wanted = slug(name)[:SLUG_LENGTH].rstrip("-")
    pile = gathering()
    taken = pile.texts(Product, column) if pile else _slugs_like(column, wanted)
    free = wanted
    number = 2
    while free in taken:
        free = f"{wanted}-{number}"
        number += 1
    taken.add(free)
    return free


def _slugs_like(column: str, wanted: str) -> set[str]:
    return set(Product.objects.filter(**{f"{column}__startswith": wanted}).values_list(column, flat=True))


@whole
def put_variant(
    *,
    product: Product,
    sku: str,
    name_vi: str,
    name_en: str | None = None,
    net_weight_g: int | None = None,
    position: int = 0,
    source: Source | None = None,
) -> tuple[ProductVariant, bool]:
    """The variant of that SKU, and whether it is new or changed."""
    values = {
        "product": product,
        "name_vi": name_vi,
        "name_en": name_en,
        "net_weight_g": net_weight_g,
        "position": position,
        "source": source,
    }
    return put(ProductVariant, {"sku": sku}, values)


@whole
def set_price(
    *, variant: ProductVariant, channel: Channel, price_minor: int, source: Source
) -> tuple[VariantPrice, bool]:
    """The list price of a variant in a channel, tax included, in the currency's minor unit; whether it is new.

    Raises PriceInvalid.
    """
    if price_minor < 0:
        raise PriceInvalid
    price, changed = put(
        VariantPrice, {"variant": variant, "channel": channel}, {"price_minor": price_minor, "source": source}
    )
    if changed:
        renew_shelves([variant.product_id])
    return price, changed


@whole
def publish(*, product: Product, channel: Channel) -> bool:
    """Show a product in a channel from now on; whether it was hidden. It shows once a variant of it has a price.

    Raises PermitsMissing for one that lacks papers which goods of its kind need today, unless that is waived.
    """
    judge_papers(product)
    key = {"product": product, "channel": channel}
    listing = find(ProductListing, key)
    if listing is not None and listing.published:
        return False
    put(ProductListing, key, {"published": True, "published_at": clock.now()})
    renew_shelves([product.pk])
    return True


@whole
def withdraw(*, product: Product, channel: Channel) -> bool:
    """Hide a product in a channel; whether it was shown. When it was last put on show stays on record."""
    key = {"product": product, "channel": channel}
    listing = find(ProductListing, key)
    if listing is None or not listing.published:
        return False
    put(ProductListing, key, {"published": False})
    renew_shelves([product.pk])
    return True


@transaction.atomic
def set_legal_seller(*, product: Product, channel: Channel, seller: LegalSeller, by: Actor) -> ProductListing:
    """Say who sells a product in a channel, whether it is shown or not. For officers. Raises ActorRequired."""
    by.required()
    listing, _ = put(ProductListing, {"product": product, "channel": channel}, {})
    # The row itself, so that of two who change it at once the second sees what the first made of it.
    listing = ProductListing.objects.select_for_update().get(pk=listing.pk)
    before = listing.legal_seller
    if before != seller:
        put(ProductListing, {"pk": listing.pk}, {"legal_seller": seller.value})
        listing.legal_seller = seller.value
        transitions.record(listing, before=before, after=seller.value, actor_id=by.id, actor_role=by.role)
    return listing


@transaction.atomic
def report_stars(
    *,
    product: Product,
    stars_printed: str,
    year_printed: str,
    source: Source,
    producer_printed: str = "",
    reading_vi: str = "",
    reading_en: str = "",
) -> tuple[StarReport, bool]:
    """Keep what a source printed about a product's stars, and how we read it; it gives the product no star."""
    values = {
        "stars_printed": stars_printed,
        "year_printed": year_printed,
        "producer_printed": producer_printed,
        "reading_vi": reading_vi,
        "reading_en": reading_en,
    }
    return put(StarReport, {"product": product, "source": source}, values)
