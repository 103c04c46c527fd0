"""A projection that makes products findable; written by catalog.services.finding and rebuilt from the facts at will."""

from django.db import models

from catalog.models.products import Product


class ProductText(models.Model):
    """The words of a product, each after a blank and the last before one, so that " word" begins and " word " is one.

    Folded words have no marks; spelt ones have theirs, in one spelling (`core.text`).
    """

    product = models.OneToOneField(Product, models.CASCADE, primary_key=True, related_name="text")
    name_folded = models.TextField(help_text="Of its names, in both languages.")
    name_spelt = models.TextField()
    all_folded = models.TextField(help_text="Of its names, its maker's, its places' of then and now and its groups'.")
    all_spelt = models.TextField()

    def __str__(self) -> str:
        return self.name_folded.strip()
