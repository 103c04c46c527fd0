"""What catalog refuses."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class CatalogErrorCode(StrEnum):
    NAME_REQUIRED = "NAME_REQUIRED"
    PRICE_INVALID = "PRICE_INVALID"


class CatalogError(DomainError):
    """Any of them."""


class NameRequired(CatalogError):
    """The Vietnamese name has no letter or digit that an address could be made of."""

    code = CatalogErrorCode.NAME_REQUIRED

    def __init__(self) -> None:
        super().__init__(_("Cần có tên tiếng Việt."), field="name_vi")


class PriceInvalid(CatalogError):
    code = CatalogErrorCode.PRICE_INVALID

    def __init__(self) -> None:
        super().__init__(_("Giá không được âm."), field="price_minor")
