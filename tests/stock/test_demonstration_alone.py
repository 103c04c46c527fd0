"""The invented sales points where nobody may be made to work at them."""

from io import StringIO

from django.core.management import call_command

from stock import services
from stock.models import PointStaff, StockCount, StockMove


def test_without_accounts_the_system_itself_did_it_all(db, monkeypatch):
    monkeypatch.setenv("HOST", "0.0.0.0")
    call_command("load_province", stdout=StringIO())
    assert not PointStaff.objects.exists()
    assert services.differences() == []
    assert set(StockMove.objects.values_list("actor_role", flat=True)) == {"system"}
    assert not StockCount.objects.filter(status="posted").exists()
