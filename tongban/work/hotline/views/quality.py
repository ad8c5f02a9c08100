"""How good the suggestions are, for whoever leads the hotline."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.work.hotline.queries.quality import quality_page


@requires("hotline.lead")
@require_safe
def suggestion_quality(request: StaffRequest) -> HttpResponse:
    return render(request, "hotline/suggestion_quality.html", quality_page())
