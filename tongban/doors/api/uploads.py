"""A file handed in by another system: scanned, kept once for its key, refused with what is wrong with it."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from ninja import Schema
from ninja.files import UploadedFile
from ninja.responses import Status

from tongban.doors.api.admission import ClientRequest
from tongban.doors.api.idempotency import do_once
from tongban.doors.api.problems import ApiProblem
from tongban.doors.api.shapes import Fault
from tongban.ground.kit.virus_scan import scan_upload


def hand_in_once(
    request: ClientRequest, key: str, file: UploadedFile, act: Callable[[], Schema]
) -> Status[Any]:
    """Do an act with an upload once, as ``do_once`` does."""
    try:
        scan_upload(file)
        return do_once(request, key, _said_of(file), act, 201)
    except ValidationError as error:
        faults = [Fault(at="file", detail=each) for each in error.messages]
        raise ApiProblem("invalid", errors=faults) from error


def _said_of(file: UploadedFile) -> list[str]:
    """Return what tells one upload from another: its name and its content, not the wrapping of the request."""
    digest = sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return [file.name or "", digest.hexdigest()]
