"""What catalog refuses."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class CatalogErrorCode(StrEnum):
    ADDRESS_UNSAFE = "ADDRESS_UNSAFE"
    ALCOHOL_INVALID = "ALCOHOL_INVALID"
    ATTRIBUTE_SETTLED = "ATTRIBUTE_SETTLED"
    ATTRIBUTE_VALUE_WRONG = "ATTRIBUTE_VALUE_WRONG"
    ATTRIBUTE_WRONG = "ATTRIBUTE_WRONG"
    AWAITED_STARS_INVALID = "AWAITED_STARS_INVALID"
    CERTIFICATES_OVERLAP = "CERTIFICATES_OVERLAP"
    CERTIFICATE_SETTLED = "CERTIFICATE_SETTLED"
    COLOUR_INVALID = "COLOUR_INVALID"
    COMMUNE_REQUIRED = "COMMUNE_REQUIRED"
    DECISION_DAY_INVALID = "DECISION_DAY_INVALID"
    DECISION_NUMBER_REQUIRED = "DECISION_NUMBER_REQUIRED"
    FACT_UNKNOWN = "FACT_UNKNOWN"
    FORMER_CATEGORY_INVALID = "FORMER_CATEGORY_INVALID"
    ISSUER_WRONG = "ISSUER_WRONG"
    MENU_PLACE_WRONG = "MENU_PLACE_WRONG"
    NAME_REQUIRED = "NAME_REQUIRED"
    PLANTING_CODE_INVALID = "PLANTING_CODE_INVALID"
    PRICE_INVALID = "PRICE_INVALID"
    PUBLICATION_DAYS_INVALID = "PUBLICATION_DAYS_INVALID"
    REASON_REQUIRED = "REASON_REQUIRED"
    SCORE_INVALID = "SCORE_INVALID"
    SHELF_LIFE_INVALID = "SHELF_LIFE_INVALID"
    STARS_UNKNOWN = "STARS_UNKNOWN"
    STAR_RULE_MISSING = "STAR_RULE_MISSING"
    VOUCHER_DAYS_INVALID = "VOUCHER_DAYS_INVALID"
    ZONE_SIZE_INVALID = "ZONE_SIZE_INVALID"
    ZONE_STANDARD_INVALID = "ZONE_STANDARD_INVALID"


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


class StarsUnknown(CatalogError):
    code = CatalogErrorCode.STARS_UNKNOWN

    def __init__(self) -> None:
        super().__init__(_("Chỉ hạng 3, 4 và 5 sao được công nhận OCOP."), field="stars")


class ScoreInvalid(CatalogError):
    code = CatalogErrorCode.SCORE_INVALID

    def __init__(self, field: str) -> None:
        super().__init__(_("Điểm nằm trong khoảng từ 0 đến 100."), field=field)


class AwaitedStarsInvalid(CatalogError):
    """Only a fifth star is waited for, and only with the province's own score."""

    code = CatalogErrorCode.AWAITED_STARS_INVALID

    def __init__(self) -> None:
        super().__init__(_("Chỉ hạng 5 sao phải chờ trung ương; cần ghi điểm của tỉnh."), field="province_score")


class DecisionNumberRequired(CatalogError):
    code = CatalogErrorCode.DECISION_NUMBER_REQUIRED

    def __init__(self) -> None:
        super().__init__(_("Cần có số quyết định thì mới xác nhận được sao."), field="decision_number")


class DecisionDayInvalid(CatalogError):
    """The decision's day lies ahead."""

    code = CatalogErrorCode.DECISION_DAY_INVALID

    def __init__(self) -> None:
        super().__init__(_("Ngày quyết định chưa đến. Bạn xem lại ngày ghi trên quyết định."), field="issued_on")


class StarRuleMissing(CatalogError):
    """Nobody has entered who certifies these stars, or for how long, on that day."""

    code = CatalogErrorCode.STAR_RULE_MISSING

    def __init__(self) -> None:
        super().__init__(_("Chưa có quy định về cấp công nhận hoặc thời hạn cho ngày này."), field="issued_on")


class IssuerWrong(CatalogError):
    code = CatalogErrorCode.ISSUER_WRONG

    def __init__(self, rightful: str) -> None:
        message = _("Vào ngày đó, hạng sao này do %(level)s công nhận.") % {"level": rightful}
        super().__init__(message, field="issuer")


class CertificateSettled(CatalogError):
    """It has been confirmed or withdrawn already, perhaps by someone else a moment ago."""

    code = CatalogErrorCode.CERTIFICATE_SETTLED

    def __init__(self) -> None:
        super().__init__(_("Chứng nhận này đã được xử lý. Bạn tải lại trang để xem bản mới nhất."))


class CertificatesOverlap(CatalogError):
    """Two decisions of one day, of which neither can replace the other."""

    code = CatalogErrorCode.CERTIFICATES_OVERLAP

    def __init__(self) -> None:
        super().__init__(_("Sản phẩm đã có một quyết định khác cùng ngày."), field="issued_on")


class ReasonRequired(CatalogError):
    code = CatalogErrorCode.REASON_REQUIRED

    def __init__(self) -> None:
        super().__init__(_("Cần ghi lý do rút chứng nhận."), field="reason")


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
