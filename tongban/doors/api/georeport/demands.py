"""A service request from outside, made a demand: each argument checked before anything is kept."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import QueryDict
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from tongban.doors.api.georeport.arguments import plain
from tongban.doors.api.georeport.errors import GeoReportError
from tongban.doors.api.georeport.services import service_of
from tongban.work.hotline.effects.intake import Demand
from tongban.work.hotline.effects.particulars import Particulars
from tongban.work.hotline.models import Channel, ClassQuestion, DemandClass, Kind
from tongban.work.hotline.queries.registers import Registers, registers

MOST_CHARS = 4_000
LONGEST = {
    "address_string": 200,
    "email": 254,
    "phone": 40,
    "first_name": 30,
    "last_name": 29,
    "media_url": 2000,
}
DEGREES = {"lat": 90, "long": 180}
MICRO = Decimal("0.000001")
YES = ("true", "1", "yes")


def demand_of(form: QueryDict, day: date, system: str) -> tuple[Demand, Particulars]:
    """Return what is asked and what was said beside it."""
    given = plain(form)
    _need_lengths(given)
    known = registers()
    service = _service(known, given, day)
    line = known.main_line(day)
    if line is None:
        raise GeoReportError(400, _("No line is open today on which this could be filed."))
    description = given.get("description", "") or service.name
    where = _where(known, given)
    particulars = Particulars(
        may_publish=given.get("may_publish", "").lower() in YES,
        email=_email(given),
        media_url=_media(given),
        answers=_answers(service, form),
        system=system,
    )
    demand = Demand(
        line=line,
        kind=Kind.HELP,
        channel=Channel.API,
        text=description,
        demand_class=service,
        caller_name=_name(given),
        phone=given.get("phone", ""),
        **where,
    )
    return demand, particulars


def _need_lengths(given: Mapping[str, str]) -> None:
    for name, most in {**LONGEST, "description": MOST_CHARS}.items():
        if len(given.get(name, "")) > most:
            said = {"name": name, "most": most, "count": len(given[name])}
            raise GeoReportError(
                400, _("%(name)s has at most %(most)d characters; this one has %(count)d.") % said
            )


def _service(known: Registers, given: Mapping[str, str], day: date) -> DemandClass:
    if "service_code" not in given:
        raise GeoReportError(400, _("service_code was not provided."))
    return service_of(known, given["service_code"], day)


def _where(known: Registers, given: Mapping[str, str]) -> dict[str, Any]:
    """Return the place: a point, an address in words, the code of an area, or several of them."""
    if ("lat" in given) != ("long" in given):
        raise GeoReportError(400, _("lat and long are sent together."))
    if not {"lat", "address_string", "address_id"} & set(given):
        raise GeoReportError(400, _("Say where: lat and long, address_string or address_id."))
    address = given.get("address_string", "")
    area = known.area_named_in(address)
    if "address_id" in given:
        area = next((each for each in known.areas if each.code == given["address_id"]), None)
        if area is None:
            raise GeoReportError(400, _("address_id is no area of this city."))
    found: dict[str, Any] = {"place": address, "area_id": area.pk if area else None}
    if "lat" in given:
        found |= {"latitude": _degrees(given, "lat"), "longitude": _degrees(given, "long")}
    return found


def _degrees(given: Mapping[str, str], name: str) -> Decimal:
    try:
        value = Decimal(given[name])
        if not value.is_finite() or not -DEGREES[name] <= value <= DEGREES[name]:
            raise InvalidOperation
        return value.quantize(MICRO)
    except InvalidOperation as error:
        said = {"name": name, "most": DEGREES[name]}
        raise GeoReportError(
            400, _("%(name)s is a number of degrees from -%(most)d to %(most)d.") % said
        ) from error


def _email(given: Mapping[str, str]) -> str:
    told = given.get("email", "")
    try:
        if told:
            validate_email(told)
    except ValidationError as error:
        raise GeoReportError(400, _("email is no e-mail address.")) from error
    return told


def _media(given: Mapping[str, str]) -> str:
    """Return the address of a picture as a text; nothing here ever opens it."""
    told = given.get("media_url", "")
    if told and not settings.OPEN311_KEEPS_MEDIA_URL:
        raise GeoReportError(400, _("media_url is not taken here; please leave it out."))
    try:
        parts = urlsplit(told)
    except ValueError:
        parts = urlsplit("")
    if told and (parts.scheme not in ("http", "https") or not parts.netloc):
        raise GeoReportError(400, _("media_url is no address that begins with http:// or https://."))
    return told


def _name(given: Mapping[str, str]) -> str:
    first, last = given.get("first_name", ""), given.get("last_name", "")
    return f"{first} {last}".strip() if (first + last).isascii() else last + first


def _answers(service: DemandClass, form: QueryDict) -> dict[str, Any]:
    """Return the answers to the questions of a class, in words; an attribute that is not asked for is refused."""
    asked = {each.code: each for each in service.questions.all()}
    told: dict[str, list[str]] = {}
    for name, values in form.lists():
        if name.startswith("attribute["):
            code = name.removeprefix("attribute[").removesuffix("[]").removesuffix("]")
            told[code] = [str(value).strip() for value in values if str(value).strip()]
    unknown = set(told) - set(asked)
    if unknown:
        raise GeoReportError(
            400, _("attribute[%(code)s] is not asked for.") % {"code": sorted(unknown)[0][:40]}
        )
    return {
        question.question: said
        for code, question in asked.items()
        if (said := _answer(question, told.get(code, [])))
    }


def _answer(question: ClassQuestion, told: list[str]) -> str:
    kind, said = question.datatype, {"code": question.code}
    if not told:
        if question.is_required:
            raise GeoReportError(400, _("attribute[%(code)s] is required.") % said)
        return ""
    if len(told) > 1 and kind != ClassQuestion.Datatype.SEVERAL:
        raise GeoReportError(400, _("attribute[%(code)s] has one value.") % said)
    if names := question.names:
        if not set(told) <= set(names):
            raise GeoReportError(400, _("attribute[%(code)s] has a value that is not in its list.") % said)
        return "、".join(names[key] for key in told)
    if not _is_of_kind(kind, told[0]):
        raise GeoReportError(
            400, _("attribute[%(code)s] is not of the kind %(kind)s.") % {**said, "kind": kind}
        )
    return told[0]


def _is_of_kind(kind: str, value: str) -> bool:
    if len(value) > MOST_CHARS:
        return False
    try:
        if kind == ClassQuestion.Datatype.NUMBER:
            return Decimal(value).is_finite()
        if kind == ClassQuestion.Datatype.DATETIME:
            return parse_datetime(value) is not None
    except (InvalidOperation, ValueError):
        return False
    return kind == ClassQuestion.Datatype.TEXT or "\n" not in value
