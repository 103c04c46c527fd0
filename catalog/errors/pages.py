"""What catalog refuses of attributes, pages and menus."""

from django.utils.translation import gettext_lazy as _

from catalog.errors.base import CatalogError, CatalogErrorCode


class AttributeSettled(CatalogError):
    """What an attribute's values are cannot change under those that were given."""

    code = CatalogErrorCode.ATTRIBUTE_SETTLED

    def __init__(self) -> None:
        super().__init__(_("Không đổi được kiểu của thuộc tính đã có. Bạn tạo thuộc tính khác."), field="input_type")


class AttributeWrong(CatalogError):
    """Things of this type do not have the attribute."""

    code = CatalogErrorCode.ATTRIBUTE_WRONG

    def __init__(self) -> None:
        super().__init__(_("Loại này không có thuộc tính đó."), field="attribute")


class AttributeValueWrong(CatalogError):
    """A value of another kind than the attribute's, of another attribute's list, or one too many."""

    code = CatalogErrorCode.ATTRIBUTE_VALUE_WRONG

    def __init__(self) -> None:
        super().__init__(_("Giá trị không hợp với kiểu của thuộc tính."), field="values")


class ColourInvalid(CatalogError):
    code = CatalogErrorCode.COLOUR_INVALID

    def __init__(self) -> None:
        super().__init__(_("Màu viết như #f2b233: dấu # và 6 chữ số thập lục phân."), field="value")


class PublicationDaysInvalid(CatalogError):
    """The last day lies before the first."""

    code = CatalogErrorCode.PUBLICATION_DAYS_INVALID

    def __init__(self) -> None:
        super().__init__(_("Ngày thôi hiện phải sau ngày bắt đầu hiện."), field="published_until")


class FactUnknown(CatalogError):
    """A text quotes a fact of the operator that is not on the list."""

    code = CatalogErrorCode.FACT_UNKNOWN

    def __init__(self, keys: str) -> None:
        super().__init__(_("Chưa có mục này về đơn vị vận hành: %(keys)s.") % {"keys": keys}, field="content")


class MenuPlaceWrong(CatalogError):
    """Under an item of another menu, deeper than menus go, or leading to several places."""

    code = CatalogErrorCode.MENU_PLACE_WRONG

    def __init__(self, field: str) -> None:
        super().__init__(_("Mục này không đặt ở đây được."), field=field)


class AddressUnsafe(CatalogError):
    code = CatalogErrorCode.ADDRESS_UNSAFE

    def __init__(self) -> None:
        message = _("Địa chỉ phải bắt đầu bằng / (trang của chúng tôi) hoặc https://.")
        super().__init__(message, field="url")
