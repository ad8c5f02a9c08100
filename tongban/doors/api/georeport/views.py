"""The addresses of GeoReport v2."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate, localtime, now
from django.utils.translation import gettext as _

from tongban.doors.api.georeport.arguments import arguments_of, client_of, form_of
from tongban.doors.api.georeport.demands import demand_of
from tongban.doors.api.georeport.errors import GeoReportError, geo_report
from tongban.doors.api.georeport.formats import MEDIA_TYPES, answer
from tongban.doors.api.georeport.requests import asked_for, is_extended, request_of
from tongban.doors.api.georeport.services import definition_of, service_of, services_on
from tongban.work.hotline.actions.outside import file_outside
from tongban.work.hotline.models import DemandClass
from tongban.work.hotline.queries.public import filing_by_token, public_orders
from tongban.work.hotline.queries.registers import registers

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"


@geo_report("GET", "HEAD")
def discovery(request: HttpRequest, form: str) -> HttpResponse:
    """Say which services there are and where."""
    arguments_of(request)
    changed = DemandClass.objects.order_by("-since").values_list("since", flat=True).first()
    changeset = f"{changed or localdate():%Y-%m-%d}T00:00:00Z"
    endpoint = {
        "specification": SPECIFICATION,
        "url": request.build_absolute_uri(reverse("open311:root")).rstrip("/"),
        "changeset": changeset,
        "type": "test" if settings.DEMO else "production",
        "formats": [each.partition(";")[0] for each in MEDIA_TYPES.values()],
    }
    said = {
        "changeset": changeset,
        "contact": _("Call 12345."),
        "key_service": _("The administrator of the bureau registers systems and issues keys."),
        "endpoints": [endpoint],
    }
    return answer("discovery", said, form)


@geo_report("GET", "HEAD")
def services(request: HttpRequest, form: str) -> HttpResponse:
    arguments_of(request)
    return answer("services", services_on(localdate()), form)


@geo_report("GET", "HEAD")
def service(request: HttpRequest, form: str, code: str) -> HttpResponse:
    arguments_of(request)
    return answer("service_definition", definition_of(service_of(registers(), code, localdate())), form)


@geo_report("GET", "HEAD", "POST")
def requests(request: HttpRequest, form: str) -> HttpResponse:
    """List requests, or file one."""
    if request.method == "POST":
        return _file(request, form)
    given = arguments_of(request)
    found = asked_for(given, now())
    return answer(
        "service_requests", [request_of(each, is_extended=is_extended(given)) for each in found], form
    )


@geo_report("GET", "HEAD")
def one_request(request: HttpRequest, form: str, reference: str) -> HttpResponse:
    given = arguments_of(request)
    found = public_orders().filter(reference=reference).first()
    if found is None:
        raise GeoReportError(404, _("The service_request_id was not found."))
    return answer("service_requests", [request_of(found, is_extended=is_extended(given))], form)


@geo_report("GET", "HEAD")
def token(request: HttpRequest, form: str, code: str) -> HttpResponse:
    """Say the number of a request that was set aside at first, once it was let in."""
    arguments_of(request)
    found = filing_by_token(code)
    if found is None:
        raise GeoReportError(404, _("The token was not found."))
    filing, is_in = found
    said = {"service_request_id": filing.order.reference if is_in else None, "token": filing.token}
    return answer("service_requests", [said], form)


@geo_report("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
def unknown(_request: HttpRequest, _form: str, **_given: str) -> HttpResponse:
    raise Http404


def _file(request: HttpRequest, form: str) -> HttpResponse:
    """File a request; beyond the limit of its number it is kept, and its number is told by token once it is let in."""
    posted = form_of(request)
    client = client_of(posted)
    at = now()
    demand, particulars = demand_of(posted, localtime(at).date(), client.reference)
    order, code = file_outside(demand, particulars, at=at)
    said = {
        "order": order.reference,
        "code": code,
        "address": request.build_absolute_uri(reverse("ask:follow")),
    }
    notice = _("Follow it under %(address)s by its number %(order)s and the code %(code)s.") % said
    filing = getattr(order, "filing")  # noqa: B009 - kept with the order by the same act
    if hasattr(order, "quarantine"):
        more = _("Many requests came from this telephone number today; an agent looks at this one first.")
        kept = {"token": filing.token, "service_notice": f"{more} {notice}", "account_id": None}
    else:
        kept = {"service_request_id": order.reference, "service_notice": notice, "account_id": None}
    return answer("service_requests", [kept], form, 201)
