"""What catalog refuses of permits, marks and labels."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from catalog.errors.base import CatalogError, CatalogErrorCode


class PermitsMissing(CatalogError):
    """The product lacks papers that goods of its kind need today. `codes` names the requirements."""

    code = CatalogErrorCode.PERMITS_MISSING

    def __init__(self, names: Sequence[str], codes: Sequence[str]) -> None:
        self.codes = tuple(codes)
        super().__init__(_("Chưa đăng bán được, còn thiếu: %(names)s.") % {"names": "; ".join(names)}, field="permits")


class PermitSubjectWrong(CatalogError):
    """A paper of a maker without one, of a product without one, or of a product that another maker makes."""

    code = CatalogErrorCode.PERMIT_SUBJECT_WRONG

    def __init__(self, field: str) -> None:
        super().__init__(_("Giấy tờ này phải ghi đúng chủ thể và sản phẩm của nó."), field=field)


class PermitNumberRequired(CatalogError):
    code = CatalogErrorCode.PERMIT_NUMBER_REQUIRED

    def __init__(self, field: str) -> None:
        super().__init__(_("Cần ghi số và nơi cấp như in trên giấy."), field=field)


class PermitDaysInvalid(CatalogError):
    """It ends before it begins, or is to be confirmed before it begins."""

    code = CatalogErrorCode.PERMIT_DAYS_INVALID

    def __init__(self, field: str) -> None:
        super().__init__(_("Ngày cấp hoặc ngày hết hạn chưa đúng. Bạn xem lại trên giấy."), field=field)


class PermitSettled(CatalogError):
    """It has been dealt with already, perhaps by someone else a moment ago."""

    code = CatalogErrorCode.PERMIT_SETTLED

    def __init__(self) -> None:
        super().__init__(_("Giấy tờ này đã được xử lý. Bạn tải lại trang để xem bản mới nhất."))


class PermitTaken(CatalogError):
    """A paper of that kind, number, issuer and day has been seen for another maker or product."""

    code = CatalogErrorCode.PERMIT_TAKEN

    def __init__(self) -> None:
        super().__init__(_("Giấy số này đã được ghi nhận cho chủ thể hoặc sản phẩm khác."), field="number")


class RequirementInvalid(CatalogError):
    """It names no kind of permit, or one that there is not."""

    code = CatalogErrorCode.REQUIREMENT_INVALID

    def __init__(self) -> None:
        super().__init__(_("Quy định phải kể ít nhất một loại giấy tờ có trong danh mục."), field="kinds")


class WaiverMissing(CatalogError):
    """There is no waiver to end on that day."""

    code = CatalogErrorCode.WAIVER_MISSING

    def __init__(self) -> None:
        super().__init__(_("Sản phẩm không có miễn trừ nào đang dùng vào ngày này."), field="on")


class MarkNumberRequired(CatalogError):
    code = CatalogErrorCode.MARK_NUMBER_REQUIRED

    def __init__(self, field: str) -> None:
        super().__init__(_("Cần ghi số đăng ký và chủ sở hữu nhãn hiệu."), field=field)


class MarkDaysInvalid(CatalogError):
    """It ends before it begins, or a mark that is no place name has no end."""

    code = CatalogErrorCode.MARK_DAYS_INVALID

    def __init__(self) -> None:
        super().__init__(_("Ngày hết hiệu lực của nhãn hiệu chưa đúng. Bạn xem lại trên văn bằng."), field="valid_to")


class MarkWithdrawn(CatalogError):
    """It has been withdrawn already, perhaps by someone else a moment ago."""

    code = CatalogErrorCode.MARK_WITHDRAWN

    def __init__(self) -> None:
        super().__init__(_("Nhãn hiệu này đã được rút. Bạn tải lại trang để xem bản mới nhất."))


class LicenceMissing(CatalogError):
    """The maker has no licence of the mark on that day."""

    code = CatalogErrorCode.LICENCE_MISSING

    def __init__(self) -> None:
        super().__init__(_("Vào ngày này chủ thể không có quyền dùng nhãn hiệu."), field="on")


class LabelSettled(CatalogError):
    """That version of the label has been judged already, perhaps by someone else a moment ago."""

    code = CatalogErrorCode.LABEL_SETTLED

    def __init__(self) -> None:
        super().__init__(_("Bản nhãn này đã được xử lý. Bạn tải lại trang để xem bản mới nhất."))


class LabelItemUnknown(CatalogError):
    """Something was found that no requirement of today asks of these goods."""

    code = CatalogErrorCode.LABEL_ITEM_UNKNOWN

    def __init__(self, item: str) -> None:
        super().__init__(_("Nhãn của hàng này không có mục %(item)s.") % {"item": item}, field="findings")


class LabelIncomplete(CatalogError):
    """Things that a label must say were not found on it. `codes` names them."""

    code = CatalogErrorCode.LABEL_INCOMPLETE

    def __init__(self, names: Sequence[str], codes: Sequence[str]) -> None:
        self.codes = tuple(codes)
        super().__init__(_("Nhãn chưa đạt, còn thiếu: %(names)s.") % {"names": "; ".join(names)}, field="findings")
