"""The province's load: all of it, once, and again without a trace."""

import json
from collections import Counter
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models import F, Q

from accounts.models import Membership
from catalog import selectors, services
from catalog.loading.files import rows
from catalog.models import (
    Area,
    Category,
    Certificate,
    Classification,
    Producer,
    ProducerKindPeriod,
    Product,
    ProductListing,
    RawMaterialZone,
    SellerCheck,
    ShelvedProduct,
    Source,
    StarPeriod,
    StarReport,
    VariantPrice,
)
from catalog.models.channels import LegalSeller
from catalog.models.producers import ProducerKind
from core import clock
from tests import factories
from tests.catalog.loading import load

# Of the 64 star classes, those that are one figure with a year: counted by hand.
READ = 34


def dump():
    out = StringIO()
    call_command("dumpdata", "catalog", "accounts", stdout=out)
    rows = json.loads(out.getvalue())
    for row in rows:
        # What stands in a table of pairs has no order on PostgreSQL.
        row["fields"] = {k: sorted(v) if isinstance(v, list) else v for k, v in row["fields"].items()}
    return rows


def test_a_second_load_changes_nothing(loaded):
    before = dump()
    told = load()
    assert dump() == before
    assert all("(0 written)" in line for line in told.splitlines())


def test_the_classification_in_force_has_six_groups_and_26_sub_groups_in_both_languages(loaded):
    in_force = Category.objects.filter(classification_version="148/QĐ-TTg")
    assert in_force.filter(level=0).count() == 6
    below = Counter(in_force.filter(level=1).values_list("parent__code", flat=True))
    assert below == {"1": 13, "2": 4, "3": 3, "4": 2, "5": 3, "6": 1}
    assert below.total() == 26
    assert not in_force.filter(Q(name_en=None) | Q(name_en="") | Q(slug_en=None)).exists()


def test_the_classification_of_2019_stands_beside_it(loaded):
    before = Category.objects.filter(classification_version="1048/QĐ-TTg").order_by("position")
    assert [category.name_vi for category in before] == [
        *("Thực phẩm", "Đồ uống", "Thảo dược", "Vải và may mặc", "Lưu niệm, nội thất, trang trí"),
        "Dịch vụ du lịch nông thôn",
    ]
    assert {category.source.confidence for category in before} == {"likely"}
    assert Category.objects.get(slug="thuc-pham").classification_version == "148/QĐ-TTg"


@pytest.mark.parametrize(
    ("day", "version"),
    [("2019-08-20", None), ("2019-08-21", "1048/QĐ-TTg"), ("2023-02-23", "1048/QĐ-TTg"), ("2023-02-24", "148/QĐ-TTg")],
)
def test_a_day_has_one_classification(loaded, day, version):
    in_force = Classification.objects.on(date.fromisoformat(day)).first()
    assert (in_force and in_force.version) == version


def test_what_was_not_read_of_the_classification_says_so(loaded):
    told = dict(Category.objects.filter(classification_version="148/QĐ-TTg").values_list("code", "source__confidence"))
    assert {code for code, confidence in told.items() if confidence == "sure"} == {
        *("1", "2", "3", "4", "5", "6", "1.1a", "1.1b", "1.2a", "1.2b", "1.3a", "1.3b", "1.3c", "1.3d")
    }
    managed = Category.objects.exclude(ministry="")
    assert {category.ministry_source.confidence for category in managed} == {"likely"}


def test_only_made_up_products_have_made_up_facts_and_zones(loaded):
    told = Q(story_vi__gt="") | Q(ingredients_vi__gt="") | Q(storage_vi__gt="") | Q(warnings_vi__gt="")
    known = told | Q(shelf_life_days__gt=0) | Q(alcohol_bp__gte=0) | Q(former_category__isnull=False)
    assert Product.objects.filter(known).count() == 8
    assert not Product.objects.filter(known, is_demonstration=False).exists()
    stories = Product.objects.filter(is_demonstration=True).values_list("story_vi", "story_en")
    assert all(vi.startswith("Nội dung minh họa.") and en.startswith("Demonstration text.") for vi, en in stories)
    assert not RawMaterialZone.objects.filter(Q(is_demonstration=False) | Q(source__is_demonstration=False)).exists()
    assert not RawMaterialZone.objects.filter(products__is_demonstration=False).exists()


def test_all_64_products_and_the_eight_made_up_are_there_and_shown_at_home(loaded):
    assert Product.objects.filter(external_reference__startswith="QB-").count() == 45
    assert Product.objects.filter(external_reference__startswith="QT-").count() == 19
    assert ShelvedProduct.objects.filter(channel__slug="vn", shelf=0).count() == 72
    assert Product.objects.filter(is_demonstration=True).count() == 8


def test_what_the_sources_print_is_kept_word_for_word(loaded):
    printed = {(row["stars"], row["year"], row["source"]) for row in rows("products_qb") + rows("products_qt_old")}
    kept = set(StarReport.objects.values_list("stars_printed", "year_printed", "source__document"))
    assert kept == printed
    assert StarReport.objects.get(product__external_reference="QB-02").source.note == "national result: check"


def test_a_product_whose_maker_no_source_names_has_none(loaded):
    nobody = {row["n"] for row in rows("products_qb") if not row["producer"]}
    known = Product.objects.filter(external_reference__startswith="QB-", producer=None)
    assert {str(int(number[3:])) for number in known.values_list("external_reference", flat=True)} == nobody


def test_every_invented_price_and_size_says_so(loaded):
    assert not VariantPrice.objects.filter(source__is_demonstration=False).exists()
    assert not Product.objects.filter(variants__source__is_demonstration=False).exists()
    assert not StarReport.objects.filter(source__is_demonstration=True).exists()
    assert Source.objects.filter(is_demonstration=True).count() == 2
    assert not Certificate.objects.exclude(product__is_demonstration=F("source__is_demonstration")).exists()
    assert not Product.objects.exclude(producer__is_demonstration=F("is_demonstration")).exclude(producer=None).exists()


def test_no_real_producer_is_verified_or_has_what_no_source_prints(loaded):
    made_up = Producer.objects.get(is_demonstration=True)
    assert list(SellerCheck.objects.values_list("producer_id", "state")) == [(made_up.pk, "verified")]
    real = Producer.objects.filter(is_demonstration=False)
    for column in ("tax_number", "registration_number", "registration_issuer", "phone", "email", "representative"):
        assert not real.exclude(**{column: ""}).exists()
    printed = {row["producer"] for row in rows("products_qb") + rows("products_qt_old")}
    for name in real.exclude(legal_name="").values_list("legal_name", flat=True):
        assert any(name in one for one in printed), name
    assert not real.filter(legal_name__startswith="HTX").exists()


def test_no_source_says_since_when_a_maker_has_its_legal_form(loaded):
    assert set(ProducerKindPeriod.objects.values_list("is_since_known", "valid_to")) == {(False, None)}


def test_an_officers_word_on_a_legal_form_and_a_seller_is_not_undone_by_the_next_load(loaded):
    household = Producer.objects.get(slug="tran-thi-nhung")
    services.change_kind(producer=household, kind=ProducerKind.ENTERPRISE, since=clock.today(), by=factories.OFFICER)
    listing = ProductListing.objects.get(product__external_reference="MH-03", channel__slug="vn")
    assert listing.legal_seller == "shop"
    services.set_legal_seller(
        product=listing.product, channel=listing.channel, seller=LegalSeller.PRODUCER, by=factories.OFFICER
    )
    before = dump()
    load()
    assert dump() == before


def test_the_made_up_producer_acts_for_the_model_village(loaded):
    [held] = Membership.objects.all()
    assert (held.user.email, held.producer.slug, held.role) == ("producer@cho-phien.example", "lang-mau", "owner")


def test_no_real_product_has_a_star(loaded):
    real = Certificate.objects.filter(product__is_demonstration=False)
    assert set(real.values_list("status", flat=True)) == {"reported"}
    assert not StarPeriod.objects.filter(product__is_demonstration=False).exists()


def test_a_reported_star_is_read_only_where_the_source_leaves_no_doubt(loaded):
    told = Certificate.objects.filter(status="reported").values_list(
        "product__external_reference", "stars", "issued_on", "issued_precision"
    )
    by_product = {number: rest for number, *rest in told}
    assert by_product["QB-05"] == [3, date(2019, 1, 1), "year"]
    assert by_product["QB-28"] == [4, date(2024, 3, 31), "by"]
    assert by_product["QB-21"] == [3, date(2023, 12, 31), "by"]
    assert by_product["QT-15"] == [3, date(2023, 11, 14), "day"]
    for number in ("QB-01", "QB-02", "QB-04", "QB-07", "QB-27", "QB-30", "QB-44", "QT-05", "QT-07"):
        assert number not in by_product
    assert len(by_product) == READ


def test_an_officers_word_is_not_undone_by_the_next_load(loaded):
    certificate = Certificate.objects.get(product__external_reference="QB-05")
    services.confirm_certificate(
        certificate=certificate, decision_number="9/QĐ-UBND", issued_on=date(2026, 2, 2), by=factories.OFFICER
    )
    before = dump()
    load()
    assert dump() == before


def test_the_model_village_shows_every_state_of_a_star(loaded):
    today = clock.today()
    village = Certificate.objects.filter(product__is_demonstration=True)
    valid = selectors.certificates_on(today)
    assert sorted(valid.values_list("stars", flat=True)) == [3, 3, 4, 4, 5]
    assert set(village.values_list("status", flat=True)) == {"confirmed", "replaced", "lapsed", "potential_5"}
    [soon] = [one for one in valid if one.valid_to - today <= timedelta(days=30)]
    assert soon.product.external_reference == "MH-06"


def test_a_load_on_another_day_leaves_the_model_village_as_it_was(loaded):
    before = list(Certificate.objects.order_by("pk").values())
    with clock.frozen(clock.now() + timedelta(days=9)):
        load()
    assert list(Certificate.objects.order_by("pk").values()) == before


def test_todays_commune_is_the_one_the_source_names_or_what_became_of_the_old_one(loaded):
    for product in Product.objects.filter(origin__level="commune").select_related("origin_today"):
        assert product.origin_today in product.origin.successors.all()
        assert product.origin_today.name_vi in product.place_today_printed


def test_places_of_today_are_in_force(loaded):
    today = Area.objects.filter(valid_to=None)
    assert not Product.objects.exclude(origin_today=None).exclude(origin_today__in=today).exists()


def test_every_printed_star_class_is_read_in_words_of_both_languages(loaded):
    assert not StarReport.objects.filter(Q(reading_vi="") | Q(reading_en=None) | Q(reading_en="")).exists()
    assert (
        StarReport.objects.get(product__external_reference="QB-27").reading_vi == "4 sao, nâng từ 3 sao (đến 03/2024)"
    )


def test_loading_once_leaves_what_people_made_of_the_catalog(loaded):
    Product.objects.filter(external_reference="QB-01").update(name_vi="Đũa gỗ đã sửa")
    load("--once")
    assert Product.objects.get(external_reference="QB-01").name_vi == "Đũa gỗ đã sửa"
