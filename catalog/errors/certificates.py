"""What catalog refuses of stars."""

from django.utils.translation import gettext_lazy as _

from catalog.errors.base import CatalogError, CatalogErrorCode


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
