"""What anybody with a code may learn: how an application stands, and whether a paper or licence is good today."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tongban.doors.portal.find_by_code import find_by_code
from tongban.doors.portal.queries.progress import steps_of
from tongban.ground.kit.access import public
from tongban.ground.kit.throttle import limited
from tongban.ground.matters.papers import check_paper
from tongban.offer.licences import queries as licences
from tongban.work.cases.queries import public_checks

CODE = r"^[A-Za-z0-9_-]+\Z"


class AskProgress(forms.Form):
    """The number and the code of an application, as the receipt gives them."""

    number = forms.CharField(
        label=_("Case number"), max_length=20, help_text=_("For example CASE-2026-000017")
    )
    code = forms.CharField(
        label=_("Query code"), max_length=12, help_text=_("The ten characters on your receipt")
    )


class AskCheck(forms.Form):
    """The code on a paper or a licence."""

    code = forms.RegexField(CODE, label=_("Code for checking"), max_length=24, strip=True)


@public
@limited("progress", methods=["POST"])
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def progress(request: HttpRequest) -> HttpResponse:
    form = AskProgress(request.POST or None)
    found = find_by_code(form, public_checks.public_progress)
    context = {"form": form, "found": found, "steps": steps_of(found) if found else ()}
    return render(request, "portal/progress.html", context, status=422 if form.errors else 200)


@public
@require_safe
def check(request: HttpRequest) -> HttpResponse:
    form = AskCheck(request.GET or None)
    if form.is_valid():
        return redirect("checked", form.cleaned_data["code"])
    return render(request, "portal/check.html", {"form": form}, status=422 if form.errors else 200)


@public
@limited("check")
@require_safe
@never_cache
def checked(request: HttpRequest, code: str) -> HttpResponse:
    """Answer at once how the thing behind a code stands today; an unknown code gets a plain answer."""
    licence = licences.check_licence(code, localdate())
    paper = None if licence else check_paper(code)
    context = {"code": code, "licence": licence, "paper": paper, "today": localdate()}
    return render(request, "portal/checked.html", context, status=200 if licence or paper else 404)
