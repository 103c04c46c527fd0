"""What shows the shelves: eleven invented sales points of Quảng Bình and six weeks of what came and went there."""

from catalog.loading.report import Report
from stock import services
from stock.demonstration.goods import stocked
from stock.demonstration.history import stop_lot, tell
from stock.demonstration.places import employ_staff, load_points
from stock.models import Lot, StockMove


def load(report: Report, accounts: bool) -> None:
    """The sales points, who works there, and once, dated from that day, their history."""
    points = load_points(report)
    employ_staff(points, report)
    variants = stocked(report)
    is_new = not StockMove.objects.filter(to_location__point__in=points.values()).exists()
    if is_new:
        tell(points, variants)
        services.renew_alerts()
    lots = Lot.objects.filter(is_demonstration=True).count()
    moves = StockMove.objects.filter(lot__is_demonstration=True).count()
    report.count("lots (demonstration)", lots, lots if is_new else 0)
    report.count("moves of goods (demonstration)", moves, moves if is_new else 0)


def after_load(report: Report) -> None:
    """Stop the lot that is to be found stopped; a recall is two transactions of its own."""
    report.count("recalled lots (demonstration)", 1, int(stop_lot()))
    services.renew_alerts()
