"""What the columns of stock are called on the officers' desk, and the sections its pages stand in."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from catalog.admin.words import WORDS as OF_CATALOG
from core.desk.reading import Section

POINTS = Section(32, _("Điểm bán"))
LEDGER = Section(34, _("Sổ kho"))

WORDS: dict[str, Any] = OF_CATALOG | {
    # Sales points.
    "level": _("Cấp"),
    "area": _("Xã hoặc phường hiện nay"),
    "area_then": _("Mở cho huyện (trước 7/2025)"),
    "address": _("Số nhà, đường"),
    "latitude_e6": _("Vĩ độ (phần triệu độ)"),
    "longitude_e6": _("Kinh độ (phần triệu độ)"),
    "manager_name": _("Người phụ trách"),
    "keeper": _("Cửa hàng riêng của chủ thể"),
    "opened_on": _("Mở từ ngày"),
    "closed_on": _("Đóng từ ngày"),
    "is_met": _("Đạt"),
    "checked_on": _("Ngày kiểm tra"),
    "usage": _("Dùng để"),
    "point": _("Điểm bán"),
    # Terms.
    "minimum": _("Báo sắp hết khi còn dưới"),
    "target": _("Đặt thêm cho đủ"),
    "commission_bp": _("Phần của điểm bán (phần vạn)"),
    "symbology": _("Loại mã"),
    "lot": _("Lô"),
    # The ledger.
    "trace_code": _("Mã truy xuất"),
    "made_on": _("NSX"),
    "expires_on": _("HSD"),
    "recalled_at": _("Thu hồi từ lúc"),
    "recall_reason": _("Vì sao thu hồi"),
    "recall_reason_en": _("Vì sao thu hồi (tiếng Anh)"),
    "recall_advice": _("Người mua cần làm gì"),
    "recall_advice_en": _("Người mua cần làm gì (tiếng Anh)"),
    "recall_phone": _("Gọi cho ai"),
    "zone": _("Vùng nguyên liệu"),
    "owner": _("Hàng của ai"),
    "from_location": _("Từ nơi"),
    "to_location": _("Đến nơi"),
    "location": _("Nơi để"),
    "quantity": _("Số lượng"),
    "occurred_at": _("Xảy ra lúc"),
    "recorded_at": _("Vào sổ lúc"),
    "document_type": _("Vì phiếu nào"),
    "document_line": _("Dòng của phiếu"),
    "leg": _("Lượt"),
    "reversal_of": _("Ghi đảo của dòng"),
    "is_held": _("Là nơi có hàng thật"),
    "on_hand": _("Đang có"),
    "reserved": _("Giữ cho khách"),
    "excused": _("Đang chờ giải thích"),
    "reference": _("Giữ cho việc gì"),
    "expires_at": _("Giữ đến lúc"),
    "balance": _("Ở đâu, lô nào"),
    "opened_at": _("Mở lúc"),
    "closed_at": _("Xong lúc"),
    "cause": _("Lệch vì đâu"),
    "explanation": _("Giải thích"),
    # Papers.
    "is_consigned": _("Hàng ký gửi"),
    "from_point": _("Từ điểm bán"),
    "to_point": _("Đến điểm bán"),
    "dispatched_at": _("Gửi đi lúc"),
    "due_on": _("Hẹn ngày"),
    "submitted_by": _("Người đếm"),
    "approved_by": _("Người duyệt"),
    "photo": _("Ảnh"),
}
