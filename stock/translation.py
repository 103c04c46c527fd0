"""Columns that are kept in Vietnamese and English; the Vietnamese one is required."""

from modeltranslation.translator import TranslationOptions, register

from stock import models


@register(models.SalesPoint)
class SalesPointTranslation(TranslationOptions):
    fields = ("name",)
    required_languages = ("vi",)
