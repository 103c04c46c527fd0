"""Two tables that only these tests have, with a column of every kind that a driver and Django see differently."""

import datetime
from decimal import Decimal
from uuid import UUID

from django.db import models
from django.test.utils import isolate_apps

NOON = datetime.datetime(2026, 3, 1, 12, 30, 0, 123456, tzinfo=datetime.UTC)
DAY = datetime.date(2026, 3, 1)

with isolate_apps("core"):

    class Maker(models.Model):
        name = models.CharField(max_length=20)

        class Meta:
            app_label = "core"
            db_table = "test_rows_maker"

    class Jar(models.Model):
        maker = models.ForeignKey(Maker, models.CASCADE, related_name="jars")
        name = models.CharField(max_length=20, null=True)
        grams = models.PositiveSmallIntegerField()
        sealed = models.BooleanField(default=False)
        brewed = models.DateField(null=True)
        opened = models.DateTimeField(null=True)
        price = models.DecimalField(max_digits=12, decimal_places=2)
        facts = models.JSONField(null=True)
        token = models.UUIDField()

        class Meta:
            app_label = "core"
            db_table = "test_rows_jar"


def jar(maker: Maker, n: int, **values) -> Jar:
    return Jar.objects.create(
        **{
            "id": n + 1,  # PostgreSQL's sequences run on from test to test
            "maker": maker,
            "name": f"Mắm {n}",
            "grams": 100 * (n % 3),
            "sealed": n % 2 == 0,
            "brewed": DAY + datetime.timedelta(days=n),
            "opened": NOON + datetime.timedelta(hours=n),
            "price": Decimal(n) / 4,
            "facts": {"n": [n, None], "đ": "ớt"},
            "token": UUID(int=n),
        }
        | values
    )
