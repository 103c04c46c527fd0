"""Labels to print: what each says, where each stands on its paper, and the PDF of them all."""

from stock.labels.label import Label
from stock.labels.layouts import LAYOUTS, Layout
from stock.labels.printing import MOST_LABELS, printed

__all__ = ["LAYOUTS", "MOST_LABELS", "Label", "Layout", "printed"]
