"""Pictures, and what of them belongs to which product."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.models.products import Product, ProductVariant
from core import files, history

CENTRE = 500
HIGHEST_PERMILLE = 1000


class Picture(models.Model):  # type: ignore[django-manager-missing]  # modeltranslation's
    """One picture. Whatever shows it points at it with a column of its own, and no two things share one.

        background_image = models.OneToOneField(Picture, models.PROTECT, null=True, blank=True, related_name="+")

    A picture that nothing points at is forgotten, row and file (catalog.services.pictures).
    """

    file = models.FileField(storage=files.public_storage, max_length=files.NAME_LENGTH, unique=True)
    width = models.PositiveIntegerField(help_text="Pixels, as it is kept and shown: upright.")
    height = models.PositiveIntegerField(help_text="Pixels.")
    size = models.PositiveIntegerField(help_text="Bytes of the file.")
    alt = models.CharField(max_length=250, blank=True, help_text="What it shows, for those who do not see it.")
    alt_vi: str
    alt_en: str | None
    credit = models.CharField(max_length=120, blank=True, help_text="Who took it, and by what right it is shown.")
    focal_x = models.PositiveSmallIntegerField(
        default=CENTRE, help_text="Where what matters lies, in thousandths of the width from the left."
    )
    focal_y = models.PositiveSmallIntegerField(default=CENTRE, help_text="In thousandths of the height from the top.")
    rendered = models.CharField(
        max_length=24, blank=True, help_text="How its smaller copies were made; empty until they all stand."
    )
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("ảnh")
        verbose_name_plural = _("ảnh")
        constraints = [
            models.CheckConstraint(
                name="picture_has_pixels", condition=models.Q(width__gte=1, height__gte=1, size__gte=1)
            ),
            models.CheckConstraint(
                name="picture_focal_point_within",
                condition=models.Q(
                    focal_x__gte=0, focal_x__lte=HIGHEST_PERMILLE, focal_y__gte=0, focal_y__lte=HIGHEST_PERMILLE
                ),
            ),
            models.CheckConstraint(name="picture_has_a_file", condition=~models.Q(file="")),
        ]

    def __str__(self) -> str:
        return self.alt or self.file.name or ""


class MediaType(models.TextChoices):
    """What a product shows of itself; the dialect's ProductMediaType."""

    IMAGE = "IMAGE", _("Ảnh")
    VIDEO = "VIDEO", _("Video")


class ProductMedia(models.Model):
    """A picture of a product, or a video elsewhere with a still picture of it."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="media")
    variant = models.ForeignKey(
        ProductVariant, models.SET_NULL, null=True, blank=True, related_name="media", help_text="The size it shows."
    )
    type = models.CharField(max_length=5, choices=MediaType.choices, default=MediaType.IMAGE)
    picture = models.OneToOneField(Picture, models.PROTECT, related_name="+", help_text="Of a video, its still.")
    video_url = models.URLField(max_length=500, blank=True, help_text="Where the video is; https.")
    position = models.PositiveIntegerField(help_text="Order among the product's; the lowest is its thumbnail.")

    class Meta:
        verbose_name = _("ảnh của sản phẩm")
        verbose_name_plural = _("ảnh của sản phẩm")
        constraints = [
            models.UniqueConstraint(fields=["product", "position"], name="productmedia_position_once"),
            models.CheckConstraint(
                name="productmedia_video_has_an_address",
                condition=models.Q(type=MediaType.IMAGE.value, video_url="")
                | models.Q(type=MediaType.VIDEO.value, video_url__startswith="https://"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_type_display()} {self.position + 1}"


history.personal(Picture, "credit", "alt_vi", "alt_en")
