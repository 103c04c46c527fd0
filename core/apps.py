from django.apps import AppConfig
from django.db.models.signals import post_migrate

from core.db import triggers


class CoreConfig(AppConfig):
    name = "core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from core import checks, checks_pages  # noqa: F401  they register themselves, once there are models
        from core.db import folding  # noqa: F401  gives every connection its function

        post_migrate.connect(triggers.install_after_migrate, dispatch_uid="core.db.triggers")
