"""What the columns of the catalog are called on the officers' desk, and the sections its pages stand in."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.desk.reading import LABELS, Section

GOODS = Section(10, _("Hàng hóa"))
PAPERS = Section(20, _("Chứng nhận và giấy tờ"))
MAKERS = Section(30, _("Chủ thể và địa bàn"))
FRAME = Section(40, _("Phân loại và kênh bán"))
RULES = Section(50, _("Quy định và nguồn"))

WORDS: dict[str, str | Promise] = {
    **LABELS,
    "document": _("Văn bản"),
    "published_on": _("Ngày của văn bản"),
    "confidence": _("Độ tin cậy"),
    "note": _("Ghi chú"),
    "is_demonstration": _("Minh họa"),
}
