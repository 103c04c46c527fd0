"""Invented sales points at real places of Quảng Bình, and who works there.

The plan asks for one point of the province and one of each district of before July 2025; no source names them, so we
make up all eleven and say so. Their telephone numbers begin with a 0 after the area code, as no real one does.
"""

from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import QuerySet

from accounts.models import User
from catalog.loading.areas import REFORM
from catalog.loading.report import Report
from catalog.models import Area, Producer
from catalog.models.areas import AreaLevel
from core import clock
from core.transitions import SYSTEM
from stock import services
from stock.models import PointStaff, SalesPoint
from stock.models.points import PointLevel, StaffRole

LONG_DAY = [(7 * 60 + 30, 21 * 60)]
TWO_SHIFTS = [(7 * 60 + 30, 11 * 60 + 30), (13 * 60 + 30, 18 * 60)]
EVERY_DAY, BUT_SUNDAY = range(7), range(6)


class Place(NamedTuple):
    """A sales point; `commune` is the code of one of today, `district` of one of then."""

    slug: str
    name_vi: str
    name_en: str
    level: PointLevel
    commune: str
    district: str | None
    address: str
    # Millionths of a degree north and east.
    at: tuple[int, int]
    opened_on: date
    manager: str
    keeper: str | None = None


PROVINCE, LE_THUY, BA_DON, BO_TRACH = "mau-dong-hoi-tinh", "mau-le-thuy", "mau-ba-don", "mau-bo-trach"
DONG_HOI, MINH_HOA, TUYEN_HOA = "mau-dong-hoi", "mau-minh-hoa", "mau-tuyen-hoa"
QUANG_TRACH, QUANG_NINH = "mau-quang-trach", "mau-quang-ninh"
LANG_MAU_SHOP, TRUONG_PHU_SHOP = "mau-htx-lang-mau", "mau-htx-truong-phu"


def _district(
    slug: str, town: str, commune: str, district: str, address: str, at: tuple[int, int], opened_on: date, manager: str
) -> Place:
    names = f"Điểm bán OCOP {town} (minh họa)", f"{town} OCOP shop (demonstration)"
    return Place(slug, *names, PointLevel.DISTRICT, commune, district, address, at, opened_on, manager)


PLACES = (
    Place(
        PROVINCE,
        "Trung tâm OCOP tỉnh tại Đồng Hới (minh họa)",
        "Province OCOP centre in Đồng Hới (demonstration)",
        PointLevel.PROVINCE,
        "18880",
        None,
        "Số 1 đường Minh Họa, gần chợ Đồng Hới",
        (17_468_900, 106_622_300),
        date(2023, 9, 2),
        "Trần Thị Minh Họa",
    ),
    _district(
        DONG_HOI,
        "Đồng Hới",
        "18880",
        "450",
        "Kiốt 3, trước ga Đồng Hới",
        (17_469_600, 106_599_800),
        date(2024, 1, 15),
        "Nguyễn Văn Ga",
    ),
    _district(
        BA_DON,
        "Ba Đồn",
        "19009",
        "458",
        "Ngăn 12, chợ Ba Đồn",
        (17_753_800, 106_423_600),
        date(2024, 3, 8),
        "Phan Thị Chợ",
    ),
    _district(
        MINH_HOA,
        "Minh Hóa",
        "18901",
        "452",
        "Bến xe Quy Đạt",
        (17_815_600, 105_966_900),
        date(2024, 5, 19),
        "Đinh Văn Rừng",
    ),
    _district(
        TUYEN_HOA,
        "Tuyên Hóa",
        "18949",
        "453",
        "Trước ga Đồng Lê",
        (17_882_300, 106_019_400),
        date(2024, 6, 1),
        "Cao Thị Ngàn",
    ),
    _district(
        QUANG_TRACH,
        "Quảng Trạch",
        "19057",
        "454",
        "Chợ trung tâm, bên Quốc lộ 12A",
        (17_822_400, 106_402_700),
        date(2024, 9, 2),
        "Phạm Văn Roòn",
    ),
    _district(
        BO_TRACH,
        "Bố Trạch",
        "19111",
        "455",
        "Chợ Hoàn Lão",
        (17_583_900, 106_534_600),
        date(2023, 12, 20),
        "Lưu Thị Lão",
    ),
    _district(
        QUANG_NINH,
        "Quảng Ninh",
        "19207",
        "456",
        "Trạm dừng Quán Hàu, Quốc lộ 1",
        (17_404_700, 106_640_900),
        date(2024, 11, 11),
        "Hà Văn Hàu",
    ),
    _district(
        LE_THUY,
        "Lệ Thủy",
        "19249",
        "457",
        "Chợ Tréo, bên sông Kiến Giang",
        (17_219_800, 106_786_300),
        date(2024, 2, 3),
        "Võ Thị Giang",
    ),
    Place(
        LANG_MAU_SHOP,
        "Cửa hàng HTX Làng Mẫu (minh họa)",
        "Làng Mẫu Cooperative's shop (demonstration)",
        PointLevel.COOPERATIVE,
        "19138",
        None,
        "Bên bến thuyền Phong Nha",
        (17_608_400, 106_306_900),
        date(2025, 4, 30),
        "Trần Làm",
        "lang-mau",
    ),
    Place(
        TRUONG_PHU_SHOP,
        "Cửa hàng hợp tác xã Trường Phú (minh họa)",
        "Trường Phú cooperatives' shop (demonstration)",
        PointLevel.COOPERATIVE,
        "19309",
        None,
        "Ngã ba chợ, bên đường tỉnh",
        (17_166_200, 106_766_500),
        date(2025, 8, 19),
        "Hoàng Văn Đồng",
    ),
)


class Work(NamedTuple):
    """Who of the demonstration accounts works where."""

    email: str
    point: str
    role: StaffRole


# At both each counts what the other approves.
STAFF = (
    Work("staff@cho-phien.example", PROVINCE, StaffRole.SELLER),
    Work("staff@cho-phien.example", LE_THUY, StaffRole.MANAGER),
    Work("staff2@cho-phien.example", PROVINCE, StaffRole.MANAGER),
    Work("staff2@cho-phien.example", LE_THUY, StaffRole.SELLER),
)


def load_points(report: Report) -> dict[str, SalesPoint]:
    """The sales points by slug; who is there is left as people have made it since."""
    known = {point.slug: point for point in SalesPoint.objects.filter(slug__in=[place.slug for place in PLACES])}
    for number, place in enumerate(PLACES, start=1):
        if place.slug not in known:
            known[place.slug] = _open(place, number)
            report.count("sales points (demonstration)", 1, 1)
        else:
            report.count("sales points (demonstration)", 1, 0)
    return known


def _open(place: Place, number: int) -> SalesPoint:
    today: QuerySet[Area] = QuerySet(Area).filter(level=AreaLevel.COMMUNE, valid_from=REFORM)
    then: QuerySet[Area] = QuerySet(Area).filter(level=AreaLevel.DISTRICT, valid_to=REFORM)
    point, _ = services.put_point(
        slug=place.slug,
        name_vi=place.name_vi,
        name_en=place.name_en,
        level=place.level,
        area=today.get(code=place.commune),
        area_then=then.get(code=place.district) if place.district else None,
        address=place.address,
        latitude_e6=place.at[0],
        longitude_e6=place.at[1],
        phone=f"+842320{number:06}",
        manager_name=place.manager,
        keeper=Producer.objects.get(slug=place.keeper) if place.keeper else None,
        opened_on=place.opened_on,
        is_demonstration=True,
    )
    if place.level == PointLevel.PROVINCE:
        services.put_hours(point=point, hours=dict.fromkeys(EVERY_DAY, LONG_DAY))
    else:
        days = EVERY_DAY if place.level == PointLevel.COOPERATIVE else BUT_SUNDAY
        services.put_hours(point=point, hours=dict.fromkeys(days, TWO_SHIFTS))
    return point


def employ_staff(points: dict[str, SalesPoint], report: Report) -> None:
    """Give the demonstration accounts that exist their work, once: who has left stays away."""
    people = {user.email: user for user in User.objects.filter(email__in={work.email for work in STAFF})}
    worked = set(PointStaff.objects.filter(user__in=people.values()).values_list("user__email", "point__slug"))
    since = clock.today() - timedelta(days=90)
    for work in STAFF:
        if work.email in people:
            is_new = (work.email, work.point) not in worked
            if is_new:
                services.employ(
                    point=points[work.point], user=people[work.email], role=work.role, since=since, by=SYSTEM
                )
            report.count("staff of sales points (demonstration)", 1, int(is_new))
