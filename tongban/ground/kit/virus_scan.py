"""Looking for viruses in what is handed in: a port, and a client of ClamAV's INSTREAM protocol.

The scanner is never asked inside a transaction. An act that takes a file in is marked ``@looks_first``: the file is
looked at before its transaction begins and carries a mark that it was.
"""

import inspect
import logging
import socket
import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, Protocol, TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger.ports import guard_port, require_no_transaction

LOG = logging.getLogger(__name__)

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

CHUNK = 64 * 1024
SECONDS = 20.0
MOST_ANSWER = 4096
CLEAN_MARK = "_is_known_clean"


class ScanFailed(Exception):
    """The scanner could not be asked, or could not say."""


class Scanner(Protocol):
    """Something that looks for viruses."""

    def virus_in(self, content: bytes) -> str:
        """Return the name of what was found, or nothing; raise `Unscanned` when nobody can tell."""

    def version(self) -> str:
        """Return what the scanner says of itself; raise `Unscanned` when it cannot be reached."""


@dataclass(frozen=True, slots=True)
class ClamAV:
    """A clamd behind a TCP address (``tcp://host:3310``) or a socket file (``unix:/run/clamav/clamd.ctl``)."""

    address: str
    seconds: float = SECONDS

    def virus_in(self, content: bytes) -> str:
        """Send the content in pieces; the answer is ``stream: OK`` or ``stream: … FOUND``."""
        pieces = [content[start : start + CHUNK] for start in range(0, len(content), CHUNK)]
        sent = b"".join(struct.pack("!L", len(piece)) + piece for piece in pieces)
        said = self._asked(b"zINSTREAM\0" + sent + struct.pack("!L", 0))
        if said == "stream: OK":
            return ""
        if said.endswith(" FOUND"):
            return said.removeprefix("stream: ").removesuffix(" FOUND")
        raise ScanFailed(said or "no answer")

    def version(self) -> str:
        """Ask for the version of the engine and of its signatures."""
        return self._asked(b"zVERSION\0")

    def _asked(self, request: bytes) -> str:
        try:
            with self._connected() as line:
                line.sendall(request)
                return _answer(line)
        except OSError as error:
            raise ScanFailed(str(error)) from error

    def _connected(self) -> socket.socket:
        parts = urlsplit(self.address)
        if parts.scheme == "tcp" and parts.hostname and parts.port:
            return socket.create_connection((parts.hostname, parts.port), timeout=self.seconds)
        if parts.scheme == "unix" and parts.path:
            line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            line.settimeout(self.seconds)
            line.connect(parts.path)
            return line
        raise ImproperlyConfigured(
            f"TONGBAN_VIRUS_SCANNER={self.address!r}: write tcp://host:3310 or unix:/run/clamav/clamd.ctl"
        )


def scanner() -> Scanner | None:
    """Return the scanner of the installation (settings.VIRUS_SCANNER), or None where none is set."""
    return guard_port(ClamAV(settings.VIRUS_SCANNER)) if settings.VIRUS_SCANNER else None


def scan_first(*names: str) -> Callable[[Callable[Given, Answer]], Callable[Given, Answer]]:
    """Mark an act: the uploads among these arguments are looked at before it begins its transaction."""

    def mark(act: Callable[Given, Answer]) -> Callable[Given, Answer]:
        signature = inspect.signature(act)

        @wraps(act)
        def looked(*args: Given.args, **named: Given.kwargs) -> Answer:
            given = signature.bind(*args, **named).arguments
            for name in names:
                for upload in _uploads_in(given.get(name)):
                    scan_upload(upload)
            return act(*args, **named)

        return looked

    return mark


def _uploads_in(value: object) -> Iterator["UploadedFile[bytes]"]:
    """Return the uploads that an argument is, or holds in a list or by key."""
    if isinstance(value, UploadedFile):
        yield value
    elif isinstance(value, Mapping):
        yield from _uploads_in(list(value.values()))
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _uploads_in(each)


def scan_upload(upload: "UploadedFile[bytes]") -> None:
    """Look for viruses in an upload; what was looked at once is kept without another look."""
    if not is_known_clean(upload):
        upload.seek(0)
        require_clean(upload.read(settings.REQUEST_MOST_BYTES))
        upload.seek(0)
        mark_clean(upload)


def mark_clean(upload: "UploadedFile[bytes]") -> None:
    """Mark an upload as needing no look: it was looked at, or is the house's own."""
    setattr(upload, CLEAN_MARK, True)


def is_known_clean(upload: Any) -> bool:
    """Return whether an upload was looked at."""
    return getattr(upload, CLEAN_MARK, False)


def require_clean(content: bytes) -> None:
    """Raise ValidationError for a content with a virus, and for one that nobody could look at."""
    require_no_transaction("The virus scanner")
    looking = scanner()
    if looking is None:
        return
    try:
        found = looking.virus_in(content)
    except ScanFailed as error:
        LOG.error("the virus scanner does not answer", exc_info=error)
        text = _(
            "The virus scanner does not answer, so the file was not taken. Please try again in a few minutes."
        )
        raise ValidationError(text, code="unscanned") from error
    if found:
        LOG.warning("file refused", extra={"reason": "infected", "size_bytes": len(content)})
        text = _("A virus was found in this file (%(name)s). It was not taken; please check your computer.")
        raise ValidationError(text, code="infected", params={"name": found})


def _answer(line: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < MOST_ANSWER:
        piece = line.recv(MOST_ANSWER)
        if not piece:
            break
        said += piece
    return said.rstrip(b"\0").decode("utf-8", "replace").strip()
