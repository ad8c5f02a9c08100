"""An applicant's file: found by number, read on one page; each look at it is kept in the ledger."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongban.doors.desk import actions
from tongban.doors.desk.forms import ApplicantForm
from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.people.queries import applicants_read_by
from tongban.ground.people.subject_files import file_of

reads_files = requires("people.applicants", "cases.read_all", "cases.supervise")


@reads_files
def find_applicant(request: StaffRequest) -> HttpResponse:
    """Find an applicant by number, which never stands in an address."""
    form = ApplicantForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = applicants_read_by(request.user).filter(**form.cleaned_data).first()
        if found is not None:
            return redirect("desk:applicant", found.pk)
        form.add_error("number", _("Nobody is registered here under this number."))
    return render(request, "desk/applicants.html", {"form": form}, status=422 if form.errors else 200)


@reads_files
@require_safe
def applicant_file(request: StaffRequest, pk: int) -> HttpResponse:
    """Show what every room holds of one person, of what the reader may see."""
    found = get_object_or_404(applicants_read_by(request.user), pk=pk)
    parts = file_of(found, request.user, localdate())
    actions.note_look(found, by=request.user, at=now())
    return render(request, "desk/applicant.html", {"applicant": found, "parts": parts})
