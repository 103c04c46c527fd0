"""Attributes, as Saleor's dialect has them: what may be said of goods and pages beside their columns."""

from functools import reduce
from operator import and_, or_

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.models.categories import Category
from catalog.models.collections import Collection
from catalog.models.pages import Page, PageType
from catalog.models.products import Product, ProductVariant, Programme


class InputType(models.TextChoices):
    """What a value of an attribute is."""

    DROPDOWN = "dropdown", _("Chọn một")
    MULTISELECT = "multiselect", _("Chọn nhiều")
    FILE = "file", _("Tệp")
    REFERENCE = "reference", _("Dẫn đến nhiều mục")
    SINGLE_REFERENCE = "single-reference", _("Dẫn đến một mục")
    NUMERIC = "numeric", _("Số")
    RICH_TEXT = "rich-text", _("Văn bản có định dạng")
    PLAIN_TEXT = "plain-text", _("Văn bản")
    SWATCH = "swatch", _("Mẫu màu")
    BOOLEAN = "boolean", _("Có hay không")
    DATE = "date", _("Ngày")
    DATE_TIME = "date-time", _("Ngày giờ")


class EntityType(models.TextChoices):
    """What an attribute that refers to something refers to."""

    PRODUCT = "product", _("Sản phẩm")
    CATEGORY = "category", _("Nhóm hàng")
    COLLECTION = "collection", _("Bộ sưu tập")
    PAGE = "page", _("Trang")


CHOICES = (InputType.DROPDOWN, InputType.MULTISELECT, InputType.SWATCH)
REFERENCES = (InputType.REFERENCE, InputType.SINGLE_REFERENCE)
TEXTS = (InputType.PLAIN_TEXT, InputType.RICH_TEXT)
# One thing may have several values of these.
SEVERAL = (InputType.MULTISELECT, InputType.REFERENCE)


class Attribute(models.Model):  # type: ignore[django-manager-missing]  # modeltranslation's
    """One thing that may be said. What kind of value it takes is settled when it is made."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    name_vi: str
    name_en: str | None
    input_type = models.CharField(max_length=16, choices=InputType.choices)
    entity_type = models.CharField(
        max_length=10, choices=EntityType.choices, blank=True, help_text="What it refers to; empty if it does not."
    )

    class Meta:
        verbose_name = _("thuộc tính")
        verbose_name_plural = _("thuộc tính")
        constraints = [
            models.CheckConstraint(name="attribute_input_type_known", condition=Q(input_type__in=InputType.values)),
            models.CheckConstraint(
                name="attribute_refers_to_a_kind",
                condition=Q(input_type__in=REFERENCES, entity_type__in=EntityType.values)
                | ~Q(input_type__in=REFERENCES) & Q(entity_type=""),
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class AttributeChoice(models.Model):  # type: ignore[django-manager-missing]  # modeltranslation's
    """A value to choose, of an attribute that is chosen from a list."""

    attribute = models.ForeignKey(Attribute, models.CASCADE, related_name="choices", db_index=False)
    slug = models.SlugField(max_length=120)
    name = models.CharField(max_length=120)
    name_vi: str
    name_en: str | None
    value = models.CharField(max_length=7, blank=True, help_text="Of a swatch its colour, as in #f2b233.")
    position = models.PositiveSmallIntegerField(help_text="Order among the attribute's.")

    class Meta:
        verbose_name = _("lựa chọn của thuộc tính")
        verbose_name_plural = _("lựa chọn của thuộc tính")
        constraints = [
            models.UniqueConstraint(fields=["attribute", "slug"], name="attributechoice_slug_once"),
            models.UniqueConstraint(fields=["attribute", "position"], name="attributechoice_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.attribute_id}: {self.slug}"


class TypeAttribute(models.Model):
    """An attribute that the products of a programme, their variants, or the pages of a type have."""

    programme = models.CharField(max_length=10, choices=Programme.choices, blank=True)
    page_type = models.ForeignKey(
        PageType, models.CASCADE, null=True, blank=True, related_name="attributes", db_index=False
    )
    attribute = models.ForeignKey(Attribute, models.CASCADE, related_name="types")
    of_variants = models.BooleanField(default=False, help_text="Each variant has its own value.")
    selects_variant = models.BooleanField(default=False, help_text="Shoppers choose the variant by it.")
    position = models.PositiveSmallIntegerField(help_text="Order in which a thing's attributes are told.")

    class Meta:
        verbose_name = _("thuộc tính của loại")
        verbose_name_plural = _("thuộc tính của loại")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "attribute"], condition=~Q(programme=""), name="typeattribute_once_per_programme"
            ),
            models.UniqueConstraint(
                fields=["page_type", "attribute"],
                condition=Q(page_type__isnull=False),
                name="typeattribute_once_per_page_type",
            ),
            models.CheckConstraint(
                name="typeattribute_of_one_type",
                condition=Q(programme__in=Programme.values, page_type=None)
                | Q(programme="", page_type__isnull=False, of_variants=False),
            ),
            models.CheckConstraint(
                name="typeattribute_variants_choose_by_theirs",
                condition=Q(selects_variant=False) | Q(of_variants=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme or self.page_type_id}: {self.attribute_id}"


OWNERS = ("product", "variant", "page")
REFERRED = ("to_product", "to_category", "to_collection", "to_page")
EMPTY: dict[str, Q] = {
    "choice": Q(choice=None),
    "boolean": Q(boolean=None),
    "number": Q(number=None),
    "text": Q(text=""),
    "day": Q(day=None),
    "instant": Q(instant=None),
    "file": Q(file=""),
    **{name: Q(**{name: None}) for name in REFERRED},
}
HOLDS: dict[str, tuple[InputType, ...]] = {
    "choice": CHOICES,
    "boolean": (InputType.BOOLEAN,),
    "number": (InputType.NUMERIC,),
    "text": TEXTS,
    "day": (InputType.DATE,),
    "instant": (InputType.DATE_TIME,),
    "file": (InputType.FILE,),
    **dict.fromkeys(REFERRED, REFERENCES),
}


def _only(name: str, empty: dict[str, Q]) -> Q:
    """This one is filled and no other."""
    return reduce(and_, [~condition if one == name else condition for one, condition in empty.items()])


def _holds_its_type() -> Q:
    alternatives = [Q(input_type__in=types) & _only(name, EMPTY) for name, types in HOLDS.items()]
    either: Q = reduce(or_, alternatives)
    return either


class AssignedValue(models.Model):  # type: ignore[django-manager-missing]  # modeltranslation's
    """A value of an attribute, of one product, variant or page."""

    product = models.ForeignKey(Product, models.CASCADE, null=True, related_name="attribute_values", db_index=False)
    variant = models.ForeignKey(
        ProductVariant, models.CASCADE, null=True, related_name="attribute_values", db_index=False
    )
    page = models.ForeignKey(Page, models.CASCADE, null=True, related_name="attribute_values", db_index=False)
    attribute = models.ForeignKey(Attribute, models.CASCADE, related_name="values")
    input_type = models.CharField(max_length=16, choices=InputType.choices, help_text="The attribute's.")
    position = models.PositiveSmallIntegerField(default=0, help_text="Order among several values of one attribute.")
    choice = models.ForeignKey(AttributeChoice, models.PROTECT, null=True, blank=True, related_name="assigned")
    boolean = models.BooleanField(null=True, blank=True)
    number = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    text = models.TextField(blank=True, help_text="A rich text is written as a page's content is.")
    text_vi: str
    text_en: str | None
    day = models.DateField(null=True, blank=True)
    instant = models.DateTimeField(null=True, blank=True)
    file = models.CharField(max_length=200, blank=True, help_text="Its name in the project's storage.")
    to_product = models.ForeignKey(Product, models.CASCADE, null=True, blank=True, related_name="+")
    to_category = models.ForeignKey(Category, models.CASCADE, null=True, blank=True, related_name="+")
    to_collection = models.ForeignKey(Collection, models.CASCADE, null=True, blank=True, related_name="+")
    to_page = models.ForeignKey(Page, models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("giá trị thuộc tính")
        verbose_name_plural = _("giá trị thuộc tính")
        constraints = [
            models.CheckConstraint(
                name="assignedvalue_of_one_thing",
                condition=reduce(
                    or_, [_only(name, {owner: Q(**{owner: None}) for owner in OWNERS}) for name in OWNERS]
                ),
            ),
            models.CheckConstraint(name="assignedvalue_holds_its_type", condition=_holds_its_type()),
            models.CheckConstraint(
                name="assignedvalue_several_where_allowed", condition=Q(position=0) | Q(input_type__in=SEVERAL)
            ),
            *(
                models.UniqueConstraint(fields=[owner, "attribute", "position"], name=f"assignedvalue_{owner}_once")
                for owner in OWNERS
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attribute_id} of {self.product_id or self.variant_id or self.page_id}"
