"""What catalog refuses of makers and places."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalog.errors.base import CatalogError, CatalogErrorCode


class AreaKindMissing(CatalogError):
    """The name of a unit begins with what it is: Tỉnh, Huyện, Thị xã, Xã, Phường."""

    code = CatalogErrorCode.AREA_KIND_MISSING

    def __init__(self) -> None:
        message = _("Tên đơn vị phải bắt đầu bằng loại của nó, như “Xã Phong Nha”.")
        super().__init__(message, field="name_vi")


class TaxNumberInvalid(CatalogError):
    code = CatalogErrorCode.TAX_NUMBER_INVALID

    def __init__(self) -> None:
        message = _("Mã số thuế có 10 chữ số, 10 và 3 chữ số cách nhau bằng dấu gạch ngang, hoặc 12 chữ số.")
        super().__init__(message, field="tax_number")


class TaxNumberTaken(CatalogError):
    """Another producer has it: the two are one, or one of them is mistyped."""

    code = CatalogErrorCode.TAX_NUMBER_TAKEN

    def __init__(self) -> None:
        super().__init__(_("Một chủ thể khác đã có mã số thuế này."), field="tax_number")


class WebsiteInvalid(CatalogError):
    code = CatalogErrorCode.WEBSITE_INVALID

    def __init__(self) -> None:
        super().__init__(_("Địa chỉ trang web phải bắt đầu bằng http:// hoặc https://."), field="website")


class RegistrationDayInvalid(CatalogError):
    """The day of the registration lies ahead."""

    code = CatalogErrorCode.REGISTRATION_DAY_INVALID

    def __init__(self) -> None:
        super().__init__(_("Ngày đăng ký chưa đến."), field="registered_on")


class KindAlready(CatalogError):
    """It has this legal form on that day, perhaps since somebody else said so a moment ago."""

    code = CatalogErrorCode.KIND_ALREADY

    def __init__(self) -> None:
        super().__init__(_("Vào ngày đó chủ thể đã thuộc loại hình này."), field="kind")


class KindDayInvalid(CatalogError):
    """A change of legal form begins after the form it ends, and not in days to come."""

    code = CatalogErrorCode.KIND_DAY_INVALID

    def __init__(self) -> None:
        message = _("Ngày đổi loại hình phải sau ngày bắt đầu của loại hình hiện nay và không muộn hơn hôm nay.")
        super().__init__(message, field="since")


class SellerCheckInvalid(CatalogError):
    """Nothing to revoke, no method for a verification, or a day that lies ahead."""

    code = CatalogErrorCode.SELLER_CHECK_INVALID

    def __init__(self, message: str | Promise, field: str) -> None:
        super().__init__(message, field=field)


class SellerCheckMoved(CatalogError):
    """Somebody else has recorded a check since this one was begun."""

    code = CatalogErrorCode.SELLER_CHECK_MOVED

    def __init__(self) -> None:
        super().__init__(_("Có người vừa ghi một lần kiểm tra khác. Bạn tải lại trang để xem bản mới nhất."))
