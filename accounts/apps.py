from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Tài khoản"

    def ready(self) -> None:
        # Models exist only now.
        import accounts.authentication  # declares how core.graph reads a Bearer token
        import accounts.scopes  # noqa: F401  says for whom people act
        from accounts.groups import entrust_after_migrate  # models exist only now

        post_migrate.connect(entrust_after_migrate, dispatch_uid="accounts.groups")
