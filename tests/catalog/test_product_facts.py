"""What a product page tells: shelf life, alcohol, vouchers; possible in the database, refused kindly before."""

import pytest
from django.db import IntegrityError

from catalog import errors, services
from catalog.models import CatalogRevision, Product
from catalog.models.categories import Ministry
from catalog.models.products import Fulfilment, Programme
from tests import factories

VOUCHER = {"fulfilment": Fulfilment.VOUCHER, "voucher_days": 90}


def put_again(product, **facts):
    return services.put_product(
        external_reference=product.external_reference,
        name_vi=product.name_vi,
        name_en=product.name_en,
        category=product.category,
        programme=Programme.OCOP,
        **facts,
    )


@pytest.mark.parametrize(
    ("constraint", "facts"),
    [
        ("product_keeps_a_day", {"shelf_life_days": 0}),
        ("product_alcohol_within_whole", {"alcohol_bp": 10_001}),
        ("product_voucher_ends", {"fulfilment": "voucher"}),
        ("product_voucher_ends", {"fulfilment": "voucher", "voucher_days": 0}),
        ("product_voucher_ends", {"fulfilment": "voucher", "voucher_days": 30, "shelf_life_days": 5}),
        ("product_voucher_ends", {"voucher_days": 30}),
        ("product_voucher_ends", {"fulfilment": "gift"}),
    ],
)
def test_the_database_keeps_the_facts_possible(db, constraint, facts):
    product = factories.product()
    with pytest.raises(IntegrityError, match=constraint):
        Product.objects.filter(pk=product.pk).update(**facts)


@pytest.mark.parametrize(
    ("refusal", "facts"),
    [
        (errors.ShelfLifeInvalid, {"shelf_life_days": 0}),
        (errors.ShelfLifeInvalid, {"shelf_life_days": -3}),
        (errors.AlcoholInvalid, {"alcohol_bp": 10_001}),
        (errors.AlcoholInvalid, {"alcohol_bp": -1}),
        (errors.VoucherDaysInvalid, {"fulfilment": Fulfilment.VOUCHER}),
        (errors.VoucherDaysInvalid, {"fulfilment": Fulfilment.VOUCHER, "voucher_days": 0}),
        (errors.VoucherDaysInvalid, {**VOUCHER, "shelf_life_days": 10}),
        (errors.VoucherDaysInvalid, {"voucher_days": 90}),
    ],
)
def test_impossible_facts_are_refused_and_nothing_changes(db, refusal, facts):
    product = factories.product(alcohol_bp=1250)
    before = CatalogRevision.objects.get()
    with pytest.raises(refusal):
        put_again(product, **facts)
    after = Product.objects.get(pk=product.pk)
    assert (after.alcohol_bp, after.shelf_life_days, after.voucher_days) == (1250, None, None)
    assert CatalogRevision.objects.get().number == before.number


@pytest.mark.parametrize("alcohol_bp", [None, 0, 1250, 10_000])
def test_alcohol_may_be_unknown_none_or_any_part_of_the_whole(db, alcohol_bp):
    assert factories.product(alcohol_bp=alcohol_bp).alcohol_bp == alcohol_bp


def test_a_fact_that_is_not_named_stays_and_is_judged_with_those_that_are(db):
    voucher = factories.product(**VOUCHER)
    put_again(voucher, story_vi="Chuyện")
    assert Product.objects.get(pk=voucher.pk).voucher_days == 90
    with pytest.raises(errors.VoucherDaysInvalid):
        put_again(voucher, fulfilment=Fulfilment.GOODS)
    put_again(voucher, fulfilment=Fulfilment.GOODS, voucher_days=None, shelf_life_days=30)
    assert Product.objects.get(pk=voucher.pk).fulfilment == "goods"


def test_the_former_category_is_of_another_version(db):
    today = factories.category()
    with pytest.raises(errors.FormerCategoryInvalid):
        factories.product(category=today, former_category=factories.category())
    before, _ = services.put_category(
        classification_version="1048/QĐ-TTg", code="4", parent=None, position=1, name_vi="Vải", name_en="Fabric"
    )
    assert factories.product(category=today, former_category=before).former_category == before


def test_two_versions_may_name_a_category_alike_and_each_has_an_address(db):
    values = {"code": "1", "parent": None, "position": 1, "name_vi": "Thực phẩm", "name_en": "Food"}
    first, _ = services.put_category(classification_version="148/QĐ-TTg", **values)
    second, _ = services.put_category(classification_version="1048/QĐ-TTg", **values)
    assert (first.slug, second.slug, second.slug_en) == ("thuc-pham", "thuc-pham-1048-qd-ttg", "food-1048-qd-ttg")
    for version in ("148/QĐ-TTg", "1048/QĐ-TTg"):
        assert services.put_category(classification_version=version, **values)[1] is False


def test_a_ministry_comes_with_its_source(db):
    with pytest.raises(IntegrityError, match="category_ministry_by_a_source"):
        factories.category(ministry=Ministry.HEALTH)
