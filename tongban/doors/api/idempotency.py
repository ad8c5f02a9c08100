"""Idempotent requests: an act is done once, and its answer is kept with the idempotency key."""

import json
from collections.abc import Callable
from hashlib import sha256
from typing import Annotated, Any

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from ninja import Header, Schema
from ninja.responses import Status

from tongban.doors.api.admission import ClientRequest
from tongban.doors.api.models import Answer
from tongban.doors.api.problems import ApiProblem

IdempotencyKey = Annotated[
    str,
    Header(
        ...,
        alias="Idempotency-Key",
        min_length=1,
        max_length=100,
        pattern="^[!-~]+$",
        description=gettext_noop("A new one for each act; the same again gives the same answer"),
    ),
]


def do_once(
    request: ClientRequest, key: str, given: Any, act: Callable[[], Schema], code: int = 200
) -> Status[Any]:
    """Do an act and keep its answer; the same key again gives the answer and does nothing.

    The key is taken, the act done and the answer kept in one transaction: of two requests at the same moment the
    second waits for the first. What was refused is not kept, for nothing was done.
    """
    digest = _digest(request, given)
    with transaction.atomic():
        kept, is_new = Answer.objects.get_or_create(
            client=request.auth, key=key, defaults={"digest": digest, "at": now()}
        )
        if is_new:
            kept.code, kept.body = code, act().model_dump(mode="json")
            kept.save(update_fields=["code", "body"])
    if kept.digest != digest:
        raise ApiProblem("key-reused", _("Use a new key for a new request."))
    return Status(kept.code, kept.body)


def _digest(request: ClientRequest, given: Any) -> str:
    said = given.model_dump(mode="json") if isinstance(given, Schema) else given
    written = json.dumps([request.method, request.path, said], sort_keys=True, ensure_ascii=True)
    return sha256(written.encode()).hexdigest()
