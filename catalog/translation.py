"""Columns that are kept in Vietnamese and English; the Vietnamese one is required."""

from modeltranslation.translator import TranslationOptions, register

from catalog import models


@register(models.Area)
class AreaTranslation(TranslationOptions):
    fields = ("name",)
    required_languages = ("vi",)


@register(models.Producer)
class ProducerTranslation(TranslationOptions):
    fields = ("name", "story")
    required_languages = ("vi",)


@register(models.Category)
class CategoryTranslation(TranslationOptions):
    fields = ("slug", "name", "heading", "description", "seo_title", "seo_description")
    required_languages = ("vi",)


@register(models.Channel)
class ChannelTranslation(TranslationOptions):
    fields = ("name",)
    required_languages = ("vi",)


@register(models.Product)
class ProductTranslation(TranslationOptions):
    fields = (
        *("slug", "name", "description", "story", "ingredients", "storage", "warnings"),
        *("seo_title", "seo_description"),
    )
    required_languages = ("vi",)


@register(models.RawMaterialZone)
class RawMaterialZoneTranslation(TranslationOptions):
    fields = ("name", "crop")
    required_languages = ("vi",)


@register(models.StarReport)
class StarReportTranslation(TranslationOptions):
    fields = ("reading",)
    required_languages = ("vi",)


@register(models.ProductVariant)
class ProductVariantTranslation(TranslationOptions):
    fields = ("name",)
    required_languages = ("vi",)


@register(models.Mark)
class MarkTranslation(TranslationOptions):
    fields = ("name",)
    required_languages = ("vi",)


@register(models.RequiredPermit)
class RequiredPermitTranslation(TranslationOptions):
    fields = ("name",)
    required_languages = ("vi",)


@register(models.LabelRequirement)
class LabelRequirementTranslation(TranslationOptions):
    fields = ("name",)
    required_languages = ("vi",)


@register(models.Attribute)
class AttributeTranslation(TranslationOptions):
    fields = ("name",)
    required_languages = ("vi",)


@register(models.AttributeChoice)
class AttributeChoiceTranslation(TranslationOptions):
    fields = ("name",)
    required_languages = ("vi",)


@register(models.AssignedValue)
class AssignedValueTranslation(TranslationOptions):
    fields = ("text",)
    required_languages = ("vi",)


@register(models.Collection)
class CollectionTranslation(TranslationOptions):
    fields = ("slug", "name", "description", "seo_title", "seo_description")
    required_languages = ("vi",)


@register(models.PageType)
class PageTypeTranslation(TranslationOptions):
    fields = ("name",)
    required_languages = ("vi",)


@register(models.Page)
class PageTranslation(TranslationOptions):
    fields = ("slug", "title", "content", "seo_title", "seo_description")
    required_languages = ("vi",)


@register(models.OperatorFact)
class OperatorFactTranslation(TranslationOptions):
    fields = ("label", "value")
    required_languages = ("vi",)


@register(models.MenuItem)
class MenuItemTranslation(TranslationOptions):
    fields = ("name",)
    required_languages = ("vi",)


@register(models.Picture)
class PictureTranslation(TranslationOptions):
    fields = ("alt",)
