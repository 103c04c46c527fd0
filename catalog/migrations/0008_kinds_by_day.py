from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0007_producers_areas"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="producer",
            name="producer_kind_known",
        ),
        migrations.RemoveField(
            model_name="producer",
            name="kind",
        ),
        migrations.AddConstraint(
            model_name="area",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("level", "province"), ("type__in", ["municipality", "province"])),
                    models.Q(("level", "district"), ("type__in", ["city", "district", "town", "urban_district"])),
                    models.Q(("level", "commune"), ("type__in", ["commune", "special_zone", "township", "ward"])),
                    _connector="OR",
                ),
                name="area_type_of_its_level",
            ),
        ),
    ]
