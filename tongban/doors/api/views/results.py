"""Checking a licence, and the published figures of ratings."""

from datetime import date

from django.http import Http404
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Query, Router

from tongban.account.insight.engines.protocol import EngineDown
from tongban.account.insight.rules import Period
from tongban.doors.api.admission import ClientRequest
from tongban.doors.api.problems import ApiProblem
from tongban.doors.api.queries import results as told
from tongban.doors.api.shapes import Fault
from tongban.doors.api.shapes import results as shapes
from tongban.doors.api.views.requirements import requires_scopes

router = Router()


@router.post(
    "/licences/check",
    response=shapes.LicenceChecked,
    summary=gettext_noop("Check a licence by number and code"),
    tags=["licences"],
    **requires_scopes("licences"),
)
def check_licence(request: ClientRequest, given: shapes.LicenceAsked) -> shapes.LicenceChecked:
    found = told.licence(given, localdate())
    if found is None:
        raise Http404
    return found


@router.get(
    "/ratings/figures",
    response=shapes.Figures,
    summary=gettext_noop("Figures of a year that is over, by item or division"),
    tags=["ratings"],
    **requires_scopes("ratings"),
)
def read_figures(request: ClientRequest, asked: Query[shapes.FiguresQuery]) -> shapes.Figures:
    year = (asked.since or asked.until or localdate().replace(year=localdate().year - 1, day=1)).year
    since, until = asked.since or date(year, 1, 1), asked.until or date(year, 12, 31)
    if since > until:
        raise ApiProblem("invalid", errors=[Fault(at="since", detail=_("The period ends before it begins."))])
    period = Period(since, until)
    reason = told.why_not(period, localdate())
    if reason:
        raise ApiProblem("invalid", errors=[Fault(at="since", detail=reason.says)])
    try:
        return told.figures(period, asked.by)
    except EngineDown as down:
        raise ApiProblem("failed", str(down)) from down
