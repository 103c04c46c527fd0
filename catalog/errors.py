"""What catalog refuses."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError


class CatalogErrorCode(StrEnum):
    AWAITED_STARS_INVALID = "AWAITED_STARS_INVALID"
    CERTIFICATES_OVERLAP = "CERTIFICATES_OVERLAP"
    CERTIFICATE_SETTLED = "CERTIFICATE_SETTLED"
    DECISION_DAY_INVALID = "DECISION_DAY_INVALID"
    DECISION_NUMBER_REQUIRED = "DECISION_NUMBER_REQUIRED"
    ISSUER_WRONG = "ISSUER_WRONG"
    NAME_REQUIRED = "NAME_REQUIRED"
    PRICE_INVALID = "PRICE_INVALID"
    REASON_REQUIRED = "REASON_REQUIRED"
    SCORE_INVALID = "SCORE_INVALID"
    STARS_UNKNOWN = "STARS_UNKNOWN"
    STAR_RULE_MISSING = "STAR_RULE_MISSING"


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
