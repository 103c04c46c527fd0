from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Tài khoản"

    def ready(self) -> None:
        # Declares how core.graph reads a Bearer token; models exist only now.
        import accounts.authentication
        import accounts.scopes  # noqa: F401  says for whom people act
