"""The smallest valid collections, pages, menus and attributes, made by the services that keep them whole."""

from itertools import count

from catalog import services
from catalog.models import Attribute, AttributeChoice, Collection, Menu, Page, PageType
from catalog.models.attributes import InputType
from catalog.models.products import Programme
from tests import factories

_numbers = count(1)


def collection(name: str | None = None, products=(), shown: bool = True, **values) -> Collection:
    """A collection of these products, shown in the đồng channel unless it shall not be."""
    number = next(_numbers)
    given = {"slug": f"bo-{number}", "name_vi": name or f"Bộ {number}", **values}
    made = services.put_collection(**given)[0]
    services.place_products(collection=made, products=products)
    if shown:
        services.publish_collection(collection=made, channel=factories.channel())
    return made


def page_type(slug: str = "chinh-sach") -> PageType:
    return services.put_page_type(slug=slug, name_vi=slug, name_en=slug)[0]


def page(title: str | None = None, shown: bool = True, **values) -> Page:
    """A page, shown from today on unless it shall not be."""
    number = next(_numbers)
    given = {"slug_vi": f"trang-{number}", "title_vi": title or f"Trang {number}", "content_vi": "Chữ.", **values}
    if "page_type" not in given:
        given["page_type"] = page_type()
    made = services.put_page(**given)[0]
    if shown:
        services.publish_page(page=made)
    return made


def menu(slug: str = "navbar", **items) -> Menu:
    """A menu with these items: `Giỏ="/gio/"` leads to an address, `Mật=category` to what it is given."""
    made = services.put_menu(slug=slug, name=slug)[0]
    for position, (name, target) in enumerate(items.items(), start=1):
        key = "url" if isinstance(target, str) else type(target).__name__.lower()
        services.put_menu_item(menu=made, position=position, name_vi=name, **{key: target})
    return made


def attribute(input_type: InputType = InputType.DROPDOWN, slug: str | None = None, **values) -> Attribute:
    """An attribute of OCOP products, or of their variants if `of_variants` or `selects_variant`."""
    number = next(_numbers)
    given = {"slug": slug or f"thuoc-tinh-{number}", "name_vi": f"Thuộc tính {number}", "name_en": None}
    scope = {name: values.pop(name) for name in ("of_variants", "selects_variant") if name in values}
    made = services.put_attribute(input_type=input_type, **given, **values)[0]
    services.give_to_type(attribute=made, position=number, programme=Programme.OCOP, **scope)
    return made


def choice(of: Attribute, name: str, **values) -> AttributeChoice:
    number = next(_numbers)
    given = {"slug": f"chon-{number}", "name_vi": name, "name_en": None, "position": number, **values}
    return services.put_choice(attribute=of, **given)[0]
