from django.apps import AppConfig


class StockConfig(AppConfig):
    name = "stock"
    verbose_name = "Điểm bán và hàng trên kệ"

    def ready(self) -> None:
        # Says where people work, and who may see the pictures of write-offs; models exist only now.
        import stock.selectors.access  # noqa: F401
