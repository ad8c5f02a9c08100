"""One's own account."""

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from tongban.ground.people import queries
from tongban.ground.people.access import StaffRequest, signed_in


@signed_in
def profile(request: StaffRequest) -> HttpResponse:
    return render(
        request,
        "people/profile.html",
        {
            "held": queries.roles_held(request.user, localdate()),
            "sign_ins": queries.latest_sign_ins(request.user),
            "has_second_factor": is_mfa_enabled(request.user),
        },
    )
