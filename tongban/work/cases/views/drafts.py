"""What the page of an intake sends while it is filled in: each scan as it comes, and what was typed so far."""

from django.http import Http404, HttpResponse, HttpResponseBadRequest, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.matters.answers import redirect_saved
from tongban.offer.bundles.models import Bundle
from tongban.offer.catalogue.models import Item
from tongban.work.cases.actions import drafts
from tongban.work.cases.forms.scans import SCAN, Tray, received
from tongban.work.cases.queries.counter import applicants
from tongban.work.cases.queries.drafts import drafts_of

takes_in = requires("cases.intake")
NOT_KEPT = (
    "csrfmiddlewaretoken",
    "accept",
    "take",
    "ask",
    "asked",
    "asked_name",
    "about_item",
    "about_bundle",
)
MOST_LETTERS = 200_000


@takes_in
@require_POST
def scan(request: StaffRequest) -> HttpResponse:
    """Keep a scan and recognise it by its name among the materials that the page asks for."""
    asked = dict(zip(request.POST.getlist("asked"), request.POST.getlist("asked_name"), strict=False))
    found, fault = received(request.POST, request.FILES, asked, request.user, now())
    if found is None:
        return JsonResponse({"fault": fault}, status=422)
    return JsonResponse({"mark": found.mark, "name": found.file.name, "which": found.which})


@takes_in
@require_POST
def draft(request: StaffRequest, pk: int) -> HttpResponse:
    """Keep what was typed so far; the answer says when."""
    applicant = get_object_or_404(applicants(request.user), pk=pk)
    at = now()
    typed = [(name, text.replace("\0", "")) for name, texts in request.POST.lists() for text in texts
             if name not in NOT_KEPT]  # fmt: skip
    if sum(len(text) for _name, text in typed) > MOST_LETTERS:
        return HttpResponseBadRequest()
    scans = [each.file for each in Tray(request.POST, {}, request.user).scans] if SCAN in request.POST else []
    drafts.save_draft(applicant, _about(request.POST), typed, scans, by=request.user, at=at)
    return HttpResponse(_("Kept %(at)s") % {"at": f"{localtime(at):%H:%M:%S}"}, content_type="text/plain")


@takes_in
@require_POST
def drop(request: StaffRequest, pk: int) -> HttpResponse:
    """Let an intake go that was begun."""
    found = get_object_or_404(drafts_of(request.user), pk=pk)
    about = found.item or found.bundle
    if about is None:
        raise Http404
    drafts.drop_draft(found.applicant, about, by=request.user)
    return redirect_saved(request, "cases:window", message=_("The intake begun was let go."))


def _about(said: QueryDict) -> Item | Bundle:
    if "about_bundle" in said:
        return get_object_or_404(Bundle, reference=said["about_bundle"])
    try:
        return get_object_or_404(Item, pk=int(said.get("about_item", "")))
    except ValueError as error:
        raise Http404 from error
