"""What stock refuses."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.errors import DomainError


class StockErrorCode(StrEnum):
    INSUFFICIENT_STOCK = "INSUFFICIENT_STOCK"
    LOT_EXPIRED = "LOT_EXPIRED"
    LOT_RECALLED = "LOT_RECALLED"
    MOVE_NOT_REVERSIBLE = "MOVE_NOT_REVERSIBLE"
    NOT_YOUR_SALES_POINT = "NOT_YOUR_SALES_POINT"
    POINT_CLOSED = "POINT_CLOSED"
    QUANTITY_INVALID = "QUANTITY_INVALID"
    REASON_REQUIRED = "REASON_REQUIRED"
    RESERVATION_ENDED = "RESERVATION_ENDED"
    STALE_VERSION = "STALE_VERSION"


class StockError(DomainError):
    """Any of them."""


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


class MoveNotReversible(StockError):
    """It has been reversed already, or is itself a reversal."""

    code = StockErrorCode.MOVE_NOT_REVERSIBLE

    def __init__(self) -> None:
        super().__init__(_("Dòng này đã được ghi đảo rồi."))


class NotYourSalesPoint(StockError):
    code = StockErrorCode.NOT_YOUR_SALES_POINT

    def __init__(self) -> None:
        super().__init__(_("Bạn không làm việc ở điểm bán này."), field="point")


class PointClosed(StockError):
    code = StockErrorCode.POINT_CLOSED

    def __init__(self) -> None:
        super().__init__(_("Điểm bán này chưa mở hoặc đã đóng cửa."), field="point")


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
