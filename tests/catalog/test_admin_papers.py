"""Officers' steps on certificates, labels and waivers: through the services, refusals beside the fields."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from catalog import selectors, services
from catalog.models import Certificate, Packaging, Permit, PermitWaiver
from catalog.models.permits import PermitKind
from core import files
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


def png() -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (1200, 900), "white").save(content, "PNG")
    return SimpleUploadedFile("quet.png", content.getvalue(), "image/png")


def handed_in(client, **values):
    """A paper of a maker, as the form sends it."""
    form = {
        "kind": PermitKind.FACILITY.value,
        "number": "12/GCN",
        "issuer": "Sở Y tế",
        "law": "",
        "issued_on": "2026-01-05",
        "valid_to": "",
        "producer": factories.producer().pk,
        "product": "",
        "source": factories.source().pk,
        **values,
    }
    return client.post("/admin/catalog/permit/add/", form)


def test_a_paper_is_kept_with_its_scan_which_its_page_leads_to(client):
    answer = handed_in(client, scan=png())
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    permit = Permit.objects.get()
    page = client.get(f"/admin/catalog/permit/{permit.pk}/change/").content.decode()
    assert files.address_of_paper(permit.file.name) in page
    assert client.get(files.address_of_paper(permit.file.name)).status_code == 200


def test_a_file_that_is_no_paper_is_refused_beside_its_field(client):
    answer = handed_in(client, scan=SimpleUploadedFile("quet.pdf", b"<svg/>", "application/pdf"))
    assert answer.status_code == 200
    assert answer.context["adminform"].form.errors["scan"]
    assert not Permit.objects.exists()


def test_a_label_is_handed_in_with_its_picture(client):
    given = {"product": factories.product().pk, "image": png()}
    assert client.post("/admin/catalog/packaging/add/", given).status_code == 302
    packaging = Packaging.objects.get()
    page = client.get(f"/admin/catalog/packaging/{packaging.pk}/change/").content.decode()
    assert files.address_of_paper(packaging.image.name) in page
