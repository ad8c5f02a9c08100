"""One's own account, and who acts in whose place."""

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST

from tongban.ground.ledger import Refused
from tongban.ground.people import queries
from tongban.ground.people.access import StaffRequest, signed_in
from tongban.ground.people.actions import substitutions
from tongban.ground.people.forms import SubstitutionForm
from tongban.ground.people.substitutions import ACTING, substitutions_around, substitutions_on


@signed_in
def profile(request: StaffRequest) -> HttpResponse:
    return _page(request, SubstitutionForm(by=request.user))


def _page(request: StaffRequest, form: SubstitutionForm, status: int = 200) -> HttpResponse:
    user, day = request.user, localdate()
    shown = {
        "held": queries.roles_held(user, day),
        "sign_ins": queries.latest_sign_ins(user),
        "has_second_factor": is_mfa_enabled(user),
        "substitutions": substitutions_around(user, day),
        "today": day,
        "form": form,
    }
    return render(request, "people/profile.html", shown, status=status)


@signed_in
@require_POST
def appoint(request: StaffRequest) -> HttpResponse:
    """Name who acts in the own place, or in that of somebody under the own department."""
    form = SubstitutionForm(request.POST, by=request.user)
    if not form.is_valid():
        return _page(request, form, 422)
    try:
        substitutions.appoint_deputy(**form.cleaned_data, by=request.user, at=now())
    except Refused as refused:
        form.add_error(None, str(refused))
        return _page(request, form, 409)
    return redirect("people:profile")


@signed_in
@require_POST
def end(request: StaffRequest, pk: int) -> HttpResponse:
    """End a substitution in the own place."""
    kept = get_object_or_404(substitutions_around(request.user, localdate()), pk=pk)
    substitutions.end_substitution(kept, by=request.user, at=now())
    return redirect("people:profile")


@signed_in
@require_POST
def act_for(request: StaffRequest) -> HttpResponse:
    """Begin to act in a colleague's place, or be oneself again where none is named."""
    chosen = request.POST.get("substitution", "")
    if chosen.isdecimal():
        held = get_object_or_404(substitutions_on(localdate()), pk=int(chosen), deputy=request.user.pk)
        request.session[ACTING] = held.pk
    else:
        request.session.pop(ACTING, None)
    return redirect("home")
