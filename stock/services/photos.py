"""Pictures that staff take at the shelf: judged and kept before the operation that names them."""

import hashlib
import re
from uuid import UUID

from django.core.files.base import ContentFile, File

from core import files
from core.files import pictures
from core.transitions import Actor
from stock.errors import PhotoUnknown
from stock.selectors.access import PHOTOS
from stock.services.documents import admit

# On which a dent can still be seen.
LEAST_SIDE_PX = 200
DIGEST_LETTERS = 32


def keep_photo(*, point_id: int, upload: File[bytes], operation: UUID, by: Actor) -> str:
    """Keep a picture for an operation; the name by which its input tells of it.

    The same picture for the same operation has the same name, so a form that is sent twice says the same twice. Until
    the operation is applied no row names it, nobody may read it, and sweeping takes it away after a day. Slow: to be
    called outside a transaction. For staff of the sales point and officers. Raises NotYourSalesPoint, ActorRequired and
    what core.files.pictures.judged does.
    """
    admit(by, point_id)
    kept = pictures.judged(upload, field="photo", least_side=LEAST_SIDE_PX)
    digest = hashlib.sha256(kept.content).hexdigest()[:DIGEST_LETTERS]
    name = f"{PHOTOS}/{digest[:2]}/{digest}-{operation.hex}.{kept.extension}"
    storage = files.private_storage()
    if not storage.exists(name):
        storage.save(name, ContentFile(kept.content))
    return name


def photo_of(name: str, operation: UUID | None) -> str:
    """The name, if a picture was kept by it for this very operation: nobody makes another's picture their own.

    Raises PhotoUnknown.
    """
    ours = f"{PHOTOS}/[0-9a-f]{{2}}/[0-9a-f]{{{DIGEST_LETTERS}}}-{operation.hex}\\.[a-z]+" if operation else ""
    if re.fullmatch(ours, name) is None or not files.private_storage().exists(name):
        raise PhotoUnknown
    return name
