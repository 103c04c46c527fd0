"""Attributes: who may have which value, by service and by database."""

from datetime import UTC, date, datetime
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import IntegrityError

from catalog import errors, services
from catalog.models import AssignedValue, TypeAttribute
from catalog.models.attributes import EntityType, InputType
from catalog.models.products import Programme
from catalog.selectors import revision
from catalog.services.attributes import File, Text
from tests import factories
from tests.catalog import making

PLAIN = [
    (InputType.BOOLEAN, True, "boolean"),
    (InputType.NUMERIC, Decimal("29.5"), "number"),
    (InputType.DATE, date(2026, 3, 2), "day"),
    (InputType.DATE_TIME, datetime(2026, 3, 2, 9, tzinfo=UTC), "instant"),
]


@pytest.mark.parametrize(("input_type", "value", "column"), PLAIN)
def test_a_value_stands_in_the_column_of_its_type(db, input_type, value, column):
    made, product = making.attribute(input_type), factories.product()
    assert services.assign(to=product, attribute=made, values=[value])
    assert getattr(AssignedValue.objects.get(product=product), column) == value


@pytest.mark.parametrize(("input_type", "value", "_column"), PLAIN)
def test_a_value_of_another_type_is_refused(db, input_type, value, _column):
    product = factories.product()
    for other in InputType:
        if other == input_type:
            continue
        entity = EntityType.PRODUCT if other in (InputType.REFERENCE, InputType.SINGLE_REFERENCE) else None
        with pytest.raises(errors.AttributeValueWrong):
            services.assign(to=product, attribute=making.attribute(other, entity_type=entity), values=[value])
    assert not AssignedValue.objects.exists()


def test_texts_files_and_references_have_their_columns(db):
    product, page = factories.product(), making.page()
    services.assign(to=product, attribute=making.attribute(InputType.PLAIN_TEXT), values=[Text("Gỗ", "Wood")])
    services.assign(to=product, attribute=making.attribute(InputType.FILE), values=[File("to-khai.pdf")])
    about = making.attribute(InputType.SINGLE_REFERENCE, entity_type=EntityType.PAGE)
    services.assign(to=product, attribute=about, values=[page])
    text, file, reference = AssignedValue.objects.order_by("attribute_id")
    assert (text.text_vi, text.text_en, file.file, reference.to_page) == ("Gỗ", "Wood", "to-khai.pdf", page)


def test_a_choice_of_another_attribute_is_refused(db):
    made, other = making.attribute(), making.attribute()
    with pytest.raises(errors.AttributeValueWrong):
        services.assign(to=factories.product(), attribute=made, values=[making.choice(other, "Khô")])


def test_only_some_attributes_take_several_values(db):
    product = factories.product()
    several, one = making.attribute(InputType.MULTISELECT), making.attribute()
    services.assign(to=product, attribute=several, values=[making.choice(several, name) for name in ("Gỗ", "Tre")])
    assert AssignedValue.objects.filter(product=product).count() == 2
    with pytest.raises(errors.AttributeValueWrong):
        services.assign(to=product, attribute=one, values=[making.choice(one, name) for name in ("Gỗ", "Tre")])


def test_fewer_values_leave_none_behind_and_the_same_values_write_nothing(db):
    product, made = factories.product(), making.attribute(InputType.MULTISELECT)
    wood, bamboo = (making.choice(made, name) for name in ("Gỗ", "Tre"))
    services.assign(to=product, attribute=made, values=[wood, bamboo])
    assert services.assign(to=product, attribute=made, values=[bamboo])
    assert [value.choice for value in AssignedValue.objects.filter(product=product)] == [bamboo]
    before = revision()
    assert not services.assign(to=product, attribute=made, values=[bamboo])
    assert revision() == before
    assert services.assign(to=product, attribute=made, values=[])
    assert revision() != before


def test_a_thing_has_only_the_attributes_of_its_type(db):
    of_variants = making.attribute(InputType.BOOLEAN, of_variants=True)
    of_products = making.attribute(InputType.BOOLEAN)
    variant = factories.variant()
    other = factories.product(programme=Programme.CNNT)
    for thing, given in ((variant.product, of_variants), (variant, of_products), (other, of_products)):
        with pytest.raises(errors.AttributeWrong):
            services.assign(to=thing, attribute=given, values=[True])
    with pytest.raises(errors.AttributeWrong):
        services.assign(to=making.page(), attribute=of_products, values=[True])
    assert services.assign(to=variant, attribute=of_variants, values=[True])


def test_an_attribute_keeps_its_input_type(db):
    made = making.attribute(InputType.NUMERIC)
    with pytest.raises(errors.AttributeSettled):
        services.put_attribute(slug=made.slug, name_vi="Số", name_en=None, input_type=InputType.BOOLEAN)


def test_a_swatch_has_a_colour_and_nothing_else_has_choices(db):
    swatch = making.attribute(InputType.SWATCH)
    for value in ("", "vàng", "#FFF", "#f2b23"):
        with pytest.raises(errors.ColourInvalid):
            making.choice(swatch, "Nghệ", value=value)
    assert making.choice(swatch, "Nghệ", value="#f2b233").value == "#f2b233"
    with pytest.raises(errors.AttributeValueWrong):
        making.choice(making.attribute(InputType.NUMERIC), "Một")


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"boolean": None}, "assignedvalue_holds_its_type"),
        ({"number": Decimal(1)}, "assignedvalue_holds_its_type"),
        ({"input_type": "numeric"}, "assignedvalue_holds_its_type"),
        ({"product": None}, "assignedvalue_of_one_thing"),
        ({"position": 1}, "assignedvalue_several_where_allowed"),
    ],
)
def test_the_database_holds_a_value_to_its_type(db, values, constraint):
    given = {
        "product": factories.product(),
        "attribute": making.attribute(InputType.BOOLEAN),
        "input_type": "boolean",
        "boolean": True,
    }
    with pytest.raises(IntegrityError, match=constraint):
        AssignedValue.objects.create(**{**given, **values})


def test_the_database_holds_an_attribute_to_one_type_of_things(db):
    made = making.attribute()
    with pytest.raises(IntegrityError, match="typeattribute_of_one_type"):
        TypeAttribute.objects.create(attribute=made, programme="ocop", page_type=making.page_type(), position=1)


def held_by(product) -> list[int]:
    return list(AssignedValue.objects.filter(product=product).order_by("position").values_list("choice", flat=True))


def test_two_who_assign_at_once_leave_what_one_of_them_meant(at_once):
    product, made = factories.product(), making.attribute(InputType.MULTISELECT)
    wood, bamboo, rattan = (making.choice(made, name) for name in ("Gỗ", "Tre", "Mây"))
    services.assign(to=product, attribute=made, values=[wood])
    meant = [[wood, bamboo], [rattan]]
    at_once(*(lambda values=values: services.assign(to=product, attribute=made, values=values) for values in meant))
    assert held_by(product) in [[choice.pk for choice in values] for values in meant]


def test_control_two_who_have_both_read_leave_what_neither_meant(at_once):
    product, made = factories.product(), making.attribute(InputType.MULTISELECT)
    wood, bamboo, rattan = (making.choice(made, name) for name in ("Gỗ", "Tre", "Mây"))
    services.assign(to=product, attribute=made, values=[wood])
    both_have_read = Barrier(2)

    def assign(values):
        held = {value.position: value for value in AssignedValue.objects.filter(product=product)}
        both_have_read.wait()
        for position, choice in enumerate(values):
            if position not in held:
                given = {"product": product, "attribute": made, "input_type": made.input_type}
                AssignedValue.objects.create(**given, position=position, choice=choice)
            elif held[position].choice != choice:
                AssignedValue.objects.filter(pk=held[position].pk).update(choice=choice)

    at_once(lambda: assign([wood, bamboo]), lambda: assign([rattan]))
    assert held_by(product) == [rattan.pk, bamboo.pk]
