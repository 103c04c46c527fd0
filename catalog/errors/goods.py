"""What catalog refuses of products, their facts and their zones."""

from django.utils.translation import gettext_lazy as _

from catalog.errors.base import CatalogError, CatalogErrorCode


class PriceInvalid(CatalogError):
    code = CatalogErrorCode.PRICE_INVALID

    def __init__(self) -> None:
        super().__init__(_("Giá không được âm."), field="price_minor")


class ShelfLifeInvalid(CatalogError):
    code = CatalogErrorCode.SHELF_LIFE_INVALID

    def __init__(self) -> None:
        super().__init__(_("Hạn sử dụng phải từ 1 ngày trở lên."), field="shelf_life_days")


class AlcoholInvalid(CatalogError):
    code = CatalogErrorCode.ALCOHOL_INVALID

    def __init__(self) -> None:
        super().__init__(_("Nồng độ cồn nằm trong khoảng từ 0 đến 100 % thể tích."), field="alcohol_bp")


class VoucherDaysInvalid(CatalogError):
    """A voucher says for how many days it is valid; goods have no such days, and a voucher no shelf life."""

    code = CatalogErrorCode.VOUCHER_DAYS_INVALID

    def __init__(self) -> None:
        message = _("Phiếu dịch vụ cần số ngày hiệu lực và không có hạn sử dụng; hàng hóa thì không ghi số ngày này.")
        super().__init__(message, field="voucher_days")


class FormerCategoryInvalid(CatalogError):
    """The older category is of the same version of the classification as the present one."""

    code = CatalogErrorCode.FORMER_CATEGORY_INVALID

    def __init__(self) -> None:
        super().__init__(_("Nhóm cũ phải thuộc bộ phân nhóm khác với nhóm hiện nay."), field="former_category")


class CommuneRequired(CatalogError):
    code = CatalogErrorCode.COMMUNE_REQUIRED

    def __init__(self) -> None:
        super().__init__(_("Vùng nguyên liệu phải nằm trong một xã hoặc phường."), field="commune")


class ZoneSizeInvalid(CatalogError):
    code = CatalogErrorCode.ZONE_SIZE_INVALID

    def __init__(self, field: str) -> None:
        super().__init__(_("Diện tích và số hộ phải lớn hơn 0; bỏ trống nếu chưa biết."), field=field)


class PlantingCodeInvalid(CatalogError):
    """Another zone has the code, or a day is given without a code."""

    code = CatalogErrorCode.PLANTING_CODE_INVALID

    def __init__(self) -> None:
        super().__init__(_("Mã số vùng trồng đã có ở vùng khác, hoặc có ngày cấp mà thiếu mã."), field="planting_code")


class ZoneStandardInvalid(CatalogError):
    """A certificate's number or days without the standard, or an end before the beginning."""

    code = CatalogErrorCode.ZONE_STANDARD_INVALID

    def __init__(self) -> None:
        message = _("Cần ghi tiêu chuẩn khi có số hoặc ngày chứng nhận; ngày cuối không được trước ngày đầu.")
        super().__init__(message, field="standard")
