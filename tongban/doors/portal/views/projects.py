"""An enterprise's own construction projects: registered, its stages begun one after the other, corrected sets handed in."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.doors.portal.queries.whom import acting_as
from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.matters.answers import attempt, attempt_making, redirect_saved
from tongban.work.construction import papers
from tongban.work.construction.actions import projects as actions
from tongban.work.construction.actions import reviews
from tongban.work.construction.models import Project, ProjectClass, Review
from tongban.work.construction.queries.projects import project_shown, visible_to
from tongban.work.construction.queries.stages import lack_in_words, lacks_before, next_stage

applies = requires("cases.apply")


class ProjectForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's is not generic at run time
    """What a project says of itself."""

    class Meta:
        model = Project
        fields = ("code", "name", "place", "of")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the classes that apply today."""
        super().__init__(*args, **kwargs)
        self.fields["of"].queryset = ProjectClass.on(localdate())  # type: ignore[attr-defined]


class CorrectedForm(forms.Form):
    """The corrected set."""

    upload = forms.FileField(label=gettext_lazy("Corrected set, one file"))


@applies
@require_http_methods(["GET", "HEAD", "POST"])
def projects(request: StaffRequest) -> HttpResponse:
    """Show one's own projects; register another."""
    acting = acting_as(request, localdate(), "enterprise")
    form = ProjectForm(request.POST or None)

    def register() -> Project:
        if acting.chosen is None:
            raise Http404
        said = actions.ProjectContent(**form.cleaned_data)
        return actions.register(said, acting.chosen, by=request.user, at=now())

    status, made = attempt_making(form, register)
    if made is not None:
        return redirect_saved(request, "projects:project", made.reference)
    own = visible_to(request.user, localdate())
    shown = {"projects": own, "form": form, "acting": acting}
    return render(request, "portal/projects.html", shown, status=status)


def _own(request: StaffRequest, reference: str) -> Project:
    found: Project = get_object_or_404(visible_to(request.user, localdate()), reference=reference)
    return found


def _own_review(request: StaffRequest, reference: str) -> Review:
    own = visible_to(request.user, localdate())
    return get_object_or_404(Review, stage__project__in=own, reference=reference)


@applies
@require_safe
def project(request: StaffRequest, reference: str) -> HttpResponse:
    return _drawn(request, _own(request, reference), CorrectedForm(), 200)


def _drawn(request: StaffRequest, found: Project, form: CorrectedForm, status: int) -> HttpResponse:
    coming = next_stage(found) if found.status == "open" else None
    correcting = Review.objects.filter(stage__project=found, status="correcting")
    shown = {
        "project": found,
        "shown": project_shown(found, localdate()),
        "coming": coming,
        "lacks": [lack_in_words(each) for each in lacks_before(found, coming.number)] if coming else [],
        "correcting": list(correcting),
        "form": form,
    }
    return render(request, "portal/project.html", shown, status=status)


@applies
@require_POST
def begin_stage(request: StaffRequest, reference: str) -> HttpResponse:
    stage = actions.begin_stage(_own(request, reference), by=request.user, at=now())
    return redirect("my:joint", stage.joint.reference)


@applies
@require_POST
def hand_in(request: StaffRequest, reference: str) -> HttpResponse:
    """Hand in the corrected set of a review."""
    review = _own_review(request, reference)
    form = CorrectedForm(request.POST, request.FILES)
    status = attempt(
        form, lambda: reviews.hand_in_again(review, form.cleaned_data["upload"], by=request.user, at=now())
    )
    if status != 302:
        return _drawn(request, review.stage.project, form, status)
    messages.success(request, _("Handed in. The bodies look at what they had remarked."))
    return redirect("projects:project", review.stage.project.reference)


@applies
@require_safe
def paper(request: StaffRequest, reference: str, round_: int) -> HttpResponse:
    merged = get_object_or_404(_own_review(request, reference).merged, round=round_)
    return HttpResponse(papers.pdf(merged), content_type="application/pdf")
