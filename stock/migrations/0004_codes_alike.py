from functools import reduce

from django.db import migrations, models
from django.db.models.functions import Replace, Upper

PARTING = " -./_"
LOOKS_LIKE = [("O", "0"), ("Q", "0"), ("I", "1"), ("L", "1"), ("S", "5"), ("B", "8"), ("Z", "2"), ("G", "6")]


def alike_in(column):
    """stock.codes.alike_in as it was."""
    changes = [*((sign, "") for sign in PARTING), *LOOKS_LIKE]
    return reduce(
        lambda made, change: Replace(made, models.Value(change[0]), models.Value(change[1])),
        changes,
        Upper(models.F(column)),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0020_starperiod_of_stars"),
        ("stock", "0003_recall_words"),
    ]

    operations = [
        migrations.AddField(
            model_name="lot",
            name="code_alike",
            field=models.GeneratedField(
                db_persist=True,
                expression=alike_in("code"),
                help_text="What the code has in common with those it may be taken for.",
                output_field=models.CharField(max_length=20),
            ),
        ),
        migrations.AddField(
            model_name="lot",
            name="trace_alike",
            field=models.GeneratedField(
                db_persist=True,
                expression=alike_in("trace_code"),
                help_text="The same of our code.",
                output_field=models.CharField(max_length=16),
            ),
        ),
        migrations.AddIndex(
            model_name="lot",
            index=models.Index(fields=["code_alike"], name="lot_by_code_alike"),
        ),
        migrations.AddIndex(
            model_name="lot",
            index=models.Index(fields=["trace_alike"], name="lot_by_trace_alike"),
        ),
    ]
