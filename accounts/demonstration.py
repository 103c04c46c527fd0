"""People to try the shop as. Their password is published, so they exist only where the load was told they may."""

from typing import NamedTuple

from django.contrib.auth.models import Group

from accounts.groups import MODERATORS, PROGRAMME_OFFICERS
from accounts.models import MemberRole, Membership, User
from catalog.loading.report import Report
from catalog.models import Producer
from core import clock

# Làng Mẫu, whose desk the producer may use.
MODEL_MAKER = "lang-mau"
PASSWORD = "cho-phien-demo"  # noqa: S105  (published on purpose)


class Person(NamedTuple):
    role: str
    email: str
    last_name: str
    first_name: str
    is_staff: bool = False
    is_superuser: bool = False


PEOPLE = (
    Person("buyer", "buyer@cho-phien.example", "Nguyễn", "Mua"),
    Person("producer", "producer@cho-phien.example", "Trần", "Làm"),
    Person("staff", "staff@cho-phien.example", "Lê", "Bán", is_staff=True),
    Person("staff", "staff2@cho-phien.example", "Võ", "Duyệt"),
    Person("officer", "officer@cho-phien.example", "Phạm", "Quản", is_staff=True),
    Person("admin", "admin@cho-phien.example", "Hoàng", "Trị", is_staff=True, is_superuser=True),
)


def _entrust(person: Person, user: User) -> None:
    """What each may do: the officer everything of the programme, the producer its own goods."""
    if person.role == "officer":
        user.groups.set(Group.objects.filter(name__in=[PROGRAMME_OFFICERS, MODERATORS]))
    maker = Producer.objects.filter(slug=MODEL_MAKER).first()
    if person.role == "producer" and maker is not None:
        Membership.objects.create(user=user, producer=maker, role=MemberRole.OWNER, valid_from=clock.today())


def load(report: Report, accounts: bool) -> None:
    """The people who are missing; who is there is left as they are, since testers change their passwords."""
    if not accounts:
        report.note("accounts (demonstration): none, since others can reach the shop; --accounts makes them")
        return
    there = set(User.objects.filter(email__in=[person.email for person in PEOPLE]).values_list("email", flat=True))
    for person in PEOPLE:
        if person.email not in there:
            made = User.objects.create_user(
                person.email,
                PASSWORD,
                first_name=person.first_name,
                last_name=person.last_name,
                is_staff=person.is_staff,
                is_superuser=person.is_superuser,
                is_confirmed=True,
                is_demonstration=True,
            )
            _entrust(person, made)
        report.count("accounts (demonstration)", 1, int(person.email not in there))
