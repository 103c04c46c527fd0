"""What catalog refuses of pictures and videos; of the files themselves, see core.files.refusals."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from catalog.errors import CatalogError


class MediaErrorCode(StrEnum):
    ALT_REQUIRED = "ALT_REQUIRED"
    FOCAL_POINT_INVALID = "FOCAL_POINT_INVALID"
    MEDIA_ORDER_OUTDATED = "MEDIA_ORDER_OUTDATED"
    MEDIA_TOO_MANY = "MEDIA_TOO_MANY"
    VARIANT_FOREIGN = "VARIANT_FOREIGN"
    VIDEO_ADDRESS_INVALID = "VIDEO_ADDRESS_INVALID"


class AltRequired(CatalogError):
    code = MediaErrorCode.ALT_REQUIRED

    def __init__(self) -> None:
        super().__init__(_("Cần mô tả ảnh bằng tiếng Việt cho người không nhìn thấy ảnh."), field="alt_vi")


class FocalPointInvalid(CatalogError):
    code = MediaErrorCode.FOCAL_POINT_INVALID

    def __init__(self, field: str) -> None:
        super().__init__(_("Điểm nhấn nằm trong khoảng từ 0 đến 1000 phần nghìn."), field=field)


class MediaTooMany(CatalogError):
    code = MediaErrorCode.MEDIA_TOO_MANY

    def __init__(self, most: int) -> None:
        self.most = most
        super().__init__(_("Mỗi sản phẩm có tối đa %(most)d ảnh và video.") % {"most": most}, field="upload")


class MediaOrderOutdated(CatalogError):
    """The order names other media than the product has now: somebody has added or removed one."""

    code = MediaErrorCode.MEDIA_ORDER_OUTDATED

    def __init__(self) -> None:
        super().__init__(_("Danh sách ảnh vừa thay đổi. Bạn tải lại trang rồi xếp lại."), field="media_ids")


class VariantForeign(CatalogError):
    code = MediaErrorCode.VARIANT_FOREIGN

    def __init__(self) -> None:
        super().__init__(_("Quy cách này thuộc sản phẩm khác."), field="variant")


class VideoAddressInvalid(CatalogError):
    code = MediaErrorCode.VIDEO_ADDRESS_INVALID

    def __init__(self) -> None:
        super().__init__(_("Địa chỉ video phải bắt đầu bằng https:// và dài tối đa 500 ký tự."), field="video_url")
