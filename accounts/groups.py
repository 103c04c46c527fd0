"""The officers' groups, and what each may do; made anew with every migration, since permissions come with models.

What a group is given here it keeps. Whoever needs another mixture is given a group of their own.
"""

from typing import Any

from django.apps import AppConfig
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db.models import Q

PROGRAMME_OFFICERS = "Cán bộ chương trình"
MODERATORS = "Kiểm duyệt"

LOOKS = Q(codename__startswith="view_")
WRITES = LOOKS | Q(codename__startswith="add_") | Q(codename__startswith="change_") | Q(codename__startswith="delete_")
# By group and package. Moderators judge what producers would like changed, and see what it is about.
MAY: dict[str, dict[str, Q]] = {
    PROGRAMME_OFFICERS: {
        "catalog": WRITES & ~Q(codename="judge_draft"),
        "stock": WRITES,
        "programme": WRITES,
        "core": LOOKS | Q(codename="change_task"),
        # Who acts for a producer; nothing of people themselves.
        "accounts": Q(codename__in=["view_membership", "change_membership"]),
    },
    MODERATORS: {"catalog": LOOKS | Q(codename="judge_draft"), "core": Q(codename="view_fieldchange")},
}


def entrust_after_migrate(sender: AppConfig, using: str, **options: Any) -> None:
    """The receiver of post_migrate, sent once for each package."""
    if not any(sender.label in packages for packages in MAY.values()):
        return
    create_permissions(sender, verbosity=0, using=using, **_apps(options))
    for name, packages in MAY.items():
        group, _ = Group.objects.using(using).get_or_create(name=name)
        if sender.label in packages:
            allowed = Permission.objects.using(using).filter(content_type__app_label=sender.label)
            group.permissions.add(*allowed.filter(packages[sender.label]))


def _apps(options: dict[str, Any]) -> dict[str, Any]:
    return {"apps": options["apps"]} if "apps" in options else {}
