from datetime import date
from typing import Any

from django.db import migrations

LOADED_FROM, UNTIL = date(2025, 1, 1), date(2025, 7, 1)
REARRANGED, OLD_LIST = date(2024, 12, 1), date(2020, 2, 1)
RENAMED = ("18919", "19063", "19123", "19198", "19207")


def begin_earlier(apps: Any, schema_editor: Any) -> None:
    """The load once began all old communes with 2025; five of them are a month older, the others five years."""
    Area = apps.get_model("catalog", "Area")
    loaded = Area.objects.filter(level="commune", valid_from=LOADED_FROM, valid_to=UNTIL)
    loaded.filter(code__in=RENAMED).update(valid_from=REARRANGED)
    loaded.update(valid_from=OLD_LIST)


class Migration(migrations.Migration):
    dependencies = [("catalog", "0013_marks_without_flag")]

    operations = [migrations.RunPython(begin_earlier, migrations.RunPython.noop)]
