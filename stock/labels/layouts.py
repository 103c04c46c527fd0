"""Papers that labels are printed on, in millimetres."""

from typing import NamedTuple


class Layout(NamedTuple):
    """A page and the grid of labels on it; `inset` is how much of each label's edge stays empty."""

    page_width: float
    page_height: float
    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    # From one label's left edge, or top edge, to the next one's.
    pitch_x: float
    pitch_y: float
    inset: float
    qr: float
    # Points.
    name_size: float
    price_size: float
    text_size: float

    @property
    def per_page(self) -> int:
        """Labels on a page."""
        return self.columns * self.rows

    def corner(self, place: int) -> tuple[float, float]:
        """The left and top edge of the label at a place of its page, which are counted along rows from 0."""
        row, column = divmod(place, self.columns)
        return self.left + column * self.pitch_x, self.top + row * self.pitch_y


A4 = (210.0, 297.0)

LAYOUTS = {
    # 24 to a sheet of A4, edge to edge (the commonest in Vietnam's stationers').
    "a4-24": Layout(*A4, 3, 8, 70, 37, 0, 0.5, 70, 37, inset=4, qr=20.5, name_size=10, price_size=17, text_size=8),
    # 21 to a sheet of A4, with gaps between the columns.
    "a4-21": Layout(
        *A4, 3, 7, 63.5, 38.1, 7.25, 15.15, 66, 38.1, inset=3, qr=22, name_size=10, price_size=17, text_size=8
    ),
    # A roll of a label printer: one to a page.
    "50x30": Layout(50, 30, 1, 1, 50, 30, 0, 0, 50, 30, inset=1.5, qr=19.5, name_size=8, price_size=13, text_size=7),
}
