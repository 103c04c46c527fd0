"""Attributes, and those of the real products: what their names say of their form and what they are made of.

`goods_attributes.csv` is our reading of the names that the sources print, and of nothing else. `size` is what variants
are chosen by; its values are the names of the sizes, wherever those come from.
"""

from catalog.loading.files import rows
from catalog.loading.report import Report
from catalog.models import AssignedValue, Attribute, AttributeChoice, Product, ProductVariant
from catalog.models.attributes import InputType
from catalog.models.products import Programme
from catalog.services import assign, give_to_type, put_attribute, put_choice
from core.text import slug

SIZE = "size"


def load_attributes(report: Report) -> None:
    """Attributes with what may be chosen, given to every programme; then those of the goods, loaded before."""
    attributes = {row["slug"]: _attribute(position, row, report) for position, row in enumerate(rows("attributes"))}
    choices: dict[tuple[str, str], AttributeChoice] = {}
    for row in rows("attribute_choices"):
        put = put_choice(
            attribute=attributes[row["attribute"]], slug=row["slug"], name_vi=row["name_vi"], name_en=row["name_en"]
        )
        choices[row["attribute"], row["slug"]] = report.of("choices of attributes", put)
    products = {product.external_reference: product for product in Product.objects.exclude(external_reference=None)}
    said = set(AssignedValue.objects.exclude(product=None).values_list("product_id", "attribute__slug"))
    for row in rows("goods_attributes"):
        for name in ("dang", "lam-tu"):
            if not row[name] and (products[row["number"]].pk, name) not in said:
                continue
            values = [choices[name, value] for value in row[name].split(";") if value]
            written = assign(to=products[row["number"]], attribute=attributes[name], values=values)
            report.count("attributes of products", len(values), len(values) if written else 0)


def _attribute(position: int, row: dict[str, str], report: Report) -> Attribute:
    attribute = report.of(
        "attributes",
        put_attribute(
            slug=row["slug"],
            name_vi=row["name_vi"],
            name_en=row["name_en"],
            input_type=InputType(row["input_type"]),
        ),
    )
    selects = row["owner"] == "selection"
    for programme in Programme:
        give_to_type(
            attribute=attribute,
            position=position,
            programme=programme,
            of_variants=selects or row["owner"] == "variant",
            selects_variant=selects,
        )
    return attribute


def name_size(variant: ProductVariant, name_en: str) -> None:
    """Give a variant its name as the size it is chosen by."""
    attribute = Attribute.objects.get(slug=SIZE)
    alone, paired = slug(variant.name_vi), slug(f"{variant.name_vi} {name_en}")
    # "Con 1 kg" is a fish of 1 kg and a bird of 1 kg: what English tells apart has two slugs.
    taken = attribute.choices.filter(slug=alone).exclude(name_en=name_en).exists()
    choice, _ = put_choice(
        attribute=attribute, slug=paired if taken else alone, name_vi=variant.name_vi, name_en=name_en
    )
    assign(to=variant, attribute=attribute, values=[choice])
