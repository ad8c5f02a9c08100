"""Who keeps which entries, and handing them over."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate, now
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.matters.answers import SAVED, attempt, redirect_saved
from tongban.ground.people.models import Department, User
from tongban.offer.knowledge.actions.keepers import hand_over as hand_over_entries
from tongban.offer.knowledge.forms.keepers import HandOverForm
from tongban.offer.knowledge.queries.keepers import KEEPERS, entries_kept_by, kept_of

NOBODY = 0
keeps = requires(*KEEPERS)


@keeps
@require_safe
def keepers(request: StaffRequest) -> HttpResponse:
    rows = kept_of(request.user, localdate())
    may_all = request.user.may("knowledge.release") or request.user.may("knowledge.check")
    shown = {"rows": [(row, may_all or row.keeper == request.user) for row in rows]}
    return render(request, "knowledge/keepers.html", shown)


@keeps
def hand_over(request: StaffRequest, unit: int, keeper: int) -> HttpResponse:
    """Hand over what an officer keeps for a unit, or what nobody keeps."""
    owner = get_object_or_404(Department, pk=unit)
    former = None if keeper == NOBODY else get_object_or_404(User, pk=keeper)
    kept = entries_kept_by(former, owner, request.user)
    if not kept.exists():
        raise Http404
    form = HandOverForm(request.POST or None, kept=kept, keeper=former, by=request.user, day=localdate())
    given: list[object] = []
    status = attempt(
        form, lambda: given.extend(hand_over_entries(**form.cleaned_data, by=request.user, at=now()))
    )
    if status == SAVED:
        said = ngettext("%(count)d entry was handed over.", "%(count)d entries were handed over.", len(given))
        return redirect_saved(request, "knowledge:keepers", message=said % {"count": len(given)})
    shown = {"form": form, "unit": owner, "former": former}
    return render(request, "knowledge/hand_over.html", shown, status=status)
