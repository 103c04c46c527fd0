"""What is refused of goods, lots and papers."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from stock.errors.base import StockError, StockErrorCode


class InsufficientStock(StockError):
    """Fewer units are free than were asked for; `available` says how many there are, changed by nobody."""

    code = StockErrorCode.INSUFFICIENT_STOCK

    def __init__(self, available: int, variant_id: int | None = None) -> None:
        self.available = available
        self.variant_id = variant_id
        message = (
            ngettext_lazy("Chỉ còn %(count)d sản phẩm.", "Chỉ còn %(count)d sản phẩm.", "count") % {"count": available}
            if available > 0
            else _("Vừa hết hàng.")
        )
        super().__init__(message, field="quantity")


class LotExpired(StockError):
    code = StockErrorCode.LOT_EXPIRED

    def __init__(self, lot: str) -> None:
        super().__init__(_("Lô %(lot)s đã hết hạn sử dụng, không bán được nữa.") % {"lot": lot}, field="lot")


class LotRecalled(StockError):
    code = StockErrorCode.LOT_RECALLED

    def __init__(self, lot: str) -> None:
        super().__init__(_("Lô %(lot)s đang bị thu hồi. Bạn để riêng ra và đừng bán.") % {"lot": lot}, field="lot")


class LotNotRecalled(StockError):
    """There is no recall to lift, or somebody has lifted it."""

    code = StockErrorCode.LOT_NOT_RECALLED

    def __init__(self) -> None:
        super().__init__(_("Lô này không còn bị thu hồi."), field="lot")


class MoveNotReversible(StockError):
    """It has been reversed already, or is itself a reversal."""

    code = StockErrorCode.MOVE_NOT_REVERSIBLE

    def __init__(self) -> None:
        super().__init__(_("Dòng này đã được ghi đảo rồi."))


class NotFound(StockError):
    """There is no such thing, or none that the person may know of."""

    code = StockErrorCode.NOT_FOUND

    def __init__(self, field: str) -> None:
        super().__init__(_("Không tìm thấy. Bạn tải lại trang rồi chọn lại."), field=field)


class PhotoUnknown(StockError):
    """No picture was kept by that name for this operation."""

    code = StockErrorCode.PHOTO_UNKNOWN

    def __init__(self) -> None:
        super().__init__(_("Không thấy ảnh gửi kèm. Bạn chọn lại ảnh."), field="photo")


class QuantityInvalid(StockError):
    code = StockErrorCode.QUANTITY_INVALID

    def __init__(self) -> None:
        super().__init__(_("Số lượng phải từ 1 đến 1.000.000."), field="quantity")


class ReasonRequired(StockError):
    code = StockErrorCode.REASON_REQUIRED

    def __init__(self) -> None:
        super().__init__(_("Cần ghi lý do."), field="reason")


class ReservationEnded(StockError):
    """It was consumed, released or has run out, perhaps a moment ago."""

    code = StockErrorCode.RESERVATION_ENDED

    def __init__(self) -> None:
        super().__init__(_("Phần hàng giữ cho bạn đã hết hạn hoặc đã dùng rồi. Bạn đặt lại nhé."))


class StaleVersion(StockError):
    """Somebody else has gone on with it meanwhile."""

    code = StockErrorCode.STALE_VERSION

    def __init__(self) -> None:
        super().__init__(_("Phiếu này vừa được người khác thay đổi. Bạn tải lại để xem bản mới nhất."))


class BarcodeInvalid(StockError):
    code = StockErrorCode.BARCODE_INVALID

    def __init__(self) -> None:
        super().__init__(_("Mã vạch này không đúng: EAN-13 có 13 chữ số, số cuối là số kiểm tra."), field="value")


class BarcodeTaken(StockError):
    code = StockErrorCode.BARCODE_TAKEN

    def __init__(self) -> None:
        super().__init__(_("Mã vạch này đã gắn với một sản phẩm khác."), field="value")


class CountedByYou(StockError):
    """Who counted does not approve."""

    code = StockErrorCode.COUNTED_BY_YOU

    def __init__(self) -> None:
        super().__init__(_("Người đếm không tự duyệt. Bạn nhờ người khác ở điểm bán duyệt phiếu này."))


class DocumentSettled(StockError):
    """It is past the state in which this can be done to it."""

    code = StockErrorCode.DOCUMENT_SETTLED

    def __init__(self, status: str) -> None:
        super().__init__(
            _("Phiếu này đang ở trạng thái “%(status)s”, không làm việc đó được nữa.") % {"status": status}
        )


class LotInvalid(StockError):
    """There is no such lot, it is another producer's, or its days contradict what is known of it."""

    code = StockErrorCode.LOT_INVALID

    def __init__(self, field: str = "lot") -> None:
        message = _("Lô này không đúng: bạn xem lại mã lô, chủ thể, ngày sản xuất và hạn dùng trên bao bì.")
        super().__init__(message, field=field)


class ZoneInvalid(StockError):
    """What grows there goes into other products, or nobody knows such a zone."""

    code = StockErrorCode.ZONE_INVALID

    def __init__(self) -> None:
        super().__init__(_("Vùng nguyên liệu này không cung cấp cho sản phẩm của lô."), field="zone")


class LinesRequired(StockError):
    code = StockErrorCode.LINES_REQUIRED

    def __init__(self) -> None:
        super().__init__(_("Phiếu chưa có dòng hàng nào."), field="lines")


class MoreThanSent(StockError):
    """What arrived and what is missing are more than what was sent."""

    code = StockErrorCode.MORE_THAN_SENT

    def __init__(self, left: int) -> None:
        self.left = left
        message = _("Phiếu chuyển chỉ còn %(count)d chưa nhận. Nếu nhận thừa, bạn lập phiếu kiểm kê.") % {"count": left}
        super().__init__(message, field="received")


class StillShort(StockError):
    """The shelf still has less than is promised of it."""

    code = StockErrorCode.STILL_SHORT

    def __init__(self) -> None:
        super().__init__(_("Trên kệ vẫn thiếu so với số đã giữ cho khách. Bạn kiểm kê hoặc nhập bù trước đã."))


class OperationReused(StockError):
    """Another operation, or another person's, was applied under this identifier; that one stays."""

    code = StockErrorCode.OPERATION_REUSED

    def __init__(self) -> None:
        super().__init__(_("Mã thao tác này đã dùng cho một thao tác khác. Bạn tải lại trang rồi làm lại."), field="id")


class SequenceReused(StockError):
    """The device has used that number before."""

    code = StockErrorCode.SEQUENCE_REUSED

    def __init__(self) -> None:
        super().__init__(
            _("Số thứ tự này trên máy của bạn đã dùng rồi. Bạn tải lại trang rồi làm lại."), field="sequence"
        )


class ClockWrong(StockError):
    """The device says that it happened long ago; it may be sent again when its clock is right."""

    code = StockErrorCode.CLOCK_WRONG

    def __init__(self) -> None:
        super().__init__(_("Đồng hồ trên máy của bạn sai ngày. Bạn chỉnh lại giờ rồi gửi lần nữa."), field="device_at")


class LineTwice(StockError):
    """Two lines of the input are of one line of the paper."""

    code = StockErrorCode.LINE_TWICE

    def __init__(self) -> None:
        super().__init__(_("Một dòng của phiếu được ghi hai lần. Bạn gộp lại thành một dòng."), field="lines")


class TextTooLong(StockError):
    code = StockErrorCode.TEXT_TOO_LONG

    def __init__(self, field: str, longest: int) -> None:
        super().__init__(_("Nhiều nhất %(count)d ký tự.") % {"count": longest}, field=field)
