"""The database folds as core.text does, for the letters of Vietnamese."""

import pytest
from django.db.models import Value

from core.db.folding import PAIRS, Folded
from core.models import Task
from core.text import fold


@pytest.mark.parametrize(
    "text", ["Đũa gỗ Quảng Thủy", "ẪỬỠỆ ế ỗ ự ĐƯỜNG VỀ", "Nguyễn Thị Yến, 412/QĐ-UBND", "".join(PAIRS), ""]
)
def test_the_database_folds_as_python_does(db, text):
    Task.objects.create(name="x", due_at="2026-01-01T00:00Z", max_attempts=1)
    assert Task.objects.values_list(Folded(Value(text)), flat=True).get() == fold(text)


def test_decomposed_letters_fold_too(db):
    Task.objects.create(name="x", due_at="2026-01-01T00:00Z", max_attempts=1)
    assert Task.objects.values_list(Folded(Value("Đu\u0303a go\u0302\u0303")), flat=True).get() == "dua go"
