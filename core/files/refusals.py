"""What an upload is refused for. Every sentence says what would be taken instead."""

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from core.errors import CoreErrorCode, DomainError


class UploadRefused(DomainError):
    """Any of them; `field` is the input the file came in, as its caller named it."""


class UploadEmpty(UploadRefused):
    code = CoreErrorCode.UPLOAD_EMPTY

    def __init__(self, field: str) -> None:
        super().__init__(_("Tệp này trống. Bạn chọn lại tệp khác."), field=field)


class UploadTooLarge(UploadRefused):
    code = CoreErrorCode.UPLOAD_TOO_LARGE

    def __init__(self, field: str, most: int) -> None:
        self.most = most
        message = _("Tệp lớn quá: tối đa %(most)s.") % {"most": filesizeformat(most)}
        super().__init__(message, field=field)


class UploadKindRefused(UploadRefused):
    """Judged by what the file holds; what it is called does not matter."""

    code = CoreErrorCode.UPLOAD_KIND_REFUSED

    def __init__(self, field: str, taken: str) -> None:
        message = _("Loại tệp này chưa nhận được. Bạn gửi tệp %(taken)s.") % {"taken": taken}
        super().__init__(message, field=field)


class UploadDamaged(UploadRefused):
    code = CoreErrorCode.UPLOAD_DAMAGED

    def __init__(self, field: str) -> None:
        super().__init__(_("Tệp bị hỏng hoặc tải lên chưa hết. Bạn thử tải lại tệp."), field=field)


class PictureAnimated(UploadRefused):
    code = CoreErrorCode.PICTURE_ANIMATED

    def __init__(self, field: str) -> None:
        super().__init__(_("Ảnh động chưa nhận được. Bạn gửi ảnh tĩnh."), field=field)


class PictureTooSmall(UploadRefused):
    code = CoreErrorCode.PICTURE_TOO_SMALL

    def __init__(self, field: str, least: int) -> None:
        self.least = least
        message = _("Ảnh nhỏ quá: mỗi cạnh ít nhất %(least)d điểm ảnh.") % {"least": least}
        super().__init__(message, field=field)


class PictureTooManyPixels(UploadRefused):
    code = CoreErrorCode.PICTURE_TOO_MANY_PIXELS

    def __init__(self, field: str, most_mp: int) -> None:
        self.most_mp = most_mp
        message = _("Ảnh có nhiều điểm ảnh quá: tối đa %(most)d triệu.") % {"most": most_mp}
        super().__init__(message, field=field)


class PaperLocked(UploadRefused):
    """A PDF nobody can read without a password."""

    code = CoreErrorCode.PAPER_LOCKED

    def __init__(self, field: str) -> None:
        super().__init__(_("Tệp PDF có mật khẩu. Bạn gửi bản không đặt mật khẩu."), field=field)


class PaperActive(UploadRefused):
    """A PDF that does things when it is opened."""

    code = CoreErrorCode.PAPER_ACTIVE

    def __init__(self, field: str) -> None:
        super().__init__(_("Tệp PDF có mã chạy hoặc tệp đính kèm. Bạn quét lại hoặc in ra PDF mới."), field=field)


class PaperTooLong(UploadRefused):
    code = CoreErrorCode.PAPER_TOO_LONG

    def __init__(self, field: str, most: int) -> None:
        self.most = most
        super().__init__(_("Tệp PDF dài quá: tối đa %(most)d trang.") % {"most": most}, field=field)
