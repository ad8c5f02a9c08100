"""What an enterprise asks with its account: its demands, filing one, one with its answers and the policies sent."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from tongban.doors.portal.forms_ask import HearForm
from tongban.doors.portal.queries.demands import ACTS, may_hear
from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.throttle import limited
from tongban.ground.matters.acts import long_text
from tongban.ground.matters.answers import SAVED, attempt, attempt_making, redirect_saved
from tongban.ground.people.models import User
from tongban.work.aid.actions.demands import EnterpriseSaid, file_demand, say_how_it_ended
from tongban.work.aid.models import DemandKind, Industry, Stage
from tongban.work.aid.queries import demands as queries
from tongban.work.hotline.models import Area, Reply

applies = requires("cases.apply")


class OwnDemandForm(forms.Form):
    """A demand of one of the enterprises that an account acts for."""

    def __init__(self, *given: Any, user: User, **named: Any) -> None:
        """Offer the enterprises of the account."""
        super().__init__(*given, **named)
        own = queries.own_enterprises(user, localdate())
        known = own.first()
        self.fields = {
            "enterprise": forms.ModelChoiceField(own, label=_("Enterprise"), initial=known, empty_label=None),
            "kind": forms.ChoiceField(label=_("Kind of demand"), choices=DemandKind),
            "stage": forms.ChoiceField(label=_("Stage"), choices=Stage, initial=Stage.RUNNING),
            "industry": forms.ChoiceField(label=_("Industry"), choices=Industry, initial=Industry.C),
            "area": forms.ModelChoiceField(
                Area.objects.all(), label=_("Area"), required=False, empty_label=_("Choose")
            ),
            "text": long_text(_("What do you need?"), rows=6),
            "contact": forms.CharField(label=_("Contact person"), max_length=60, required=False),
            "phone": forms.CharField(label=_("Telephone"), max_length=24, required=False),
        }

    @property
    def said(self) -> EnterpriseSaid:
        """Return what was typed."""
        typed = dict(self.cleaned_data)
        enterprise, area = typed.pop("enterprise"), typed.pop("area")
        area_id = area.pk if area else None
        return EnterpriseSaid(enterprise.number, enterprise.name, area_id=area_id, **typed)


@applies
@require_safe
def demands(request: StaffRequest) -> HttpResponse:
    day = localdate()
    shown = {
        "enterprises": queries.own_enterprises(request.user, day),
        "demands": queries.own_demands(request.user, day),
        "news": queries.own_news(request.user, day),
    }
    return render(request, "portal/enterprise/demands.html", shown)


@applies
@limited("benefits")
def new(request: StaffRequest) -> HttpResponse:
    form = OwnDemandForm(request.POST or None, user=request.user)
    status, made = attempt_making(form, lambda: file_demand(form.said, by=request.user, at=now()))
    if made is not None:
        return redirect_saved(request, "enterprise:demand", made.order.reference)
    return render(request, "portal/enterprise/new.html", {"form": form}, status=status)


@applies
@require_http_methods(["GET", "HEAD", "POST"])
def demand(request: StaffRequest, reference: str) -> HttpResponse:
    """Show a demand; once it is handled, the enterprise says here whether it is solved and how satisfied it is."""
    own = queries.own_demands(request.user, localdate())
    found = get_object_or_404(own, order__reference=reference)
    form = HearForm(request.POST if request.method == "POST" else None)
    status = attempt(form, lambda: say_how_it_ended(found, form.heard, by=request.user, at=now()))
    if status == SAVED:
        return redirect_saved(request, "enterprise:demand", reference, message=str(ACTS["hear"]))
    shown = {
        "demand": found,
        "order": found.order,
        "sent": found.sent.select_related("version__policy"),
        "replies": Reply.objects.filter(order=found.order).select_related("unit"),
        "form": form,
        "may_hear": may_hear(found.order) or form.is_bound,
    }
    return render(request, "portal/enterprise/demand.html", shown, status=status)
