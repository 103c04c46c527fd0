"""What is refused of sales points, who works there and on what terms goods stand there."""

from django.utils.translation import gettext_lazy as _

from stock.errors.base import StockError, StockErrorCode


class HoursInvalid(StockError):
    code = StockErrorCode.HOURS_INVALID

    def __init__(self) -> None:
        super().__init__(_("Giờ mở cửa phải nằm trong một ngày và không chồng lên nhau."), field="hours")


class LocationInvalid(StockError):
    """It is not one of this sales point's, or not of the kind that goods are put on."""

    code = StockErrorCode.LOCATION_INVALID

    def __init__(self, field: str = "location") -> None:
        super().__init__(_("Kệ này không thuộc điểm bán, hoặc không dùng để bày hàng."), field=field)


class NotYourSalesPoint(StockError):
    code = StockErrorCode.NOT_YOUR_SALES_POINT

    def __init__(self) -> None:
        super().__init__(_("Bạn không làm việc ở điểm bán này."), field="point")


class PointClosed(StockError):
    code = StockErrorCode.POINT_CLOSED

    def __init__(self) -> None:
        super().__init__(_("Điểm bán này chưa mở hoặc đã đóng cửa."), field="point")


class PointDaysInvalid(StockError):
    """Something of a sales point would end before it begins."""

    code = StockErrorCode.POINT_DAYS_INVALID

    def __init__(self, field: str = "closed_on") -> None:
        super().__init__(_("Ngày thôi phải sau ngày bắt đầu."), field=field)


class CriterionUnknown(StockError):
    code = StockErrorCode.CRITERION_UNKNOWN

    def __init__(self) -> None:
        super().__init__(_("Tiêu chí này không có trong danh sách."), field="code")


class MapIncomplete(StockError):
    code = StockErrorCode.MAP_INCOMPLETE

    def __init__(self) -> None:
        super().__init__(_("Vị trí trên bản đồ cần cả vĩ độ và kinh độ."), field="latitude_e6")


class AgreementMissing(StockError):
    """Consigned goods stand on a shelf by an agreement that holds on the day."""

    code = StockErrorCode.AGREEMENT_MISSING

    def __init__(self) -> None:
        super().__init__(_("Chủ thể này chưa có hợp đồng ký gửi ở điểm bán vào ngày đó."), field="producer")


class AgreementDaysInvalid(StockError):
    """It does not hold on that day, so it cannot end then."""

    code = StockErrorCode.AGREEMENT_DAYS_INVALID

    def __init__(self) -> None:
        super().__init__(_("Hợp đồng chỉ kết thúc được vào một ngày mà nó còn hiệu lực."), field="on")


class CommissionInvalid(StockError):
    code = StockErrorCode.COMMISSION_INVALID

    def __init__(self) -> None:
        super().__init__(_("Phần hưởng của điểm bán nằm trong khoảng từ 0 đến 100 %."), field="commission_bp")


class ReorderRuleInvalid(StockError):
    code = StockErrorCode.REORDER_RULE_INVALID

    def __init__(self) -> None:
        super().__init__(_("Mức đầy phải lớn hơn 0 và không nhỏ hơn mức báo sắp hết."), field="target")


class OfficersOnly(StockError):
    code = StockErrorCode.OFFICERS_ONLY

    def __init__(self) -> None:
        super().__init__(_("Việc này chỉ cán bộ chương trình làm được."))
