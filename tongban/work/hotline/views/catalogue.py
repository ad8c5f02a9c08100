"""The dispatch catalogue and the keyword rules: what is in force, what decisions propose, and who says yes."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.matters.answers import SAVED, attempt, redirect_saved
from tongban.work.hotline.actions import catalogue as catalogue_acts
from tongban.work.hotline.actions import suggestion
from tongban.work.hotline.forms.dispatch import DispatchRowForm, RuleForm
from tongban.work.hotline.models import DispatchRow, LearntModel, SuggestionRule
from tongban.work.hotline.queries.catalogue import proposed_rows, rows_in_force
from tongban.work.hotline.queries.registers import registers
from tongban.work.hotline.queries.suggestion import newest_model

reads = requires("hotline.dispatch", "hotline.lead")
leads = requires("hotline.lead")


@reads
def catalogue(request: StaffRequest) -> HttpResponse:
    return _catalogue(request, DispatchRowForm(), 200)


@leads
@require_POST
def decide_row(request: StaffRequest, pk: int) -> HttpResponse:
    """Put a proposed row in force, or refuse it with the reason."""
    row = get_object_or_404(DispatchRow, pk=pk)
    form = DispatchRowForm(request.POST)
    act = catalogue_acts.accept_row if request.POST.get("do") == "accept" else catalogue_acts.refuse_row
    status = attempt(form, lambda: act(row, by=request.user, at=now(), why=form.cleaned_data["why"]))
    if status == SAVED:
        return redirect_saved(request, "hotline:catalogue")
    return _catalogue(request, form, status, pk)


@leads
def rules(request: StaffRequest) -> HttpResponse:
    """Show what suggestions rest on; add a keyword rule."""
    form = RuleForm(request.POST or None)
    status = attempt(form, lambda: _add(request, form))
    if status == SAVED:
        return redirect_saved(request, "hotline:rules")
    shown = {
        "form": form,
        "rules": SuggestionRule.objects.filter(until=None).select_related("demand_class", "by"),
        "model": LearntModel.objects.defer("content").first(),
        "loaded": newest_model(registers()),
    }
    return render(request, "hotline/rules.html", shown, status=status)


@leads
@require_POST
def end_rule(request: StaffRequest, pk: int) -> HttpResponse:
    """End a keyword rule."""
    suggestion.end_rule(get_object_or_404(SuggestionRule, pk=pk), by=request.user, at=now())
    return redirect_saved(request, "hotline:rules")


def _add(request: StaffRequest, form: RuleForm) -> None:
    said = form.cleaned_data
    suggestion.add_rule(said["words"].split(), said["demand_class"], by=request.user, at=now())


def _catalogue(request: StaffRequest, form: DispatchRowForm, status: int, deciding: int = 0) -> HttpResponse:
    shown = {
        "form": form,
        "deciding": deciding,
        "rows": rows_in_force(localdate()).order_by("demand_class__key", "area__code"),
        "proposed": proposed_rows(),
    }
    return render(request, "hotline/catalogue.html", shown, status=status)
