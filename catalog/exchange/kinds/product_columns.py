"""The columns of the sheet of products."""

from collections.abc import Iterator

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from catalog.exchange.columns import Column, Sheet
from catalog.exchange.evidence import SourceCell
from catalog.exchange.lookups import channels
from catalog.exchange.values import Choice, Code, Day, Flag, Grams, Optional, Percent, Scaled, Text, Value, Whole
from catalog.models import Channel, Product, ProductVariant
from catalog.models.channels import MINOR_DIGITS
from catalog.models.products import Fulfilment, Programme
from catalog.models.taxes import TaxClass

SMALL = 32_767

# Texts in two languages, with their titles: a column of a service for each.
TEXTS = (
    ("description", _("Mô tả")),
    ("story", _("Câu chuyện")),
    ("ingredients", _("Thành phần")),
    ("storage", _("Bảo quản")),
    ("warnings", _("Cảnh báo")),
)
# What the service is given as an object, and the two cells that name it.
CATEGORIES = ("category", "former_category")
CELLS = {
    "category": ("category", "classification"),
    "former_category": ("former_category", "former_classification"),
    "origin": ("origin_code", "origin_day"),
    "origin_today": ("origin_today_code", "origin_today_day"),
}
CHOICES = {"programme": Programme, "tax_class": TaxClass, "fulfilment": Fulfilment}
# Columns that are arguments of the service as they are.
PLAIN = (
    "name_vi",
    "name_en",
    *(f"{name}_{language}" for name, _title in TEXTS for language in ("vi", "en")),
    "place_printed",
    "place_today_printed",
    "shelf_life_days",
    "alcohol_bp",
    "voucher_days",
    "is_demonstration",
)
OF_PRODUCT = ("producer", *PLAIN, *CHOICES, *(cell for cells in CELLS.values() for cell in cells), "code")
# Which column is meant by what a service blames.
BLAMED = {"external_reference": "code", "origin": "origin_code", "origin_today": "origin_today_code"}


def sheet() -> Sheet:
    """Its columns, with three for every channel."""
    return Sheet(
        "products",
        _("Sản phẩm"),
        [*_of_product(), *_of_size(), *(column for channel in channels() for column in of_channel(channel))],
    )


def _words(name: str) -> Text:
    return Text.of(Product, name)


def _of_product() -> Iterator[Column]:
    named = _("Mã của chủ thể, hoặc tên nếu chỉ một chủ thể có tên đó.")
    yield Column("producer", _("Chủ thể"), Code(120), named, "htx-vi-du", aliases=("Mã chủ thể", "HTX", "Producer key"))
    yield Column(
        "code",
        _("Mã sản phẩm"),
        Code(64),
        _("Cùng với chủ thể, cho biết dòng nói về sản phẩm nào."),
        "VI-DU-1",
        required=True,
        aliases=("Mã SP", "Mã hàng", "external_reference"),
    )
    yield Column("name_vi", _("Tên sản phẩm"), _words("name_vi"), "", "Mật ong Ví Dụ", aliases=("Tên", "Name"))
    yield Column("name_en", _("Tên tiếng Anh"), Optional(200), "", "Vi Du honey")
    yield Column("programme", _("Chương trình"), Choice(Programme), "", "OCOP", aliases=("Program",))
    yield Column("category", _("Phân nhóm"), Code(8), _("Số trong bộ phân loại, như 1.3c."), "1.1a")
    yield Column("classification", _("Bộ phân loại"), Code(40), _("Để trống: bộ đang có hiệu lực."), "148/QĐ-TTg")
    yield Column("former_category", _("Phân nhóm cũ"), Code(8), _("Trong bộ phân loại trước, nếu nguồn ghi."))
    yield Column("former_classification", _("Bộ phân loại cũ"), Code(40))
    yield Column("origin_code", _("Mã nơi xuất xứ"), Code(20), _("Đơn vị hành chính mà nguồn ghi."), "19096")
    yield Column("origin_day", _("Ngày của mã nơi xuất xứ"), Day(), _("Một ngày đơn vị ấy còn."), "01/06/2025")
    yield Column("origin_today_code", _("Mã xã hiện nay"), Code(20), "", "19075")
    yield Column("origin_today_day", _("Ngày của mã xã hiện nay"), Day(), "", "01/07/2025")
    yield Column("place_printed", _("Nơi xuất xứ như in"), _words("place_printed"), _("Đúng từng chữ như nguồn."))
    yield Column("place_today_printed", _("Xã hiện nay như in"), _words("place_today_printed"))
    for name, title in TEXTS:
        yield Column(f"{name}_vi", title, Text())
        yield Column(f"{name}_en", format_lazy(_("{text} (tiếng Anh)"), text=title), Optional())
    yield Column("tax_class", _("Loại thuế"), Choice(TaxClass), _("Để tính thuế giá trị gia tăng."))
    yield Column("shelf_life_days", _("Hạn dùng (ngày)"), Whole(), _("Kể từ ngày sản xuất, chưa mở."), "540")
    yield Column("alcohol_bp", _("Nồng độ cồn (%)"), Percent(), _("Phần trăm thể tích."), aliases=("ABV", "ABV %"))
    yield Column("fulfilment", _("Cách giao"), Choice(Fulfilment))
    yield Column("voucher_days", _("Hạn phiếu (ngày)"), Whole(SMALL), _("Chỉ của phiếu dịch vụ."))
    yield Column("is_demonstration", _("Minh họa"), Flag(), _("Có: sản phẩm đặt ra, không có thật."), "có")


def _of_size() -> Iterator[Column]:
    sku = _("Mã của từng quy cách; mỗi quy cách một dòng.")
    yield Column("sku", _("Mã quy cách"), Code(64), sku, "VI-DU-1-500", aliases=("Mã SKU", "Mã vạch nội bộ"))
    yield Column("variant_name_vi", _("Quy cách"), Text.of(ProductVariant, "name_vi"), "", "Chai 500 g")
    yield Column("variant_name_en", _("Quy cách (tiếng Anh)"), Optional(120), "", "500 g bottle")
    weight = _("Gam; viết được cả “1,5 kg”.")
    yield Column("net_weight_g", _("Khối lượng tịnh (g)"), Grams(), weight, "500", aliases=("Khối lượng", "Weight"))
    yield Column("position", _("Thứ tự quy cách"), Whole(SMALL), _("Nhỏ nhất đứng đầu; để trống: xếp cuối."), "1")
    yield Column("variant_source", _("Nguồn của quy cách"), SourceCell(), source_help(), "Bảng giá tháng 11/2026")


def of_channel(channel: Channel) -> Iterator[Column]:
    """A price with its source, and whether the product is shown."""
    named = {"channel": channel.slug}
    price = _("Giá niêm yết gồm thuế, bằng %(currency)s.")
    yield Column(
        f"price_{channel.slug}",
        format_lazy(_("Giá {channel}"), **named),
        amount(channel),
        str(price) % {"currency": channel.currency},
        "150.000 ₫" if channel.currency == "VND" else "6.50",
        aliases=("Giá", "Giá bán", "Price") if channel.currency == "VND" else (),
    )
    yield Column(
        f"price_source_{channel.slug}", format_lazy(_("Nguồn giá {channel}"), **named), SourceCell(), source_help()
    )
    yield Column(f"shown_{channel.slug}", format_lazy(_("Đang bán {channel}"), **named), Flag(), "", "có")


def amount(channel: Channel) -> Value:
    """How an amount of money in a channel's currency is written."""
    return Scaled(MINOR_DIGITS[channel.currency])


def source_help() -> str:
    """How a source is named."""
    return str(_("Văn bản | mức tin cậy | ghi chú | ngày | minh họa. Chỉ văn bản cũng được."))
