"""What a producer may ask to have changed, and how its values are read and judged. No stars, no prices, no places."""

from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db.models import Field
from django.utils.translation import gettext_lazy as _

from catalog.errors import DraftFieldUnknown, DraftValueInvalid
from catalog.models import Category, Producer, Product
from catalog.models.drafts import Draft, DraftField, DraftSubject

TEXTS = ("name", "description", "story", "ingredients", "storage", "warnings")
PRODUCT_FIELDS = (*(f"{text}_{language}" for text in TEXTS for language in ("vi", "en")), "shelf_life_days")
NEW_PRODUCT_FIELDS = (*PRODUCT_FIELDS, "category")
PRODUCER_FIELDS = ("story_vi", "story_en", "phone", "email", "website")
# Without these nobody can judge a new product, and without them accepted there is none.
NEEDED = ("name_vi", "category")

FIELDS: dict[DraftSubject, tuple[str, ...]] = {
    DraftSubject.PRODUCT: PRODUCT_FIELDS,
    DraftSubject.NEW_PRODUCT: NEW_PRODUCT_FIELDS,
    DraftSubject.PRODUCER: PRODUCER_FIELDS,
}

# What these are called to people.
LABELS = {
    "name_vi": _("Tên"),
    "name_en": _("Tên tiếng Anh"),
    "category": _("Nhóm"),
    "description_vi": _("Giới thiệu"),
    "description_en": _("Giới thiệu tiếng Anh"),
    "story_vi": _("Câu chuyện"),
    "story_en": _("Câu chuyện tiếng Anh"),
    "ingredients_vi": _("Thành phần"),
    "ingredients_en": _("Thành phần tiếng Anh"),
    "storage_vi": _("Bảo quản"),
    "storage_en": _("Bảo quản tiếng Anh"),
    "warnings_vi": _("Lưu ý"),
    "warnings_en": _("Lưu ý tiếng Anh"),
    "shelf_life_days": _("Hạn dùng (ngày)"),
    "phone": _("Điện thoại"),
    "email": _("E-mail"),
    "website": _("Trang web"),
}


def column(subject: DraftSubject, name: str) -> Field[Any, Any]:
    """The model's field a draft's field is about. Raises DraftFieldUnknown for any a producer may not ask for."""
    if name not in FIELDS[subject]:
        raise DraftFieldUnknown(name)
    model = Producer if subject == DraftSubject.PRODUCER else Product
    return cast("Field[Any, Any]", model._meta.get_field(name))


def cleaned(subject: DraftSubject, name: str, value: Any) -> Any:
    """The value as the column would hold it, of a relation its key. Raises DraftFieldUnknown, DraftValueInvalid."""
    field = column(subject, name)
    if name == "category":
        if not Category.objects.filter(pk=value, level=1).exists():
            raise DraftValueInvalid(name, _("Chọn một nhóm trong bảng phân loại."))
        return value
    empty = None if field.null else ""
    given = value.strip() if isinstance(value, str) else value
    if given in (None, ""):
        if name == "name_vi":
            raise DraftValueInvalid(name, str(field.error_messages["blank"]))
        return empty
    try:
        python = field.to_python(given)
        field.run_validators(python)
    except ValidationError as error:
        raise DraftValueInvalid(name, " ".join(error.messages)) from error
    return python


def held(draft: Draft, name: str) -> Any:
    """What it says today where the draft would change it; None for a product that is not there yet."""
    row = draft.producer if draft.subject == DraftSubject.PRODUCER else draft.product
    if row is None:
        return None
    return getattr(row, column(DraftSubject(draft.subject), name).attname)


def same(one: Any, other: Any) -> bool:
    """Whether two values say the same: nothing is nothing, however a column keeps it."""
    return one == other or (one in ("", None) and other in ("", None))


def draft_values(draft: Draft) -> dict[str, Any]:
    """What each field of the draft says today."""
    return {field.field: held(draft, field.field) for field in draft.fields.all()}


def moved(draft: Draft, field: DraftField) -> bool:
    """Whether somebody else has changed it since the draft was written."""
    return draft.subject != DraftSubject.NEW_PRODUCT and not same(held(draft, field.field), field.old)
