"""The label's checklist in the graph: approved ones for everyone, the others for their maker and officers."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog import services
from catalog.services.labels import Found
from core import files, graph
from tests import factories, pictures

LABEL = """
query Label($slug: String!) {
  product(slug: $slug, channel: "vn") {
    labelChecklist {
      version status judgedAt judgedRole image
      items { code name translation(languageCode: EN) { name } isOptional isFound note source { document } }
    }
  }
}
"""
LIST = '{ products(channel: "vn") { edges { node { labelChecklist { items { isFound source { document } } } } } } }'


@pytest.fixture(autouse=True)
def today(db, clock):
    clock("2026-11-24T09:00")
    factories.channel()
    for position, (code, is_optional) in enumerate((("ten", False), ("gtin", True)), start=1):
        services.put_label_requirement(
            code=code,
            valid_from=date(2026, 1, 23),
            valid_to=None,
            name_vi=f"Mục {code}",
            name_en=f"Item {code}",
            position=position,
            is_optional=is_optional,
            source=factories.source(document="Nghị định 37"),
        )


def label(product, approved=True, **values):
    packaging = services.submit_packaging(product=product, by=factories.OFFICER, **values)
    draft = packaging.image.name
    if approved:
        findings = {"ten": Found(is_found=True, note="Mắm")}
        services.check_label(packaging=packaging, findings=findings, by=factories.OFFICER)
        services.approve_label(packaging=packaging, by=factories.OFFICER)
    return draft


def test_an_approved_label_tells_what_was_found_and_by_which_law(graphql):
    label(factories.listed("Mắm"))
    told = graphql(LABEL, slug="mam")["product"]["labelChecklist"]
    assert told["judgedAt"].startswith("2026-11-24T09:00") or told["judgedAt"].startswith("2026-11-24T02:00")
    assert (told["version"], told["status"], told["judgedRole"], told["image"]) == (1, "APPROVED", "officer", None)
    assert told["items"] == [
        {
            "code": "ten",
            "name": "Mục ten",
            "translation": {"name": "Item ten"},
            "isOptional": False,
            "isFound": True,
            "note": "Mắm",
            "source": {"document": "Nghị định 37"},
        }
    ]


def test_who_sees_which_version_and_its_picture(graphql, maker, readers):
    product = factories.listed("Mắm", producer=maker)
    label(product)
    draft = label(product, approved=False, image=pictures.upload(pictures.written(pictures.drawn(700, 800))))
    seen = {
        name: graphql(LABEL, viewer=viewer, slug="mam")["product"]["labelChecklist"] for name, viewer in readers.items()
    }
    assert {name: one["version"] for name, one in seen.items()} == {
        "nobody": 1,
        "buyer": 1,
        "member": 2,
        "other": 1,
        "officer": 2,
    }
    assert seen["member"]["image"] == files.address_of_paper(draft)
    assert [(one["code"], one["isFound"]) for one in seen["officer"]["items"]] == [("ten", None), ("gtin", None)]
    for name, viewer in readers.items():
        assert files.may_read(viewer, draft) is (name in ("member", "officer")), name


def test_a_product_without_a_label_has_no_checklist(graphql):
    factories.listed("Mắm")
    assert graphql(LABEL, slug="mam")["product"] == {"labelChecklist": None}


def test_five_products_cost_what_one_does():
    def statements():
        with CaptureQueriesContext(connection) as asked:
            answer = graph.execute(LIST)
        assert not answer.errors
        return len(asked), len(answer.data["products"]["edges"])

    label(factories.listed())
    one = statements()
    for _ in range(4):
        label(factories.listed())
    assert statements() == (one[0], 5)
