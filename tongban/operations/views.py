"""How the installation stands, as ``tongban check`` tells it, for whoever has no shell at hand."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.operations.inspection import inspect

LIGHTS = {"good": "green", "advice": "yellow", "missing": "red"}


@requires("people.manage")
@require_safe
def state(request: StaffRequest) -> HttpResponse:
    found = [(LIGHTS[each.state], each) for each in inspect()]
    worst_first = sorted(found, key=lambda each: ("red", "yellow", "green").index(each[0]))
    return render(request, "operations/state.html", {"findings": worst_first})
