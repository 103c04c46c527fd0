"""Officers' steps on certificates, labels and waivers: through the services, refusals beside the fields."""

from datetime import date

import pytest

from catalog import selectors, services
from catalog.models import Certificate, Packaging, PermitWaiver
from tests import factories


@pytest.fixture(autouse=True)
def officer(db, client):
    user = factories.user("who-may-all@vidu.example", is_staff=True, is_superuser=True)
    client.force_login(user)
    return user


def step(client, row, name, **values):
    """The step's page as it is shown, sent back with these values."""
    address = f"/admin/catalog/{row._meta.model_name}/{row.pk}/{name}/"
    form = client.get(address).context["form"]
    shown = {field.html_name: field.value() for field in form if field.value() not in (None, False)}
    return client.post(address, shown | values)


def test_a_wrong_number_is_corrected_with_a_reason(client):
    factories.star_rules()
    made = factories.confirmed(stars=4, issued_on=date(2026, 3, 2), decision_number="412/QD")
    assert step(client, made, "correct", decision_number="412/QĐ-UBND", reason="Thiếu chữ").status_code == 302
    made.refresh_from_db()
    assert (made.decision_number, made.stars) == ("412/QĐ-UBND", 4)


def test_what_somebody_corrected_meanwhile_is_not_corrected_blindly(client):
    factories.star_rules()
    made = factories.confirmed(stars=4, issued_on=date(2026, 3, 2), decision_number="1/QĐ")
    answer = step(client, made, "correct", reason="Gõ nhầm", seen="4|0/QĐ|2026-03-02|province|None|None|1")
    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors()
    assert Certificate.objects.get().decision_number == "1/QĐ"


def test_a_label_is_looked_over_and_approved_item_by_item(client):
    for code in ("ten", "xuat-xu"):
        services.put_label_requirement(
            code=code,
            valid_from=date(2026, 1, 23),
            valid_to=None,
            name_vi=code,
            name_en=None,
            position=1,
            source=factories.source(),
        )
    packaging = services.submit_packaging(product=factories.product(), by=factories.OFFICER)
    assert step(client, packaging, "check", **{"ten": "on", "ten:note": "Mắm"}).status_code == 302
    refused = step(client, packaging, "approve")
    assert "xuat-xu" in str(refused.context["form"].non_field_errors())
    step(client, packaging, "check", **{"ten": "on", "xuat-xu": "on"})
    assert step(client, packaging, "approve").status_code == 302
    assert Packaging.objects.get().status == "approved"
    assert {one.note for one in packaging.findings.all()} == {"Mắm", ""}


def test_what_is_shown_without_papers_stands_on_the_first_page_until_it_is_ended(client):
    factories.required_permit()
    product = factories.product("Mắm")
    waiver = services.waive_permits(product=product, source=factories.source(), by=factories.OFFICER)
    told = "Bày bán khi giấy tờ chưa được kiểm"
    assert told in client.get("/admin/").content.decode()
    assert step(client, waiver, "end", on="2100-01-01", reason="Đã yêu cầu nộp").status_code == 302
    assert PermitWaiver.objects.get().valid_to == date(2100, 1, 1)
    assert not any(one.missing for one in selectors.waived(date(2100, 1, 1)))
