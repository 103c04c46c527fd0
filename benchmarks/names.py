"""The generated products' names, addresses, districts and days, the same on every machine; no database."""

from datetime import date
from random import Random

from core.text import slug

KINDS = (
    "Mắm cá cơm", "Mắm ruốc", "Nước mắm nhĩ", "Khoai deo", "Tiêu hạt", "Mật ong rừng", "Trà sâm", "Cao cà gai leo",
    "Tinh dầu tràm", "Nấm linh chi", "Bánh gai", "Bột sắn dây", "Lạc rang muối", "Gạo hữu cơ", "Rượu men lá", "Chả bò",
    "Mực một nắng", "Tỏi đen", "Nghệ mật ong", "Nón lá",
)  # fmt: skip
KINDS_EN = (
    "Anchovy paste", "Shrimp paste", "First-press fish sauce", "Dried sweet potato", "Peppercorns", "Forest honey",
    "Ginseng tea", "Solanum extract", "Cajuput oil", "Lingzhi mushroom", "Thorn leaf cake", "Arrowroot starch",
    "Salted peanuts", "Organic rice", "Leaf-yeast spirit", "Beef sausage", "Sun-dried squid", "Black garlic",
    "Turmeric honey", "Conical hat",
)  # fmt: skip
PLACES = (
    "Đồng Hới", "Lệ Thủy", "Bố Trạch", "Quảng Ninh", "Tuyên Hóa", "Minh Hóa", "Ba Đồn", "Phong Nha", "Cảnh Dương",
    "Nhân Trạch", "Hải Ninh", "Tân Ninh", "Đồng Lê", "Thanh Trạch", "Trường Thủy", "Võ Ninh",
)  # fmt: skip
# The districts of old, and the day on which they became today's communes.
DISTRICT_CODES = tuple(str(450 + number) for number in range(8))
REFORM = date(2025, 7, 1)
# The day on which products are asked for by their stars.
ASKED_ON = date(2026, 11, 24)


class Named:
    """Product number n."""

    def __init__(self, number: int) -> None:
        random = Random(number)
        kind = random.randrange(len(KINDS))
        place = random.choice(PLACES)
        self.number = number
        self.name_vi = f"{KINDS[kind]} {place} {number}"
        self.name_en = f"{KINDS_EN[kind]} from {place} {number}"
        self.random = random

    @property
    def slug_vi(self) -> str:
        return slug(self.name_vi)

    @property
    def slug_en(self) -> str:
        return slug(self.name_en)
