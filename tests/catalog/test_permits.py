"""A paper counts on its days once an officer has seen it; what goods need is a dated fact."""

from datetime import date

import pytest

from catalog import errors, selectors, services
from catalog.models import Permit, TaxClass
from catalog.models.permits import PermitKind
from catalog.selectors.requirements import REQUIREMENTS
from core.errors import ActorRequired
from core.files.refusals import UploadKindRefused
from core.models import Transition
from core.transitions import Actor
from tests import factories, pictures

TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def today(db, clock):
    clock("2026-11-24T09:00")


@pytest.fixture
def maker():
    return factories.producer()


@pytest.fixture
def product(maker):
    return factories.product(producer=maker)


def missing(product, day=TODAY):
    """What is missing of one in memory, which is what shelves find of it in the database."""
    found = [one.code for one in selectors.missing_permits(product, day, REQUIREMENTS())]
    assert found == [one.code for one in selectors.papers_of([product.pk])[product.pk].missing(day)]
    return found


def moves(permit):
    found = Transition.objects.filter(kind="catalog.permit", object_id=permit.pk).order_by("id")
    return list(found.values_list("from_state", "to_state", "actor_id", "actor_role", "reason"))


def test_a_paper_that_nobody_has_seen_counts_for_nothing(product, maker):
    factories.required_permit()
    submitted = factories.submitted(maker)
    assert missing(product) == ["attp"]
    services.confirm_permit(permit=submitted, by=factories.OFFICER)
    assert missing(product) == []
    assert moves(submitted) == [("", "submitted", 7, "officer", ""), ("submitted", "confirmed", 7, "officer", "")]


def test_a_makers_paper_is_for_all_it_makes_and_for_nobody_elses(product, maker):
    factories.required_permit()
    factories.permit(maker)
    assert missing(product) == []
    assert missing(factories.product(producer=maker)) == []
    assert missing(factories.product(producer=factories.producer())) == ["attp"]
    assert missing(factories.product(producer=None)) == ["attp"]


def test_a_paper_of_one_product_is_not_its_siblings(product, maker):
    factories.required_permit("cong-bo", kinds=[PermitKind.SELF_DECLARATION])
    factories.permit(product, PermitKind.SELF_DECLARATION)
    assert missing(product) == []
    assert missing(factories.product(producer=maker)) == ["cong-bo"]


def test_a_product_that_changes_hands_leaves_its_makers_papers_behind(product):
    factories.required_permit("cong-bo", kinds=[PermitKind.SELF_DECLARATION])
    factories.permit(product, PermitKind.SELF_DECLARATION)
    product.producer = factories.producer()
    product.save(update_fields=["producer"])
    assert missing(product) == ["cong-bo"]


def test_a_paper_counts_from_its_first_day_through_its_last(product, maker):
    factories.required_permit()
    factories.permit(maker, issued_on=date(2026, 3, 2), valid_to=date(2027, 3, 1))
    assert [missing(product, day) for day in (date(2026, 3, 1), date(2026, 3, 2))] == [["attp"], []]
    assert [missing(product, day) for day in (date(2027, 3, 1), date(2027, 3, 2))] == [[], ["attp"]]


def test_what_goods_need_goes_by_group_sub_group_and_tax_class():
    group = factories.category()
    sub_group = factories.category(parent=group)
    factories.required_permit("nhom", category=group)
    factories.required_permit("phan-nhom", category=sub_group)
    factories.required_permit("ruou", tax_class=TaxClass.EXCISE)
    assert missing(factories.product(category=sub_group)) == ["nhom", "phan-nhom"]
    assert missing(factories.product(category=factories.category(parent=group))) == ["nhom"]
    assert missing(factories.product(tax_class=TaxClass.EXCISE)) == ["ruou"]
    assert missing(factories.product()) == []


@pytest.mark.parametrize(("strength", "asked"), [(549, []), (550, ["ruou"]), (2900, ["ruou"]), (None, ["ruou"])])
def test_drink_needs_a_licence_from_its_strength_on_and_while_nobody_has_told_it(strength, asked):
    factories.required_permit("ruou", tax_class=TaxClass.EXCISE, alcohol_from_bp=550)
    assert missing(factories.product(tax_class=TaxClass.EXCISE, alcohol_bp=strength)) == asked
    assert missing(factories.product()) == []


def test_a_requirement_holds_on_its_days_and_in_its_version(product):
    factories.required_permit(valid_to=date(2027, 1, 1))
    factories.required_permit(valid_from=date(2027, 1, 1), kinds=[PermitKind.FACILITY])
    factories.permit(product.producer, PermitKind.COMMITMENT)
    assert missing(product, date(2018, 2, 1)) == []
    assert missing(product, date(2026, 12, 31)) == []
    assert missing(product, date(2027, 1, 1)) == ["attp"]


@pytest.mark.parametrize("kinds", [[], ["stamp"]])
def test_a_requirement_names_kinds_there_are(kinds):
    with pytest.raises(errors.RequirementInvalid):
        factories.required_permit(kinds=kinds)


@pytest.mark.parametrize(
    ("wrong", "refusal", "field"),
    [
        ({"number": " "}, errors.PermitNumberRequired, "number"),
        ({"issuer": ""}, errors.PermitNumberRequired, "issuer"),
        ({"valid_to": date(2026, 1, 4)}, errors.PermitDaysInvalid, "valid_to"),
        ({"kind": PermitKind.TEST_REPORT}, errors.PermitSubjectWrong, "product"),
        ({"by": Actor(None, "producer")}, ActorRequired, None),
    ],
)
def test_what_cannot_be_submitted(maker, wrong, refusal, field):
    with pytest.raises(refusal) as refused:
        factories.submitted(maker, **wrong)
    assert refused.value.field == field
    assert not Permit.objects.exists()


def test_a_facilitys_paper_has_a_maker_and_the_product_is_that_makers(product):
    with pytest.raises(errors.PermitSubjectWrong):
        factories.submitted(factories.product(producer=None))
    with pytest.raises(errors.PermitSubjectWrong):
        factories.submitted(product, producer=factories.producer())
    assert factories.submitted(product).producer == product.producer


def test_a_paper_that_begins_later_cannot_be_confirmed_yet(maker, clock):
    submitted = factories.submitted(maker, issued_on=date(2026, 11, 25))
    with pytest.raises(errors.PermitDaysInvalid):
        services.confirm_permit(permit=submitted, by=factories.OFFICER)
    clock("2026-11-25T00:00")
    assert services.confirm_permit(permit=submitted, by=factories.OFFICER).status == "confirmed"


def test_the_same_paper_is_not_seen_for_two_makers(maker):
    paper = {"number": "12/GCN", "issuer": "Chi cục", "issued_on": date(2026, 1, 5)}
    factories.permit(maker, **paper)
    other = factories.submitted(factories.producer(), **paper)
    with pytest.raises(errors.PermitTaken):
        services.confirm_permit(permit=other, by=factories.OFFICER)
    other.refresh_from_db()
    assert other.status == "submitted"


def test_what_is_settled_stays_so(maker):
    rejected = services.reject_permit(permit=factories.submitted(maker), reason=" Mờ số ", by=factories.OFFICER)
    assert moves(rejected)[-1] == ("submitted", "rejected", 7, "officer", "Mờ số")
    given = {"permit": rejected, "by": factories.OFFICER}
    for act in (
        lambda: services.confirm_permit(**given),
        lambda: services.reject_permit(reason="x", **given),
        lambda: services.withdraw_permit(on=TODAY, reason="x", **given),
    ):
        with pytest.raises(errors.PermitSettled):
            act()
    assert len(moves(rejected)) == 2


def test_a_withdrawal_says_why_and_counts_from_its_day(product, maker):
    factories.required_permit()
    held = factories.permit(maker)
    with pytest.raises(errors.ReasonRequired):
        services.withdraw_permit(permit=held, on=TODAY, reason=" ", by=factories.OFFICER)
    services.withdraw_permit(permit=held, on=date(2026, 11, 25), reason="Thu hồi", by=factories.OFFICER)
    assert missing(product) == []
    assert missing(product, date(2026, 11, 25)) == ["attp"]


def test_lapsing_is_told_by_the_system_after_the_last_day(maker, clock):
    held = factories.permit(maker, valid_to=date(2027, 3, 1))
    clock("2027-03-01T23:59")
    assert services.lapse_permits() == 0
    clock("2027-03-02T00:00")
    assert services.lapse_permits() == 1
    assert services.lapse_permits() == 0
    assert moves(held)[-1] == ("confirmed", "lapsed", None, "system", "")


def test_standing_costs_four_statements_for_any_number_of_products(django_assert_num_queries):
    factories.required_permit()
    products = [factories.product(producer=factories.producer()) for _ in range(5)]
    for one in products:
        factories.permit(one.producer)
    for asked in (products, products[:1]):
        with django_assert_num_queries(4):
            papers = selectors.papers_of(one.pk for one in asked)
        assert all(one.in_order(TODAY) for one in papers.values())


def test_a_scan_is_judged_by_what_it_holds_before_anything_is_written(maker):
    with pytest.raises(UploadKindRefused) as refusal:
        factories.submitted(maker, scan=pictures.upload(b"<svg xmlns='x'/>", "giay.pdf", "application/pdf"))
    assert refusal.value.field == "scan"
    assert not Permit.objects.exists()
    kept = factories.submitted(maker, scan=pictures.upload(pictures.written(pictures.drawn(700, 800))))
    assert kept.file.name.startswith("permits/")
    assert kept.file.storage.exists(kept.file.name)
