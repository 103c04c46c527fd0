"""What of the catalog needs an officer today."""

from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from catalog import selectors
from catalog.models import Certificate, Draft, Permit, Product, Source
from catalog.models.drafts import DraftState
from catalog.models.expiry import Paper
from catalog.models.permits import PermitStatus
from catalog.services.certificates import OPEN
from core import clock
from core.desk import panels
from core.desk.panels import SHOWN, Item, Panel

PAGES = {Paper.CERTIFICATE: "certificate", Paper.PERMIT: "permit", Paper.MARK: "mark", Paper.LICENCE: "marklicence"}


@panels.brought(10)
def drafts(request: HttpRequest) -> Panel | None:
    """What producers have sent."""
    if not request.user.has_perm("catalog.judge_draft"):
        return None
    waiting = Draft.objects.filter(state=DraftState.SUBMITTED)
    first = waiting.select_related("producer", "product").order_by("submitted_at", "id")[:SHOWN]
    items = [
        Item(f"{one.producer}: {one.product or one.get_subject_display()}", f"{_list('draft')}{one.pk}/judge/")
        for one in first
    ]
    return Panel(
        _("Chủ thể gửi, chờ duyệt"),
        waiting.count(),
        items,
        f"{_list('draft')}?state__exact=submitted",
        _("Không có gì chờ."),
    )


@panels.brought(20)
def certificates(request: HttpRequest) -> Panel | None:
    """Stars that a source reports and nobody has confirmed."""
    if not request.user.has_perm("catalog.change_certificate"):
        return None
    waiting = Certificate.objects.filter(status__in=[status.value for status in OPEN])
    first = waiting.select_related("product").order_by("-id")[:SHOWN]
    items = [
        Item(
            _("%(product)s: %(stars)s sao") % {"product": one.product, "stars": one.stars}, _change("certificate", one)
        )
        for one in first
    ]
    address = f"{_list('certificate')}?status__exact=reported"
    return Panel(_("Sao chờ xác nhận"), waiting.count(), items, address, _("Sao nào nguồn ghi cũng đã được xét."))


@panels.brought(30)
def permits(request: HttpRequest) -> Panel | None:
    """Papers that were sent and nobody has looked at."""
    if not request.user.has_perm("catalog.change_permit"):
        return None
    waiting = Permit.objects.filter(status=PermitStatus.SUBMITTED)
    first = waiting.select_related("producer").order_by("id")[:SHOWN]
    items = [Item(f"{one.get_kind_display()} {one.number} ({one.producer})", _change("permit", one)) for one in first]
    return Panel(
        _("Giấy tờ chờ kiểm"),
        waiting.count(),
        items,
        f"{_list('permit')}?status__exact=submitted",
        _("Không có gì chờ."),
    )


@panels.brought(40)
def expiring(request: HttpRequest) -> Panel | None:
    """Papers that end within 90 days, soonest first."""
    if not request.user.has_perm("catalog.view_expirynotice"):
        return None
    near = selectors.expiring(clock.today())
    items = [Item(_told(one), _address(one.paper, one.id)) for one in near[: 2 * SHOWN]]
    return Panel(_("Sắp hết hạn trong 90 ngày"), len(near), items, "", _("Không có giấy tờ nào sắp hết hạn."))


@panels.brought(45)
def waived(request: HttpRequest) -> Panel | None:
    """Goods that are shown though nobody has seen papers that goods of their kind need."""
    if not request.user.has_perm("catalog.change_permitwaiver"):
        return None
    lacking = [one for one in selectors.waived(clock.today()) if one.missing]
    items = [
        Item(
            _("%(product)s, từ %(day)s") % {"product": one.product, "day": _day(one.since)},
            f"{_list('permitwaiver')}?product__id__exact={one.product_id}",
        )
        for one in lacking[:SHOWN]
    ]
    address = _list("permitwaiver")
    return Panel(_("Bày bán khi giấy tờ chưa được kiểm"), len(lacking), items, address, _("Không có hàng nào."))


@panels.brought(90)
def demonstration(request: HttpRequest) -> Panel | None:
    """Whether the shop still shows what was made up."""
    if not request.user.has_perm("catalog.view_source"):
        return None
    sources = Source.objects.filter(is_demonstration=True)
    products = Product.objects.filter(is_demonstration=True).count()
    told = _("%(count)s sản phẩm minh họa. Xóa bằng lệnh: manage.py remove_demonstration") % {"count": products}
    items = [Item(told, f"{_list('product')}?is_demonstration__exact=1")]
    items += [Item(str(source), _change("source", source)) for source in sources.order_by("id")[:SHOWN]]
    return Panel(
        _("Dữ liệu minh họa còn trên trang"),
        sources.count(),
        items,
        f"{_list('source')}?is_demonstration__exact=1",
        _("Không còn dữ liệu minh họa."),
    )


def _told(one: selectors.Expiring) -> str:
    return _("%(day)s, còn %(left)s ngày: %(paper)s %(number)s, %(what)s") % {
        "day": _day(one.last_day),
        "left": one.days_left,
        "paper": one.paper.label,
        "number": one.number,
        "what": one.product or one.producer,
    }


def _day(day: date) -> str:
    return date_format(day, "d/m/Y")


def _address(paper: Paper, key: int) -> str:
    return f"{_list(PAGES[paper])}{key}/change/"


def _list(model: str) -> str:
    return reverse(f"admin:catalog_{model}_changelist")


def _change(model: str, row: Certificate | Permit | Source) -> str:
    return f"{_list(model)}{row.pk}/change/"
