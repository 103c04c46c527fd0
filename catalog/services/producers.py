"""Who makes the goods."""

from catalog.models import Area, Producer
from catalog.models.producers import ProducerKind
from catalog.services.finding import renew_texts_naming
from catalog.services.gathering import whole
from catalog.services.upsert import put
from core.text import fold


@whole
def put_producer(
    *,
    slug: str,
    name_vi: str,
    name_en: str | None = None,
    kind: ProducerKind | None = None,
    area: Area | None = None,
    address_printed: str = "",
    note: str = "",
    is_demonstration: bool = False,
) -> tuple[Producer, bool]:
    """The producer of that slug, and whether it is new or changed; no kind where no source names one."""
    values = {
        "name_vi": name_vi,
        "name_en": name_en,
        "name_folded": fold(name_vi),
        "kind": kind.value if kind else "",
        "area": area,
        "address_printed": address_printed,
        "note": note,
        "is_demonstration": is_demonstration,
    }
    producer, changed = put(Producer, {"slug": slug}, values)
    if changed:
        renew_texts_naming(of=producer)
    return producer, changed
