"""What the load says of papers: none made up for real goods, and every state of them shown by invented ones."""

from datetime import timedelta

from catalog import selectors, services
from catalog.models import (
    Mark,
    Packaging,
    Permit,
    PermitWaiver,
    Product,
    ProductListing,
    RequiredPermit,
    ShelvedProduct,
)
from catalog.models.permits import PermitKind
from core import clock
from tests import factories
from tests.catalog.loading import load


def lacking(products):
    papers = selectors.papers_of(products.values_list("pk", flat=True))
    return {key for key, one in papers.items() if one.missing(clock.today())}


def test_no_paper_is_made_up_for_real_goods_and_what_lacks_them_says_so(loaded):
    real = Product.objects.filter(is_demonstration=False)
    assert not Permit.objects.filter(source__is_demonstration=False).exists()
    assert not Permit.objects.exclude(producer__is_demonstration=True).exists()
    assert not Mark.objects.filter(source__is_demonstration=False).exists()
    assert not Packaging.objects.exclude(product__is_demonstration=True).exists()
    waived = set(PermitWaiver.objects.values_list("product_id", flat=True))
    assert waived == lacking(real)
    assert len(waived) > 50
    assert not PermitWaiver.objects.filter(source__is_demonstration=True).exists()
    assert {one.product_id for one in selectors.waived(clock.today()) if one.missing} == waived
    # Chopsticks and other crafts need none.
    assert Product.objects.get(external_reference="QB-01").pk not in waived


def test_invented_goods_hold_every_paper_they_need_and_some_that_end_soon(loaded):
    village = Product.objects.filter(is_demonstration=True)
    assert lacking(village) == set()
    assert ShelvedProduct.objects.filter(product__in=village, shelf=0, channel__slug="vn").count() == village.count()
    watched = selectors.expiring(clock.today())
    assert all(one.is_demonstration for one in watched)
    assert {(one.paper.value, one.band) for one in watched} == {
        ("permit", 30),
        ("permit", 60),
        ("permit", 90),
        ("licence", 60),
        ("certificate", 30),
    }
    assert set(Packaging.objects.values_list("status", flat=True)) == {"approved", "waiting"}
    honey = village.get(external_reference="MH-01")
    assert len(selectors.marks_on([honey.pk], clock.today()).of[honey.pk]) == 2


def test_a_waiver_that_an_officer_ended_is_not_granted_again(loaded):
    waiver = PermitWaiver.objects.select_related("product").first()
    today = clock.today()
    services.end_waiver(product=waiver.product, on=today, reason="Nộp giấy", by=factories.OFFICER)
    hidden = Product.objects.filter(external_reference="MH-02")
    services.withdraw(product=hidden.get(), channel=factories.channel("vn"))
    with clock.frozen(clock.now() + timedelta(days=1)):
        services.hide_lapsed(on=clock.today())
        load()
        assert not ShelvedProduct.objects.filter(product=waiver.product).exists()
    assert PermitWaiver.objects.filter(product=waiver.product).count() == 1
    assert not ProductListing.objects.filter(product__in=hidden, channel__slug="vn", published=True).exists()


def test_what_the_law_asks_names_its_text_and_how_sure_that_is(loaded):
    rules = RequiredPermit.objects.select_related("source", "category")
    assert all(rule.source.document and not rule.source.is_demonstration for rule in rules)
    assert {rule.source.confidence for rule in rules} == {"likely", "check"}
    assert {kind for rule in rules for kind in rule.kinds} == set(PermitKind) - {PermitKind.TEST_REPORT}
    strong = Product.objects.get(external_reference="MH-07")
    asked = {one.code for one in selectors.papers_of([strong.pk])[strong.pk].requirements}
    assert asked == {"an-toan-thuc-pham-2", "cong-bo-san-pham-2-1b", "giay-phep-ruou"}
