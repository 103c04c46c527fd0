from typing import Any

from core.text import sort_key
from django.db import migrations, models


def fill_name_sort(apps: Any, schema_editor: Any) -> None:
    Producer = apps.get_model("catalog", "Producer")
    for producer in Producer.objects.filter(name_sort="").only("pk", "name_vi"):
        Producer.objects.filter(pk=producer.pk).update(name_sort=sort_key(producer.name_vi)[:700])


class Migration(migrations.Migration):
    dependencies = [("catalog", "0015_drafts")]

    operations = [
        migrations.AddField(
            model_name="producer",
            name="name_sort",
            field=models.CharField(
                db_index=True,
                default="",
                help_text="Sorts as a Vietnamese dictionary does, on any database.",
                max_length=700,
            ),
            preserve_default=False,
        ),
        migrations.RunPython(fill_name_sort, migrations.RunPython.noop),
    ]
