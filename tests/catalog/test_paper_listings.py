"""What lacks a required paper is not shown: not put on show, and taken off at the midnight a paper ends."""

from datetime import date

import pytest
from django.utils import translation

from catalog import errors, selectors, services, tasks
from catalog.models import PapersTerm, PermitWaiver, ProductListing, ShelfTally, ShelvedProduct
from catalog.models.products import Programme
from catalog.services.shelves import rebuild_shelves
from core.graph import http
from core.models import Transition
from tests import factories
from tests.catalog.asking import LIST, names

ONE = '{ product(slug: "mam", channel: "vn") { name } }'
ALL = '{ products(channel: "vn") { totalCount edges { node { name } } } }'


@pytest.fixture(autouse=True)
def today(db, clock):
    clock("2026-11-24T09:00")
    factories.channel()


@pytest.fixture
def maker():
    return factories.producer()


def shown():
    return sorted(ShelvedProduct.objects.filter(shelf=0).values_list("product__name_vi", flat=True))


def publish(product):
    return services.publish(product=product, channel=factories.channel())


def until(product):
    return PapersTerm.objects.filter(product=product).values_list("until", flat=True).first()


def test_what_lacks_a_required_paper_is_not_put_on_show():
    factories.required_permit()
    product = factories.product("Mắm")
    with pytest.raises(errors.PermitsMissing) as refusal:
        publish(product)
    assert refusal.value.codes == ("attp",)
    assert "Giấy an toàn thực phẩm" in refusal.value.message
    assert not ProductListing.objects.exists()
    with translation.override("en"), pytest.raises(errors.PermitsMissing, match="Food safety paper"):
        publish(product)


def test_with_its_papers_it_is_shown_until_they_end(maker):
    factories.required_permit()
    factories.permit(maker, valid_to=date(2027, 3, 1))
    product = factories.listed("Mắm", producer=maker)
    assert shown() == ["Mắm"]
    assert until(product) == date(2027, 3, 2)


def test_a_kept_answer_loses_the_listing_at_midnight_in_vietnam(client, clock, maker):
    """The worker has not run: no listing outlives its papers by a minute, nor by an answer that was kept."""
    http.kept_answers.clear()
    factories.required_permit()
    factories.permit(maker, valid_to=date(2027, 3, 1))
    factories.listed("Mắm", producer=maker)

    def ask(document):
        return client.post("/graphql/", {"query": document}, content_type="application/json").json()["data"]

    for moment in ("2027-03-01T23:58", "2027-03-01T23:59:59"):
        clock(moment)
        assert ask(ONE) == {"product": {"name": "Mắm"}}
        assert ask(ALL)["products"]["totalCount"] == 1
    clock("2027-03-02T00:00")
    assert ask(ONE) == {"product": None}
    assert ask(ALL) == {"products": {"totalCount": 0, "edges": []}}
    assert not ShelfTally.objects.exists()
    assert ProductListing.objects.get().published


def test_the_nights_work_takes_off_what_ended_and_marks_the_paper(clock, maker):
    factories.required_permit()
    held = factories.permit(maker, valid_to=date(2027, 3, 1))
    factories.listed("Mắm", producer=maker)
    clock("2027-03-02T00:00")
    tasks.settle_papers.call()
    held.refresh_from_db()
    assert (shown(), held.status) == ([], "lapsed")
    assert not PapersTerm.objects.exists()
    before = selectors.revision()
    assert services.hide_lapsed(on=date(2027, 3, 2)) == 0
    assert selectors.revision() == before


def test_a_renewed_paper_puts_the_listing_back(clock, maker):
    factories.required_permit()
    factories.permit(maker, valid_to=date(2027, 3, 1))
    factories.listed("Mắm", producer=maker)
    clock("2027-03-05T09:00")
    tasks.settle_papers.call()
    assert shown() == []
    factories.permit(maker, issued_on=date(2027, 3, 4))
    assert shown() == ["Mắm"]


def test_a_paper_taken_back_ends_the_listing_on_its_day(maker, clock, graphql):
    factories.required_permit()
    held = factories.permit(maker)
    factories.listed("Mắm", producer=maker)
    services.withdraw_permit(permit=held, on=date(2026, 11, 25), reason="Thu hồi", by=factories.OFFICER)
    assert names(graphql(LIST, channel="vn")) == ["Mắm"]
    clock("2026-11-25T00:00")
    assert names(graphql(LIST, channel="vn")) == []


def test_a_requirement_that_begins_ends_what_lacks_it_and_one_that_ends_gives_it_back(clock, graphql):
    factories.listed("Mắm")
    factories.required_permit(valid_from=date(2027, 1, 1), valid_to=date(2027, 2, 1))
    clock("2026-12-31T23:59")
    assert names(graphql(LIST, channel="vn")) == ["Mắm"]
    clock("2027-01-01T00:00")
    assert names(graphql(LIST, channel="vn")) == []
    clock("2027-02-01T00:00")
    tasks.settle_papers.call()
    assert names(graphql(LIST, channel="vn")) == ["Mắm"]


def test_a_waiver_shows_what_lacks_papers_until_an_officer_ends_it(clock, graphql):
    factories.required_permit()
    product = factories.product("Mắm")
    factories.price(factories.variant(product), 50_000)
    services.waive_permits(product=product, source=factories.source(), by=factories.OFFICER)
    assert publish(product)
    assert shown() == ["Mắm"]
    services.end_waiver(product=product, on=date(2026, 12, 1), reason="Đã yêu cầu nộp", by=factories.OFFICER)
    assert until(product) == date(2026, 12, 1)
    clock("2026-12-01T00:00")
    assert names(graphql(LIST, channel="vn")) == []
    with pytest.raises(errors.PermitsMissing):
        publish(product)
    waiver = PermitWaiver.objects.get()
    told = Transition.objects.filter(kind="catalog.permitwaiver", object_id=waiver.pk).order_by("id")
    assert list(told.values_list("to_state", "reason")) == [("waived", ""), ("ended", "Đã yêu cầu nộp")]


def test_a_waiver_is_ended_once_and_with_a_reason():
    product = factories.product()
    given = {"product": product, "on": date(2026, 12, 1), "by": factories.OFFICER}
    with pytest.raises(errors.WaiverMissing):
        services.end_waiver(reason="x", **given)
    services.waive_permits(product=product, source=factories.source(), by=factories.OFFICER)
    with pytest.raises(errors.ReasonRequired):
        services.end_waiver(reason=" ", **given)
    services.end_waiver(reason="x", **given)
    with pytest.raises(errors.WaiverMissing):
        services.end_waiver(reason="x", **given)


def test_shelves_made_anew_are_the_same(maker):
    factories.required_permit()
    factories.permit(maker, valid_to=date(2027, 3, 1))
    factories.listed("Mắm", producer=maker)
    hidden = factories.listed("Trà", producer=maker)
    hidden.producer = None
    hidden.save(update_fields=["producer"])
    before = list(PapersTerm.objects.order_by("pk").values())
    rebuild_shelves()
    assert shown() == ["Mắm"]
    assert list(PapersTerm.objects.values()) == [row for row in before if row["product_id"] != hidden.pk]


def test_a_product_that_moves_to_a_group_which_needs_papers_is_shown_no_longer():
    strict = factories.category(parent=factories.category())
    factories.required_permit(category=strict)
    product = factories.listed("Mắm")
    services.put_product(
        external_reference=product.external_reference,
        name_vi="Mắm",
        name_en=None,
        category=strict,
        programme=Programme.OCOP,
    )
    assert shown() == []
