"""Rating a service with the code of its link: once, and once more after the call back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tongban.doors.portal.actions import OVER, invite_to_rate
from tongban.ground.kit.access import public
from tongban.ground.kit.throttle import limited
from tongban.work.cases.queries.public_checks import case_to_rate
from tongban.work.hall.queries.places import kiosk_of
from tongban.work.ratings import actions
from tongban.work.ratings.models import Channel, Invitation, Level, Rating
from tongban.work.ratings.queries import invitation_by_code

MOST_WORDS = 500


class OpinionForm(forms.Form):
    """A level and, freely, words."""

    level = forms.TypedChoiceField(
        label=_("How satisfied are you?"), choices=Level.choices, coerce=int, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("In your own words"),
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea({"rows": 3}),
    )


class FirstOpinionForm(OpinionForm):
    """The first rating: with reasons, and whether one may be called back."""

    reasons = forms.MultipleChoiceField(
        label=_("What was it about?"), required=False, choices=list(actions.REASONS.items()),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    is_named = forms.BooleanField(label=_("You may call me back about it"), required=False, initial=True)
    field_order = ("level", "reasons", "text", "is_named")


@public
@limited("rating")
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def rate(request: HttpRequest, code: str) -> HttpResponse:
    case = case_to_rate(code)
    if case is not None and case.status not in OVER:
        return render(request, "portal/rating_early.html", {"case": case})
    invitation = invite_to_rate(case, at=now()) if case is not None else invitation_by_code(code)
    if invitation is None:
        raise Http404
    rating: Rating | None = getattr(invitation, "rating", None)
    is_open = rating is None or _may_rate_again(rating)
    kind = FirstOpinionForm if rating is None else OpinionForm
    form = kind(request.POST or None) if is_open else None
    if form is not None and form.is_valid():
        device = kiosk_of(request.GET.get("device", ""), localdate())
        channel = Channel.WINDOW if device else Channel.QR if case is not None else Channel.WEB
        _take(invitation, rating, form.cleaned_data, channel)
        messages.success(request, _("Thank you. Your rating was received."))
        return redirect("visit:rating-device", device.code) if device else redirect("rating", code)
    context = {"invitation": invitation, "rating": rating, "form": form, "again": _again(rating)}
    return render(request, "portal/rating.html", context, status=422 if form and form.errors else 200)


def _take(invitation: Invitation, rating: Rating | None, given: dict[str, Any], channel: str) -> None:
    if rating is not None:
        actions.rate_again(rating, given["level"], text=given["text"], at=now())
        return
    said = {"reasons": given["reasons"], "text": given["text"], "is_named": given["is_named"]}
    actions.rate(invitation, given["level"], channel=channel, at=now(), **said)


def _may_rate_again(rating: Rating) -> bool:
    work = getattr(rating, "work", None)
    return bool(work and work.called_back_at and _again(rating) is None)


def _again(rating: Rating | None) -> Any:
    return getattr(rating, "follow_up", None) if rating is not None else None
