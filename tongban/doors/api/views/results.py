"""Checking a licence, and the published figures of ratings."""

from datetime import timedelta

from django.http import Http404
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Query, Router

from tongban.account.insight.queries import EngineDown, Period
from tongban.doors.api.admission import ClientRequest
from tongban.doors.api.problems import Problem
from tongban.doors.api.queries import results as told
from tongban.doors.api.shapes import Fault
from tongban.doors.api.shapes import results as shapes
from tongban.doors.api.views.asking import opens

router = Router()
PERIOD = timedelta(days=365)


@router.post(
    "/licences/check",
    response=shapes.LicenceChecked,
    summary=gettext_noop("Check a licence by number and code"),
    tags=["licences"],
    **opens("licences"),
)
def check_licence(request: ClientRequest, given: shapes.LicenceAsked) -> shapes.LicenceChecked:
    found = told.licence(given, localdate())
    if found is None:
        raise Http404
    return found


@router.get(
    "/ratings/figures",
    response=shapes.Figures,
    summary=gettext_noop("Figures of a period, by item or division"),
    tags=["ratings"],
    **opens("ratings"),
)
def read_figures(request: ClientRequest, asked: Query[shapes.FiguresQuery]) -> shapes.Figures:
    until = asked.until or localdate()
    since = asked.since or max(until, until.min + PERIOD) - PERIOD
    if since > until:
        raise Problem("invalid", errors=[Fault(at="since", detail=_("The period ends before it begins."))])
    try:
        return told.figures(Period(since, until), asked.by)
    except EngineDown as down:
        raise Problem("failed", str(down)) from down
