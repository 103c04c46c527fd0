"""The PDF of some labels."""

from collections.abc import Sequence
from io import BytesIO

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from stock.labels.drawing import draw
from stock.labels.label import Label
from stock.labels.layouts import Layout

# Twenty sheets; who needs more prints twice.
MOST_LABELS = 480


def printed(labels: Sequence[Label], layout: Layout, first: int = 1) -> bytes:
    """The labels as a PDF whose text can be searched, the first at a place of the first sheet.

    Places count along rows from 1, so a sheet of which some labels were used is not thrown away. The same labels make
    the same bytes. Raises ValueError for no labels, for more than MOST_LABELS and for a place that is not on the sheet.
    """
    if not 0 < len(labels) <= MOST_LABELS or not 0 < first <= layout.per_page:
        raise ValueError("Such labels are not printed.")
    kept = BytesIO()
    size = (layout.page_width * mm, layout.page_height * mm)
    page = Canvas(kept, pagesize=size, pageCompression=1, invariant=1, lang="vi")
    page.setTitle("Nhãn hàng")
    page.setAuthor("Chợ Phiên")
    for number, label in enumerate(labels, start=first - 1):
        sheet, place = divmod(number, layout.per_page)
        if place == 0 and sheet:
            page.showPage()
        left, top = layout.corner(place)
        draw(page, label, layout, left * mm, size[1] - top * mm)
    page.showPage()
    page.save()
    return kept.getvalue()
