"""A request that may arrive twice is done once: retries, offline sync and the till all come through here.

    once(actor=f"user:{user_id}", operation="orderCreate", key=key, payload=input, run=lambda: {"order": order_id})

The claim of the key, the work and its result are one transaction. A refusal or a fault undoes the claim too, so the
same key may then be tried again; of two that arrive together the second waits and is given the first one's result.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import timedelta

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import ActorRequired, CoreErrorCode, DomainError
from core.models import Once

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]

# Longer than a till stays offline; DOMAIN asks for no more.
KEPT_FOR = timedelta(days=30)
KEY_LENGTH = 200


class KeyInvalid(DomainError):
    """An idempotency key is 1 to KEY_LENGTH characters."""

    code = CoreErrorCode.IDEMPOTENCY_KEY_INVALID

    def __init__(self) -> None:
        super().__init__(_("Mã yêu cầu phải có từ 1 đến %d ký tự.") % KEY_LENGTH, field="idempotency_key")


class KeyReused(DomainError):
    """The key was used before for something else."""

    code = CoreErrorCode.IDEMPOTENCY_KEY_REUSED

    def __init__(self) -> None:
        super().__init__(
            _("Mã yêu cầu này đã dùng cho một yêu cầu khác. Bạn tải lại trang rồi thử lại nhé."),
            field="idempotency_key",
        )


@transaction.atomic
def once(*, actor: str, operation: str, key: str, payload: Mapping[str, object], run: Callable[[], Json]) -> Json:
    """The result of `run`, called only if this actor has not had this operation done under this key.

    The result comes back as JSON gives it (tuples as lists), the first time as every later one. Raises KeyReused when
    the payload differs from the first one's, KeyInvalid, ActorRequired, and whatever `run` raises.
    """
    if not actor:
        raise ActorRequired
    if not 0 < len(key) <= KEY_LENGTH or "\x00" in key:
        raise KeyInvalid
    payload_sha256 = digest(payload)
    try:
        with transaction.atomic():  # a savepoint; a second claim waits here until the first one's transaction ends
            claim = Once.objects.create(actor=actor, operation=operation, key=key, payload_sha256=payload_sha256)
    except IntegrityError:
        first = Once.objects.get(actor=actor, operation=operation, key=key)
        if first.payload_sha256 != payload_sha256:
            raise KeyReused from None
        return _plain(first.result)
    claim.result = _plain(run())
    claim.save(update_fields=["result"])
    return _plain(claim.result)


def forget_old() -> int:
    """Delete keys older than KEPT_FOR; how many."""
    deleted, _by_model = Once.objects.filter(created_at__lt=clock.now() - KEPT_FOR).delete()
    return deleted


def _plain(value: object) -> Json:
    plain: Json = json.loads(json.dumps(value, cls=DjangoJSONEncoder))
    return plain


def digest(payload: Mapping[str, object]) -> str:
    """SHA-256 of a request's values, whatever the order of their keys."""
    text = json.dumps(payload, cls=DjangoJSONEncoder, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
