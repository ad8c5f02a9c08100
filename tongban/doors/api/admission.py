"""Who may come in: a key with the scope, not too often, with a parcel of the kind and size asked for."""

import logging
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from ninja.parser import Parser
from ninja.security.http import HttpAuthBase

from tongban.doors.api.actions import note_use
from tongban.doors.api.models import Client
from tongban.doors.api.problems import ApiProblem
from tongban.doors.api.queries.clients import key_of
from tongban.ground.kit import strict_json
from tongban.ground.kit.contents import MOST_BYTES
from tongban.ground.kit.request_id import route_of
from tongban.ground.kit.throttle import allow, wait
from tongban.ground.people.models import User

LOG = logging.getLogger(__name__)

MINUTE = timedelta(minutes=1)
JSON, MULTIPART = "application/json", "multipart/form-data"
ENVELOPE_BYTES = 64 * 1024
ACCOUNT = ("client__user__acts_for", "client__applicant")
"""Whom a system acts for, read with its key."""
MOST = {JSON: 1024 * 1024, MULTIPART: MOST_BYTES + ENVELOPE_BYTES}


class ClientRequest(HttpRequest):
    """A request behind a key."""

    auth: Client
    user: User


class ApiKey(HttpAuthBase):
    """A key in the header ``Authorization: Bearer …`` that holds one of these scopes."""

    openapi_scheme = "bearer"

    def __init__(self, *scopes: str, takes: str = JSON) -> None:
        super().__init__()
        self.scopes, self.takes = scopes, takes

    def __call__(self, request: HttpRequest) -> Client:
        """Let a system in, or say why not, before anything of the body is read."""
        at = now()
        kind, _space, whole = request.headers.get("Authorization", "").partition(" ")
        is_key = kind.lower() == "bearer" and strict_json.is_plain(whole)
        key = key_of(whole.strip(), at, *ACCOUNT) if is_key else None
        if key is None:
            LOG.warning("key refused", extra={"kind": route_of(request)})
            said = _("Send a key that is neither expired nor revoked: Authorization: Bearer tb_…")
            raise ApiProblem("no-key", said, headers={"WWW-Authenticate": 'Bearer realm="tongban"'})
        client = key.client
        if not allow(f"api:{client.pk}", limit=client.per_minute, per=MINUTE, at=at):
            LOG.warning("asked too often", extra={"subject": f"CLIENT-{client.pk}"})
            later = str(wait(client.per_minute, MINUTE))
            raise ApiProblem("too-often", headers={"Retry-After": later})
        note_use(key, at=at)
        require_scope(client, *self.scopes)
        self._need_parcel(request)
        request.user = client.user
        return client

    def _need_parcel(self, request: HttpRequest) -> None:
        if "\x00" in request.path or any(
            "\x00" in value for pair in request.GET.lists() for value in pair[1]
        ):
            raise ApiProblem("unreadable", _("An address holds no NUL."))
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdigit():
            raise ApiProblem("unreadable", _("The length of the content is no number."))
        if int(length) > MOST[self.takes]:
            raise ApiProblem("too-large", _("At most %(most)d bytes.") % {"most": MOST[self.takes]})
        if int(length) and request.method != "GET" and request.content_type != self.takes:
            raise ApiProblem("media-type", _("Send %(kind)s.") % {"kind": self.takes})


def require_scope(client: Client, *scopes: str) -> None:
    """Refuse a client that holds none of these scopes."""
    if not set(scopes) & set(client.scopes):
        raise ApiProblem("scope", _("This asks for the scope %(scope)s.") % {"scope": " / ".join(scopes)})


class PlainJson(Parser):
    """JSON that can be kept: text without NUL and half characters, no NaN, no bottomless nesting."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Return the body, or raise ValueError."""
        return strict_json.read(request.body)
