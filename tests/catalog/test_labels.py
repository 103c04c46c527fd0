"""A label is approved once it says all that the law asks of these goods that day; what was found stays on record."""

from datetime import date

import pytest
from django.utils import translation

from catalog import errors, selectors, services
from catalog.models import LabelFinding, TaxClass
from catalog.selectors.permits import Sight
from catalog.services.labels import Found
from core.errors import ActorRequired
from core.models import Transition
from core.transitions import Actor
from tests import factories

TODAY = date(2026, 11, 24)
ALL = Sight(everything=True, producers=frozenset())
NOBODY = Sight(everything=False, producers=frozenset())


@pytest.fixture(autouse=True)
def today(db, clock):
    clock("2026-11-24T09:00")


def item(code, name_vi=None, **values):
    given = {"valid_from": date(2026, 1, 23), "valid_to": None, "position": 1, "name_en": None, **values}
    return services.put_label_requirement(code=code, name_vi=name_vi or code, source=factories.source(), **given)[0]


def submitted(product=None):
    return services.submit_packaging(product=product or factories.product(), by=factories.OFFICER)


def check(packaging, **found):
    findings = {code: one if isinstance(one, Found) else Found(one) for code, one in found.items()}
    return services.check_label(packaging=packaging, findings=findings, by=factories.OFFICER)


def approve(packaging):
    return services.approve_label(packaging=packaging, by=factories.OFFICER)


def checklist(packaging, day=TODAY):
    [row] = selectors.packagings_by_id([packaging.pk], ALL).values()
    return [(one.requirement.code, one.is_found, one.note) for one in selectors.checklists_of([row], day)[row.id]]


def test_a_label_is_approved_once_all_that_must_be_there_was_found():
    item("ten", "Tên hàng", name_en="Name"), item("gtin", is_optional=True)
    packaging = submitted()
    with pytest.raises(errors.LabelIncomplete) as refusal:
        approve(packaging)
    assert refusal.value.codes == ("ten",)
    assert "Tên hàng" in refusal.value.message
    check(packaging, ten=False)
    with translation.override("en"), pytest.raises(errors.LabelIncomplete, match="Name"):
        approve(packaging)
    check(packaging, ten=Found(is_found=True, note=" Mắm ruốc "), gtin=False)
    approved = approve(packaging)
    assert (approved.status, approved.judged_by, approved.judged_role) == ("approved", 7, "officer")
    assert checklist(packaging) == [("gtin", False, ""), ("ten", True, "Mắm ruốc")]


def test_what_is_asked_goes_by_goods_and_day():
    group = factories.category()
    item("moi-hang"), item("nhom", category=group, position=2), item("con", tax_class=TaxClass.EXCISE, position=3)
    item("cu", valid_from=date(2017, 6, 1), valid_to=date(2026, 1, 23))
    asked = {code.code for code in selectors.label_items(factories.product().pk, TODAY)}
    assert asked == {"moi-hang"}
    drink = factories.product(category=factories.category(parent=group), tax_class=TaxClass.EXCISE)
    assert [one.code for one in selectors.label_items(drink.pk, TODAY)] == ["moi-hang", "nhom", "con"]
    assert [one.code for one in selectors.label_items(drink.pk, date(2026, 1, 22))] == ["cu"]


def test_a_judged_label_keeps_what_was_found_when_the_law_changes(clock):
    item("ten", valid_to=date(2027, 1, 1))
    packaging = submitted()
    check(packaging, ten=True)
    approve(packaging)
    item("ma-vach", valid_from=date(2027, 1, 1))
    clock("2027-01-01T00:00")
    assert checklist(packaging, date(2027, 1, 1)) == [("ten", True, "")]
    assert checklist(submitted(packaging.product), date(2027, 1, 1)) == [("ma-vach", None, "")]


def test_what_nobody_asks_cannot_be_found():
    item("ten")
    with pytest.raises(errors.LabelItemUnknown):
        check(submitted(), ten=True, mau=True)
    assert not LabelFinding.objects.exists()


def test_a_judged_label_is_judged_once_and_a_correction_is_a_new_version():
    item("ten")
    packaging = submitted()
    with pytest.raises(errors.ReasonRequired):
        services.send_back_label(packaging=packaging, reason=" ", by=factories.OFFICER)
    back = services.send_back_label(packaging=packaging, reason="Thiếu tên", by=factories.OFFICER)
    given = {"packaging": back, "by": factories.OFFICER}
    for act in (
        lambda: services.approve_label(**given),
        lambda: services.check_label(findings={"ten": Found(is_found=True)}, **given),
        lambda: services.send_back_label(reason="x", **given),
    ):
        with pytest.raises(errors.LabelSettled):
            act()
    assert submitted(packaging.product).version == 2
    told = Transition.objects.filter(kind="catalog.packaging", object_id=packaging.pk).order_by("id")
    assert list(told.values_list("from_state", "to_state", "reason")) == [
        ("", "waiting", ""),
        ("waiting", "sent_back", "Thiếu tên"),
    ]


def test_somebody_hands_in_and_somebody_judges():
    nobody = Actor(None, "producer")
    with pytest.raises(ActorRequired):
        services.submit_packaging(product=factories.product(), by=nobody)
    with pytest.raises(ActorRequired):
        services.approve_label(packaging=submitted(), by=nobody)


def test_a_version_is_for_its_maker_and_officers_until_it_is_approved():
    maker = factories.producer()
    packaging = submitted(factories.product(producer=maker))
    theirs = Sight(everything=False, producers=frozenset({maker.pk}))
    others = Sight(everything=False, producers=frozenset({factories.producer().pk}))
    seen = {sight: bool(selectors.packagings_by_id([packaging.pk], sight)) for sight in (ALL, theirs, others, NOBODY)}
    assert list(seen.values()) == [True, True, False, False]
    approve(packaging)
    assert selectors.packagings_by_id([packaging.pk], NOBODY)
    services.send_back_label(packaging=submitted(packaging.product), reason="x", by=factories.OFFICER)
    versions = {
        sight: len(selectors.packagings_of([packaging.product_id], sight)[packaging.product_id]) for sight in seen
    }
    assert list(versions.values()) == [2, 2, 1, 1]
