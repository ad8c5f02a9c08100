"""What a request says: its arguments, a null one like none; who sends it, and how often."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.utils.timezone import now
from django.utils.translation import gettext as _

from tongban.doors.api.actions import note_use
from tongban.doors.api.georeport.errors import GeoReportError
from tongban.doors.api.models import Client
from tongban.doors.api.queries.clients import key_of
from tongban.ground.kit import strict_json
from tongban.ground.kit.throttle import address_of, allow, rate, wait

FORM = "application/x-www-form-urlencoded"
SCOPE = "hotline"
MOST_BYTES = 256 * 1024
MINUTE = timedelta(minutes=1)


def arguments_of(request: HttpRequest) -> Mapping[str, str]:
    """Return the arguments of a reading, which anybody may do, though not too often."""
    limit, per = rate(settings.RATE_LIMITS["open311"])
    if not allow(f"open311:{address_of(request)}", limit=limit, per=per, at=now()):
        _too_often(limit, per)
    _need_jurisdiction(request.GET)
    return plain(request.GET)


def form_of(request: HttpRequest) -> QueryDict:
    """Return the form that was posted: of the kind, size and encoding asked for."""
    if request.content_type != FORM:
        raise GeoReportError(400, _("Send the arguments as %(kind)s.") % {"kind": FORM})
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        raise GeoReportError(413, _("At most %(most)d bytes.") % {"most": MOST_BYTES})
    try:
        unquote_to_bytes(request.body).decode()
    except UnicodeDecodeError as error:
        raise GeoReportError(400, _("Send the arguments in UTF-8.")) from error
    _need_jurisdiction(request.POST)
    return request.POST


def plain(given: QueryDict) -> dict[str, str]:
    """Return arguments without blanks around them; one that says nothing is not there."""
    said = {name: str(value).strip() for name, value in given.items()}
    for name, value in said.items():
        if not strict_json.is_plain(name + value):
            raise GeoReportError(400, _("An argument holds a character that cannot be kept (NUL)."))
    return {name: value for name, value in said.items() if value}


def client_of(form: QueryDict) -> Client:
    """Return whose api_key was sent; without a good one nothing is filed."""
    at = now()
    whole = str(form.get("api_key", "")).strip()
    if not whole:
        raise GeoReportError(403, _("Send an api_key; filing asks for one."))
    key = key_of(whole, at) if strict_json.is_plain(whole) else None
    if key is None or SCOPE not in key.client.scopes:
        raise GeoReportError(403, _("This api_key does not open this, has expired or was revoked."))
    client = key.client
    if not allow(f"api:{client.pk}", limit=client.per_minute, per=MINUTE, at=at):
        _too_often(client.per_minute, MINUTE)
    note_use(key, at=at)
    return client


def _need_jurisdiction(given: QueryDict) -> None:
    told = str(given.get("jurisdiction_id", "")).strip()
    if told and told != settings.JURISDICTION:
        raise GeoReportError(
            404,
            _("The jurisdiction_id was not found here; this is %(own)s.") % {"own": settings.JURISDICTION},
        )


def _too_often(limit: int, per: timedelta) -> Any:
    seconds = wait(limit, per)
    said = _("Too many requests; one more in %(seconds)d seconds.") % {"seconds": seconds}
    raise GeoReportError(429, said, Retry_After=str(seconds))
