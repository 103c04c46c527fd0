"""What the board says about its figures, in the reader's language."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.graph import Row
from programme.actuals import Absence
from programme.board import Doubt
from programme.measures import Status
from programme.models import Metric

STATUS: dict[Status, Promise] = {
    Status.BELOW: _("chưa đạt"),
    Status.WITHIN: _("trong khoảng"),
    Status.REACHED: _("đạt"),
    Status.ABOVE: _("vượt"),
    Status.NO_FIGURE: _("chưa có số"),
}
ABSENCE: dict[Absence, Promise] = {
    Absence.NOT_YET: _("Ngày này chưa tới."),
    Absence.NO_CERTIFICATES: _("Sổ chưa có chứng nhận nào được xác nhận là còn hiệu lực vào ngày này."),
    Absence.NO_BASELINE: _("Sổ chưa có chứng nhận nào được xác nhận là còn hiệu lực vào ngày đầu kỳ."),
    Absence.NO_SALES_POINTS: _("Chưa có sổ điểm bán."),
    Absence.NO_FAIRS: _("Chưa có sổ hội chợ và xúc tiến."),
}
DOUBT: dict[Doubt, Promise] = {
    Doubt.ADDED_NOT_HELD: _(
        "Kế hoạch đếm sản phẩm xếp hạng thêm trong kỳ; ở đây đếm mọi sản phẩm còn chứng nhận vào ngày tính, "
        "kể cả sản phẩm xếp hạng từ trước."
    ),
    Doubt.PARTS_DO_NOT_ADD_UP: _(
        "Mục tiêu chung và từng hạng sao là những mục tiêu riêng: cộng các hạng không ra mục tiêu chung."
    ),
    Doubt.UNCONFIRMED: _("Sản phẩm có nguồn ghi sao nhưng chưa ai xác nhận quyết định: %(number)s, chưa tính."),
    Doubt.FEWER_THAN_PUBLISHED: _("Sổ ở đây chưa đủ: số công bố gần nhất là %(number)s."),
    Doubt.UNKNOWN_PLACE: _("Sản phẩm có sao nhưng chưa rõ nơi làm: %(number)s, chưa tính."),
    Doubt.UNKNOWN_KIND: _("Chủ thể chưa rõ loại hình: %(number)s, nằm trong tổng chủ thể, không tính là đạt."),
    Doubt.BASELINE_NOT_PRINTED: _(
        "Nguồn không ghi lấy phần trăm của sản phẩm nào; ở đây lấy sản phẩm còn chứng nhận vào ngày đầu kỳ."
    ),
    Doubt.DISTRICTS_ENDED: _("Cấp huyện không còn từ 1/7/2025; đếm theo tám huyện, thị xã, thành phố cũ."),
    Doubt.READ_AS_ONE: _("Nguồn chỉ ghi “hằng năm”; ở đây đọc là ít nhất một lần mỗi năm."),
}
NAMES: dict[tuple[Metric, str], Promise] = {
    (Metric.PRODUCTS, ""): _("Sản phẩm từ 3 sao trở lên"),
    (Metric.PRODUCTS, "5"): _("Sản phẩm 5 sao"),
    (Metric.PRODUCTS, "4"): _("Sản phẩm 4 sao"),
    (Metric.PRODUCTS, "3"): _("Sản phẩm 3 sao"),
    (Metric.UPGRADED, ""): _("Sản phẩm được củng cố, nâng cấp"),
    (Metric.SUBJECTS, ""): _("Chủ thể có sản phẩm OCOP"),
    (Metric.SUBJECTS, "cooperative"): _("Chủ thể là hợp tác xã"),
    (Metric.SUBJECTS, "cooperative_group"): _("Chủ thể là tổ hợp tác"),
    (Metric.SUBJECTS, "enterprise"): _("Chủ thể là doanh nghiệp"),
    (Metric.SUBJECTS, "household"): _("Chủ thể là hộ kinh doanh"),
    (Metric.SALES_POINTS, "province"): _("Điểm giới thiệu và bán cấp tỉnh"),
    (Metric.SALES_POINTS, "district"): _("Điểm giới thiệu và bán ở huyện"),
    (Metric.TRADE_PROMOTION, ""): _("Dự hội nghị, hội chợ xúc tiến mỗi năm"),
    (Metric.PRODUCTS_ADDED, ""): _("Sản phẩm được xếp hạng thêm"),
    (Metric.PRODUCTS_ADDED, "5"): _("Sản phẩm được xếp 5 sao thêm"),
    (Metric.PRODUCTS_ADDED, "4"): _("Sản phẩm được xếp 4 sao thêm"),
    (Metric.PRODUCTS_ADDED, "3"): _("Sản phẩm được xếp 3 sao thêm"),
    (Metric.PRODUCTS_CLASSED, ""): _("Sản phẩm được phân hạng, kể cả 1 sao"),
    (Metric.PRODUCTS_CLASSED, "2-4"): _("Sản phẩm được phân hạng 2 đến 4 sao"),
    (Metric.PRODUCTS_CLASSED, "1"): _("Sản phẩm được phân hạng 1 sao"),
}


def name_of(row: Row) -> str:
    """What a target or a figure counts; one of a kind not named here by its metric and the kind's own name."""
    metric = Metric(row.metric)
    known = NAMES.get((metric, row.dimension))
    return str(known) if known else f"{metric.label}: {row.dimension}"


def doubt_of(code: Doubt, number: int) -> str:
    """The doubt in a sentence."""
    sentence = str(DOUBT[code])
    return sentence % {"number": number} if number else sentence
