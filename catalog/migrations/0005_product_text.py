import django.db.models.deletion
from django.db import migrations, models

from core.text import fold, spelt, words

NAMES = ("name_vi", "name_en")
PLACES = [f"{place}{above}" for place in ("origin", "origin_today") for above in ("", "__parent", "__parent__parent")]
AROUND = (
    *(f"{path}__{name}" for path in ("producer", *PLACES, "category", "category__parent") for name in NAMES),
    *("category__heading_vi", "category__heading_en", "place_printed", "place_today_printed"),
)


def parted(names):
    return [word for name in names if name for word in words(name)]


def joined(parts):
    return f" {' '.join(parts)} "


def fill(apps, schema_editor):
    """The words of the products there are, which their next change would write."""
    Product = apps.get_model("catalog", "Product")
    ProductText = apps.get_model("catalog", "ProductText")
    made = []
    for row in Product.objects.values("pk", *NAMES, *AROUND):
        named = parted(row[name] for name in NAMES)
        everything = named + parted(row[name] for name in AROUND)
        made.append(
            ProductText(
                product_id=row["pk"],
                name_folded=joined(map(fold, named)),
                name_spelt=joined(map(spelt, named)),
                all_folded=joined(map(fold, everything)),
                all_spelt=joined(map(spelt, everything)),
            )
        )
    ProductText.objects.bulk_create(made, batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("catalog", "0004_attributes_collections_pages")]

    operations = [
        migrations.CreateModel(
            name="ProductText",
            fields=[
                (
                    "product",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="text",
                        serialize=False,
                        to="catalog.product",
                    ),
                ),
                ("name_folded", models.TextField(help_text="Of its names, in both languages.")),
                ("name_spelt", models.TextField()),
                (
                    "all_folded",
                    models.TextField(
                        help_text="Of its names, its maker's, its places' of then and now and its groups'."
                    ),
                ),
                ("all_spelt", models.TextField()),
            ],
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
