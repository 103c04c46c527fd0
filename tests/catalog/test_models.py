"""Rules the database holds by itself."""

import pytest
from django.db import IntegrityError

from catalog.models import Category, Channel, ProductListing, VariantPrice
from tests import factories


def test_a_variant_has_one_price_in_a_channel(db):
    variant, channel = factories.variant(), factories.channel()
    factories.price(variant, 1000)
    with pytest.raises(IntegrityError, match=r"variantprice_one_per_channel|variant_id, .*channel_id"):
        VariantPrice.objects.create(variant=variant, channel=channel, price_minor=1, source=factories.source())


def test_a_price_is_not_negative(db):
    with pytest.raises(IntegrityError, match="variantprice_not_negative"):
        VariantPrice.objects.create(
            variant=factories.variant(), channel=factories.channel(), price_minor=-1, source=factories.source()
        )


def test_what_is_published_says_since_when(db):
    with pytest.raises(IntegrityError, match="productlisting_published_since"):
        ProductListing.objects.create(product=factories.product(), channel=factories.channel(), published=True)


def test_a_channel_has_a_currency_the_shop_can_count_in(db):
    with pytest.raises(IntegrityError, match="channel_currency_known"):
        Channel.objects.create(slug="x", name_vi="x", currency="EUR", position=99)


def test_the_classification_has_two_levels(db):
    with pytest.raises(IntegrityError, match="category_two_levels"):
        Category.objects.create(
            code="x",
            classification_version="x",
            level=2,
            position=1,
            slug_vi="x",
            name_vi="x",
            parent=factories.category(),
        )
