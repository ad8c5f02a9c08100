"""The services: the classes in which demands are filed today, and the questions of each."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from tongban.doors.api.georeport.errors import GeoReportError
from tongban.work.hotline.models import ClassQuestion, DemandClass
from tongban.work.hotline.queries.catalogue import successor_of
from tongban.work.hotline.queries.registers import Registers, registers


def services_on(day: date) -> list[dict[str, Any]]:
    """Return the list of services."""
    return [_service(each) for each in registers().open_on(day)]


def service_of(known: Registers, code: str, day: date) -> DemandClass:
    """Return a service by its code; what ended says what follows it."""
    found = known.open_class(code, day)
    if found is not None:
        return found
    ended = known.class_of.get(code)
    if ended is None or ended.merged_into is None:
        raise GeoReportError(404, _("The service_code %(code)s was not found.") % {"code": code[:40]})
    said = {"code": code, "next": successor_of(ended).key}
    raise GeoReportError(404, _("The service_code %(code)s has ended; %(next)s follows it.") % said)


def definition_of(service: DemandClass) -> dict[str, Any]:
    """Return the attributes of a service."""
    return {
        "service_code": service.key,
        "attributes": [_attribute(each) for each in service.questions.all()],
    }


def _service(found: DemandClass) -> dict[str, Any]:
    above = _names_above(found)
    former = [each.name for each in found.names.all() if each.name != found.name]
    return {
        "service_code": found.key,
        "service_name": found.name,
        "description": " / ".join([*above, found.name]),
        "metadata": bool(found.questions.all()),
        "type": "realtime",
        "keywords": ", ".join(former),
        "group": above[0] if above else found.name,
    }


def _names_above(found: DemandClass) -> list[str]:
    return [*_names_above(found.parent), found.parent.name] if found.parent else []


def _attribute(asked: ClassQuestion) -> dict[str, Any]:
    return {
        "variable": True,
        "code": asked.code,
        "datatype": asked.datatype,
        "required": asked.is_required,
        "datatype_description": asked.hint or None,
        "order": asked.position,
        "description": asked.question,
        "values": [{"key": key, "name": name} for key, name in asked.names.items()],
    }
