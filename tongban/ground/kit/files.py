"""Files: checked, kept once under their digest, and given out only when a room that owns them agrees."""

import hashlib
import logging
import os
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.contents import MOST_BYTES, USUAL, check_content, safe_name
from tongban.ground.kit.formulas import name_to_hand_out
from tongban.ground.kit.models import StoredFile
from tongban.ground.kit.virus_scan import is_known_clean, require_clean
from tongban.ground.ledger import Refused, record
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.rooms import modules_named
from tongban.ground.sandbox import Stopped
from tongban.ground.sandbox.pictures import without_particulars

KEEPING = "online-service-rules:12"
LOG = logging.getLogger(__name__)
PICTURES = ("jpeg", "png")
ANYTHING_FORBIDDEN = "default-src 'none'; sandbox"
SHOWN_IN_A_FRAME = "script-src 'none'; object-src 'self'; form-action 'none'; frame-ancestors 'self'"
"""What the browser's own viewer of PDF needs, and no more: in a sandbox it shows nothing."""


class FileChanged(Refused, OSError):
    """A stored file is no longer what was kept; it is not given out."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This file is no longer what was kept, so it is not given out. The administrator has been told."
            )
        )


def store(
    upload: "UploadedFile[bytes] | StoredFile",
    *,
    by: Any,
    at: datetime,
    allowed: tuple[str, ...] = USUAL,
    most_bytes: int = MOST_BYTES,
) -> StoredFile:
    """Check an uploaded file and keep it; the same content is kept once, what is kept already stays."""
    if isinstance(upload, StoredFile):
        return upload
    content, is_clean = upload.read(most_bytes + 1), is_known_clean(upload)
    named = upload.name or ""
    return store_content(
        content, named, by=by, at=at, allowed=allowed, most_bytes=most_bytes, is_clean=is_clean
    )


def store_content(
    content: bytes,
    name: str,
    *,
    by: Any,
    at: datetime,
    allowed: tuple[str, ...] = USUAL,
    most_bytes: int = MOST_BYTES,
    is_clean: bool = False,
) -> StoredFile:
    """Check a content and keep it; raise ValidationError when it is not what may be kept.

    Inside a transaction the content is clean already: it was looked at before, or the house has made it itself.
    """
    kind = check_content(content, name, allowed, most_bytes)
    if not is_clean:
        require_clean(content)
    if kind.code in PICTURES:
        content = _picture_alone(content)
    digest = hashlib.sha256(content).hexdigest()
    _write_once(path_of(digest), content)
    kept, _is_new = StoredFile.objects.get_or_create(
        digest=digest,
        defaults={
            "name": safe_name(name, kind.code),
            "media_type": kind.media_type,
            "size_bytes": len(content),
            "uploaded_by": by,
            "uploaded_at": at,
        },
    )
    return kept


def _picture_alone(content: bytes) -> bytes:
    """Return a picture without the place, the time and the camera that a telephone writes into it."""
    try:
        return without_particulars(content)
    except Stopped as error:
        raise ValidationError(
            _("This picture cannot be read. Please send another one."), code="picture"
        ) from error


def path_of(digest: str) -> Path:
    """Return where a content lies: var/files/ab/cd/abcd…"""
    return Path(settings.FILES_ROOT) / digest[:2] / digest[2:4] / digest


def content_of(stored: StoredFile) -> bytes:
    """Return the content; raise when it is no longer what was kept."""
    content = path_of(stored.digest).read_bytes()
    if hashlib.sha256(content).hexdigest() != stored.digest:
        _sound_alarm(stored, at=timezone.now())
        raise FileChanged
    return content


def may_read(user: Any, stored: StoredFile) -> bool:
    """Return whether any room that owns the file lets this person read it (``file_rights.py``)."""
    return any(room.may_read(user, stored) for room in modules_named("file_rights"))


def download(stored: StoredFile) -> FileResponse:
    """Return the file as an attachment that no browser will run; refuse one that is no longer what was kept."""
    file = path_of(stored.digest).open("rb")
    if hashlib.file_digest(file, "sha256").hexdigest() != stored.digest:
        file.close()
        _sound_alarm(stored, at=timezone.now())
        raise FileChanged
    file.seek(0)
    response = FileResponse(
        file,
        as_attachment=True,
        filename=name_to_hand_out(stored, path_of(stored.digest)),
        content_type=stored.media_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = ANYTHING_FORBIDDEN
    return response


def show_inline(stored: StoredFile) -> FileResponse | None:
    """Return a picture or a PDF to be looked at in a frame of this house; nothing for what a browser might run."""
    if not stored.is_shown_inline:
        return None
    response = download(stored)
    response["Content-Disposition"] = "inline"
    response["Content-Security-Policy"] = SHOWN_IN_A_FRAME
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response


def changed_on_disk(
    *, progress: Callable[[int], None] = lambda done: None
) -> Iterator[tuple[StoredFile, bool]]:
    """Return the stored files whose content is missing or differs, and whether it is there at all."""
    for number, stored in enumerate(StoredFile.objects.order_by("pk").iterator(chunk_size=2000), start=1):
        path = path_of(stored.digest)
        if not path.is_file():
            yield stored, False
        else:
            with path.open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != stored.digest:
                    yield stored, True
        progress(number)


def _sound_alarm(stored: StoredFile, *, at: datetime) -> None:
    """Tell the log and, once a day for each file, the ledger."""
    LOG.error("a kept file is no longer what was kept", extra={"digest": stored.digest})
    subject = f"FILE-{stored.digest}"
    told = Entry.objects.filter(subject=subject, at__gt=at - timedelta(days=1)).exists()
    if not told:
        record(subject, "find_changed", by=None, at=at, basis=KEEPING, payload={"name": stored.name})


def _write_once(path: Path, content: bytes) -> None:
    if path.exists():
        path.touch()
        return
    for folder in (path.parent.parent.parent, path.parent.parent, path.parent):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    os.replace(draft, path)
