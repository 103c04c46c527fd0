"""What importing refuses as a whole; what it refuses of a row is a line of its report."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from catalog.errors.base import CatalogError, CatalogErrorCode


class ImportSettled(CatalogError):
    """The file has been written already, perhaps by someone else a moment ago."""

    code = CatalogErrorCode.IMPORT_SETTLED

    def __init__(self) -> None:
        super().__init__(_("Tệp này đã được ghi."))


class PreviewStale(CatalogError):
    """The catalog changed after the preview: these rows would now do something else than was shown."""

    code = CatalogErrorCode.PREVIEW_STALE

    def __init__(self, rows: Sequence[int]) -> None:
        self.rows = rows
        super().__init__(_("Danh mục đã thay đổi sau khi xem trước. Bạn xem lại rồi ghi."))
