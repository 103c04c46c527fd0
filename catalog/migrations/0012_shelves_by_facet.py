import django.db.models.deletion
import django.db.models.functions.comparison
from collections import Counter

from django.db import migrations, models
from django.db.models import OuterRef, Q, Subquery


BATCH = 1000


def fill(apps, schema_editor):
    """What the shelves there are would be told of their products at the next change of each."""
    models = {name: apps.get_model("catalog", name) for name in ("Product", "ShelvedProduct", "ShelfPlace")}
    products = models["Product"].objects.filter(pk=OuterRef("product_id"))
    columns = ("programme", "producer_id", "is_demonstration")
    models["ShelvedProduct"].objects.update(
        **{name.removesuffix("_id"): Subquery(products.values(name)[:1]) for name in columns}
    )
    pairs = models["Product"].objects.filter(Q(origin__isnull=False) | Q(origin_today__isnull=False))
    for origin, today in pairs.order_by().values_list("origin_id", "origin_today_id").distinct():
        place = models["ShelfPlace"].objects.create(origin_id=origin, origin_today_id=today)
        there = models["Product"].objects.filter(origin_id=origin, origin_today_id=today)
        models["ShelvedProduct"].objects.filter(product__in=there).update(place=place)
    count(apps, spans(apps))


def spans(apps):
    """What each product is from one day until another, as (facet, value, first day, day it ends)."""
    told = {}
    stars = apps.get_model("catalog", "StarPeriod").objects.order_by("product_id", "valid_from")
    for product, *span in stars.values_list("product_id", "stars", "valid_from", "valid_to"):
        told.setdefault(product, []).append(("stars", *span))
    makers = {}
    kinds = apps.get_model("catalog", "ProducerKindPeriod").objects.order_by("producer_id", "valid_from")
    for producer, *span in kinds.values_list("producer_id", "kind", "valid_from", "valid_to"):
        makers.setdefault(producer, []).append(("kind", *span))
    made = apps.get_model("catalog", "Product").objects.filter(producer__in=makers)
    for product, producer in made.values_list("pk", "producer_id"):
        told.setdefault(product, []).extend(makers[producer])
    return told


def count(apps, spans):
    """Write the spans to the rows of shelves, and count by them and by all facets."""
    shelved = apps.get_model("catalog", "ShelvedProduct").objects
    for product, told in spans.items():
        text = ";".join(f"{facet} {value} {begins} {ends or '-'}" for facet, value, begins, ends in told)
        shelved.filter(product_id=product).update(spans=text)
    facets, changes = Counter(), Counter()
    columns = ("category_id", "place_id", "producer_id", "programme", "is_demonstration")
    for channel, shelf, product, category, place, producer, programme, made_up in shelved.values_list(
        "channel_id", "shelf", "product_id", *columns
    ).iterator():
        values = {"all": "", "category": category, "place": place or "", "producer": producer or ""}
        values |= {"programme": programme, "made_up": int(made_up)}
        facets.update((channel, shelf, facet, str(value)) for facet, value in values.items())
        for facet, value, begins, ends in spans.get(product, []):
            changes[channel, shelf, facet, str(value), begins] += 1
            if ends:
                changes[channel, shelf, facet, str(value), ends] -= 1
    FacetTally, SpanTally = apps.get_model("catalog", "FacetTally"), apps.get_model("catalog", "SpanTally")
    FacetTally.objects.bulk_create(
        (
            FacetTally(channel_id=channel, shelf=shelf, facet=facet, value=value, products=products)
            for (channel, shelf, facet, value), products in facets.items()
        ),
        batch_size=BATCH,
    )
    SpanTally.objects.bulk_create(
        (
            SpanTally(channel_id=channel, shelf=shelf, facet=facet, value=value, day=day, change=change)
            for (channel, shelf, facet, value, day), change in changes.items()
            if change
        ),
        batch_size=BATCH,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0011_names_for_officers"),
    ]

    operations = [
        migrations.CreateModel(
            name="SpanTally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("shelf", models.BigIntegerField()),
                ("facet", models.CharField(max_length=10)),
                ("value", models.CharField(help_text="A number of stars, or a kind.", max_length=24)),
                ("day", models.DateField()),
                ("change", models.IntegerField(help_text="Those that begin to be it on the day, less those that end.")),
            ],
        ),
        migrations.AddField(
            model_name="shelvedproduct",
            name="is_demonstration",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="shelvedproduct",
            name="producer",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="catalog.producer",
            ),
        ),
        migrations.AddField(
            model_name="shelvedproduct",
            name="programme",
            field=models.CharField(default="", max_length=10),
        ),
        migrations.AddField(
            model_name="shelvedproduct",
            name="spans",
            field=models.TextField(
                default="",
                help_text="What it is for some days, as in stars 3 2024-03-12 2027-03-13;...: see SpanTally.",
            ),
        ),
        migrations.CreateModel(
            name="FacetTally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("shelf", models.BigIntegerField()),
                ("facet", models.CharField(max_length=10)),
                (
                    "value",
                    models.CharField(
                        help_text="A key in digits, a choice, or empty where nothing is known.", max_length=24
                    ),
                ),
                ("products", models.PositiveIntegerField()),
                (
                    "channel",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalog.channel",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ShelfPlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "origin",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalog.area"
                    ),
                ),
                (
                    "origin_today",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalog.area"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="shelvedproduct",
            name="place",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="catalog.shelfplace",
            ),
        ),
        migrations.AddIndex(
            model_name="shelvedproduct",
            index=models.Index(
                fields=["channel", "shelf", "programme", "name_sort", "product", "price_minor", "category", "group"],
                name="shelved_by_type",
            ),
        ),
        migrations.AddIndex(
            model_name="shelvedproduct",
            index=models.Index(fields=["channel", "shelf", "place", "product"], name="shelved_at_place"),
        ),
        migrations.AddIndex(
            model_name="shelvedproduct",
            index=models.Index(fields=["channel", "shelf", "producer", "product"], name="shelved_of_producer"),
        ),
        migrations.AddIndex(
            model_name="shelvedproduct",
            index=models.Index(
                condition=models.Q(("is_demonstration", True)),
                fields=["channel", "shelf", "product"],
                name="shelved_demonstration",
            ),
        ),
        migrations.AddField(
            model_name="spantally",
            name="channel",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="catalog.channel"
            ),
        ),
        migrations.AddConstraint(
            model_name="facettally",
            constraint=models.UniqueConstraint(fields=("channel", "shelf", "facet", "value"), name="facettally_once"),
        ),
        migrations.AddConstraint(
            model_name="shelfplace",
            constraint=models.UniqueConstraint(
                django.db.models.functions.comparison.Coalesce("origin", 0),
                django.db.models.functions.comparison.Coalesce("origin_today", 0),
                name="shelfplace_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="shelfplace",
            constraint=models.CheckConstraint(
                condition=models.Q(("origin__isnull", False), ("origin_today__isnull", False), _connector="OR"),
                name="shelfplace_is_somewhere",
            ),
        ),
        migrations.AddConstraint(
            model_name="spantally",
            constraint=models.UniqueConstraint(
                fields=("channel", "shelf", "facet", "value", "day"), name="spantally_once"
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
