"""What was made up to show the shop goes whole, and only if nothing real leans on it."""

import io

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from accounts.models import User
from catalog import services
from catalog.loading.province import load_province
from catalog.models import Certificate, Product, ProductVariant, ShelfTally, ShelvedProduct, Source, VariantPrice
from core import invented
from core.invented import RealLeansOnIt
from core.models import FieldChange, Transition
from tests import factories


def command(*arguments, **options) -> str:
    out = io.StringIO()
    call_command("remove_demonstration", *arguments, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def made_up(db):
    """An invented source with a price by it on a real product of real size, and an invented maker with a product."""
    source = factories.source(is_demonstration=True)
    shown = factories.listed("Mật ong rừng")
    VariantPrice.objects.update(source=source)
    maker = factories.producer(is_demonstration=True)
    factories.product("Bánh mẫu", producer=maker, is_demonstration=True)
    services.rebuild_shelves()
    return shown


def flagged() -> dict[str, int]:
    """Every row over all packages that is made up, or whose evidence is."""
    left = {}
    for model in apps.get_models():
        names = {field.name for field in model._meta.concrete_fields}
        rows = model._base_manager.none()
        if "is_demonstration" in names:
            rows = model._base_manager.filter(is_demonstration=True)
        elif "source" in names and model._meta.get_field("source").is_relation:
            rows = model._base_manager.filter(source__is_demonstration=True)
        if count := rows.count():
            left[model._meta.label] = count
    return left


def test_the_whole_province_keeps_its_facts_and_loses_what_was_made_up(client, db):
    load_province(demonstration=True, accounts=True)
    real = set(Product.objects.filter(is_demonstration=False).values_list("pk", flat=True))
    ledger = Transition.objects.count()
    assert flagged()
    command("--yes")
    assert flagged() == {}
    assert set(Product.objects.values_list("pk", flat=True)) == real
    assert not VariantPrice.objects.exists()
    assert not ProductVariant.objects.exists()
    assert not ShelvedProduct.objects.exists()
    assert not ShelfTally.objects.exists()
    assert not User.objects.exists()
    assert Transition.objects.count() == ledger
    for address in ("/", "/en/", "/san-pham/", "/muc-tieu/", "/cach-dat-hang/"):
        assert client.get(address).status_code == 200, address
    assert "no demonstration data" in command()


def test_a_real_product_keeps_its_size_and_loses_the_price_that_was_made_up(made_up):
    invented.remove()
    assert list(Product.objects.all()) == [made_up]
    assert made_up.variants.count() == 1
    assert not VariantPrice.objects.exists()
    assert not ShelvedProduct.objects.exists()


def test_a_dry_run_tells_and_removes_nothing(made_up):
    told = command("--dry-run")
    assert "catalog.VariantPrice: 1" in told
    assert "catalog.Producer: 1" in told
    assert VariantPrice.objects.exists()


@pytest.mark.parametrize(("answer", "left"), [("y", 0), ("n", 1), ("", 1)])
def test_it_asks_first(made_up, monkeypatch, answer, left):
    monkeypatch.setattr("builtins.input", lambda _question: answer)
    command()
    assert VariantPrice.objects.count() == left


def leans_by_a_product():
    factories.product("Bánh thật", producer=factories.producer(is_demonstration=True))


def leans_by_a_certificate():
    factories.certificate(factories.product("Bánh mẫu", is_demonstration=True))


def leans_by_a_price():
    size = factories.variant(source=factories.source(is_demonstration=True))
    factories.price(size, 50_000)


@pytest.mark.parametrize("leans", [leans_by_a_product, leans_by_a_certificate, leans_by_a_price])
def test_while_something_real_leans_on_it_nothing_is_removed(made_up, leans):
    leans()
    counted = (Product, VariantPrice, Source, Certificate)
    before = [model.objects.count() for model in counted]
    with pytest.raises(RealLeansOnIt):
        invented.remove()
    with pytest.raises(CommandError, match="Dữ liệu thật còn dựa vào"):
        command("--yes")
    assert [model.objects.count() for model in counted] == before


def test_what_was_done_stays_in_the_ledgers(made_up):
    before = FieldChange.objects.count()
    invented.remove()
    assert FieldChange.objects.count() >= before


def test_whatever_goes_wrong_at_the_end_nothing_is_removed(made_up, monkeypatch):
    monkeypatch.setattr("catalog.demonstration.after_removal", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        invented.remove()
    assert VariantPrice.objects.exists()
    assert Product.objects.filter(is_demonstration=True).exists()
