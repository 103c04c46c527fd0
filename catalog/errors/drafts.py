"""What is refused of producers' drafts."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalog.errors.base import CatalogError


class DraftErrorCode(StrEnum):
    """Of a draft's own; a value that the catalog's services refuse is INVALID here."""

    DRAFT_EMPTY = "DRAFT_EMPTY"
    DRAFT_FIELD_UNKNOWN = "DRAFT_FIELD_UNKNOWN"
    DRAFT_MOVED = "DRAFT_MOVED"
    DRAFT_SETTLED = "DRAFT_SETTLED"
    INVALID = "INVALID"
    NOT_FOUND = "NOT_FOUND"
    REQUIRED = "REQUIRED"
    VERDICT_MISSING = "VERDICT_MISSING"


class DraftError(CatalogError):
    """Any of them."""

    code: DraftErrorCode = DraftErrorCode.INVALID


class DraftNotFound(DraftError):
    """There is none, or it is another producer's: which of the two is nobody's business."""

    code = DraftErrorCode.NOT_FOUND

    def __init__(self) -> None:
        super().__init__(_("Không thấy sản phẩm hoặc đề nghị này trong những gì bạn phụ trách."))


class DraftFieldUnknown(DraftError):
    """A producer may not ask for that: stars come from certificates, prices and places from officers."""

    code = DraftErrorCode.DRAFT_FIELD_UNKNOWN

    def __init__(self, field: str) -> None:
        super().__init__(_("Chủ thể không đề nghị sửa mục này ở đây được."), field=field)


class DraftValueInvalid(DraftError):
    def __init__(self, field: str, message: str | Promise) -> None:
        super().__init__(message, field=field)


class DraftNameRequired(DraftError):
    """A new product needs a name and a group before anybody can judge it."""

    code = DraftErrorCode.REQUIRED

    def __init__(self, field: str) -> None:
        super().__init__(_("Sản phẩm mới cần có tên và nhóm sản phẩm."), field=field)


class DraftEmpty(DraftError):
    code = DraftErrorCode.DRAFT_EMPTY

    def __init__(self) -> None:
        super().__init__(_("Đề nghị chưa sửa gì so với bản đang có."))


class DraftSettled(DraftError):
    """It has been submitted, judged or withdrawn already, perhaps by someone else a moment ago."""

    code = DraftErrorCode.DRAFT_SETTLED

    def __init__(self) -> None:
        super().__init__(_("Đề nghị này không còn ở bước đó. Bạn tải lại trang để xem bản mới nhất."))


class DraftMoved(DraftError):
    """What the draft is about was changed since the officer opened the page."""

    code = DraftErrorCode.DRAFT_MOVED

    def __init__(self, fields: str) -> None:
        message = _("Bản đang có đã đổi trong lúc anh/chị xét: %(fields)s. Xem lại rồi quyết định.")
        super().__init__(message % {"fields": fields})


class VerdictMissing(DraftError):
    code = DraftErrorCode.VERDICT_MISSING

    def __init__(self, field: str) -> None:
        super().__init__(_("Mục này chưa có ý kiến."), field=field)


class VerdictReasonRequired(DraftError):
    code = DraftErrorCode.REQUIRED

    def __init__(self, field: str) -> None:
        super().__init__(_("Cần ghi lý do để chủ thể biết đường sửa."), field=field)
