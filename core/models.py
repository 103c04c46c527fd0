"""What core itself remembers: work to do, answers given once, and who moved and changed what."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core import clock, ledgers


class TaskState(models.TextChoices):
    """Where a task is in its life."""

    READY = "ready", _("Chờ làm")
    RUNNING = "running", _("Đang làm")
    DONE = "done", _("Đã xong")
    DEAD = "dead", _("Đã bỏ cuộc")


class Task(models.Model):
    """One call of a function, to be made after the transaction that asked for it (core.work)."""

    name = models.CharField(max_length=200, help_text="Dotted path of the task.")
    arguments = models.JSONField(default=dict, help_text='{"args": [...], "kwargs": {...}}')
    state = models.CharField(max_length=8, choices=TaskState.choices, default=TaskState.READY)
    due_at = models.DateTimeField(help_text="Not before this instant.")
    slot_at = models.DateTimeField(null=True, help_text="Of periodic work: the beginning of the period it is for.")
    attempts = models.PositiveSmallIntegerField(default=0, help_text="Runs begun, whatever became of them.")
    max_attempts = models.PositiveSmallIntegerField(help_text="Runs allowed before it is given up.")
    worker = models.CharField(max_length=100, blank=True, help_text="Who runs it, or ran it last.")
    lease_until = models.DateTimeField(null=True, help_text="Past this instant its worker counts as lost.")
    last_error = models.TextField(blank=True, help_text="Traceback of the last failed run, its end.")
    enqueued_at = models.DateTimeField(default=clock.now)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("việc nền")
        verbose_name_plural = _("việc nền")
        constraints = [
            models.UniqueConstraint(fields=["name", "slot_at"], name="core_task_once_per_slot"),
            models.CheckConstraint(
                name="core_task_lease_only_while_running",
                condition=Q(state=TaskState.RUNNING, lease_until__isnull=False)
                | (~Q(state=TaskState.RUNNING) & Q(lease_until=None)),
            ),
            models.CheckConstraint(
                name="core_task_attempts_within_allowed", condition=Q(attempts__lte=F("max_attempts"))
            ),
        ]
        indexes = [
            # Whole, not partial: SQLite cannot see that a parameter meets a partial index's condition.
            models.Index(fields=["state", "due_at"], name="core_task_due"),
            models.Index(fields=["state", "lease_until"], name="core_task_lease"),
            models.Index(fields=["state", "finished_at"], name="core_task_finished"),
        ]

    def __str__(self) -> str:
        return f"{self.name} #{self.pk}"


class Once(models.Model):
    """The first answer to a request that may be sent again (core.idempotency). Holds a hash, never the request."""

    actor = models.CharField(max_length=100, help_text='Who asked: "user:5", "till:2", "session:<hash>".')
    operation = models.CharField(max_length=100, help_text="The mutation's name.")
    key = models.CharField(max_length=200, help_text="The caller's own key of the request.")
    payload_sha256 = models.CharField(max_length=64)
    result = models.JSONField(null=True)
    created_at = models.DateTimeField(default=clock.now, db_index=True)

    class Meta:
        verbose_name = _("yêu cầu đã trả lời")
        verbose_name_plural = _("yêu cầu đã trả lời")
        constraints = [models.UniqueConstraint(fields=["actor", "operation", "key"], name="core_once_per_key")]

    def __str__(self) -> str:
        return f"{self.operation} {self.key}"


class MetadataEntry(models.Model):
    """One key that somebody's program keeps on a thing, which nothing here reads (core.metadata)."""

    kind = models.CharField(max_length=100, help_text='The model\'s label: "catalog.product".')
    object_id = models.BigIntegerField()
    private = models.BooleanField(default=False, help_text="Told only to those who may change the thing.")
    key = models.CharField(max_length=120)
    value = models.TextField()

    class Meta:
        verbose_name = _("dữ liệu gắn thêm")
        verbose_name_plural = _("dữ liệu gắn thêm")
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id", "private", "key"], name="core_metadata_once_per_key"),
            models.CheckConstraint(name="core_metadata_key_not_empty", condition=~Q(key="")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}: {self.key}"


class Transition(models.Model):
    """One change of state of one thing. A ledger: no foreign key, nothing personal, never changed."""

    kind = models.CharField(max_length=100, help_text='The model\'s label: "core.task".')
    object_id = models.BigIntegerField()
    from_state = models.CharField(max_length=40, blank=True, help_text="Empty when it came into being.")
    to_state = models.CharField(max_length=40)
    actor_id = models.BigIntegerField(null=True, help_text="The user's key then; empty: the system itself.")
    actor_role = models.CharField(max_length=40, help_text='In what role: "officer", "buyer", "system".')
    reason = models.TextField(blank=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("lần chuyển trạng thái")
        verbose_name_plural = _("các lần chuyển trạng thái")
        indexes = [models.Index(fields=["kind", "object_id", "id"], name="core_transition_of")]
        constraints = [
            models.CheckConstraint(
                name="core_transition_changes_state", condition=~Q(from_state=F("to_state")) & ~Q(to_state="")
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}: {self.from_state or '∅'} → {self.to_state}"


class ChangeEvent(models.TextChoices):
    CREATED = "created", _("Thêm mới")
    CHANGED = "changed", _("Sửa")
    REMOVED = "removed", _("Xóa")


class FieldChange(models.Model):
    """One field of one thing that was given another value, or the thing's coming and going (core.history).

    A ledger: no foreign key, never changed, and nothing personal. Of a field that says something of a person it keeps
    that it was changed, when and by whom, and neither value.
    """

    kind = models.CharField(max_length=100, help_text='The model\'s label: "catalog.product".')
    object_id = models.BigIntegerField()
    event = models.CharField(max_length=8, choices=ChangeEvent.choices)
    field = models.CharField(max_length=80, blank=True, help_text="The column's name; empty: the thing as a whole.")
    old = models.JSONField(null=True, encoder=DjangoJSONEncoder, help_text="A relation's key, a choice's value.")
    new = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    is_hidden = models.BooleanField(default=False, help_text="The values say something of a person and are not kept.")
    actor_id = models.BigIntegerField(null=True, help_text="The user's key then; empty: the system itself.")
    actor_role = models.CharField(max_length=40, help_text='In what role: "officer", "producer", "system".')
    reason = models.TextField(blank=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("lần sửa")
        verbose_name_plural = _("lịch sử sửa đổi")
        indexes = [models.Index(fields=["kind", "object_id", "id"], name="core_fieldchange_of")]
        constraints = [
            models.CheckConstraint(
                name="core_fieldchange_hidden_keeps_nothing",
                condition=Q(is_hidden=False) | Q(old__isnull=True, new__isnull=True),
            ),
            models.CheckConstraint(
                name="core_fieldchange_names_its_field",
                condition=Q(event=ChangeEvent.CHANGED) & ~Q(field="") | ~Q(event=ChangeEvent.CHANGED) & Q(field=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}: {self.field or self.event}"


ledgers.register(Transition)
ledgers.register(FieldChange)
