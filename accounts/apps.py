from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Tài khoản"

    def ready(self) -> None:
        # Models exist only now.
        import accounts.authentication  # declares how core.graph reads a Bearer token
        import accounts.scopes  # noqa: F401  says for whom people act
