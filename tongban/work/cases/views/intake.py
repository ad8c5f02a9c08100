"""Taking in an application at the window: questions, checklist, form; and what is handed in later."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongban.ground.kit import schema_form
from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.staged_files import stage
from tongban.ground.matters.answers import SAVED, attempt, redirect_saved
from tongban.ground.people.models import Applicant
from tongban.ground.people.places import line_around
from tongban.offer.catalogue.models import ItemVersion
from tongban.offer.catalogue.queries.guide import checklist, read_answers
from tongban.offer.catalogue.queries.versions import published_versions, with_guide
from tongban.offer.licences.queries import licences_on_file
from tongban.work.cases.actions import intake
from tongban.work.cases.actions.materials import WAYS, attach, show
from tongban.work.cases.elsewhere.forms import IdentityForm
from tongban.work.cases.elsewhere.queries import listed_for
from tongban.work.cases.forms.window import WAY, MaterialsForm, QuestionsForm
from tongban.work.cases.models import Case, CaseMaterial, ElsewhereItem
from tongban.work.cases.queries.counter import agents_of, applicants, receipt_of
from tongban.work.cases.queries.needs import faults_of
from tongban.work.cases.views.case import case_or_404

takes_in = requires("cases.intake")


@takes_in
def take_in(request: StaffRequest, pk: int, version: int) -> HttpResponse:
    """Ask, tick off and fill in on one page; sent, the case is taken in and the receipt written."""
    applicant = get_object_or_404(applicants(request.user), pk=pk)
    item = get_object_or_404(with_guide(published_versions()), pk=version)
    given = request.POST if request.method == "POST" else request.GET
    answers = read_answers(item, given.dict())
    licences = licences_on_file(applicant, localdate())
    materials = MaterialsForm(
        request.POST or None,
        request.FILES or None,
        materials=list(item.materials.all()),
        on_file=set(licences),
        tolerates=item.tolerates,
        initial={name: value for name, value in request.GET.items() if name.startswith(WAY)},
    )
    stage(materials, request.user, now())
    listed = _listed(request, item)
    identity = IdentityForm(request.POST or None) if listed else None
    taken: list[Case] = []
    status = attempt(materials, lambda: taken.append(_taken(request, applicant, item, answers, materials)))
    if taken:
        return redirect("cases:taken", taken[0].reference)
    shown = _asked(request, applicant, item, answers, given) | {"materials": materials}
    shown |= {"listed": listed, "identity": identity}
    shown["checklist"] = _ticked(item, answers, {key: str(row) for key, row in licences.items()}, materials)
    return render(request, "cases/take_in.html", shown, status=status)


def _asked(
    request: StaffRequest, applicant: Applicant, item: ItemVersion, answers: dict[str, Any], given: QueryDict
) -> dict[str, Any]:
    schema = item.form_schema
    typed = (
        schema_form.read(schema, given)
        if request.method == "POST"
        else schema_form.known_of_applicant(schema, applicant)
    )
    return {
        "applicant": applicant,
        "version": item,
        "questions": QuestionsForm(given if answers else None, version=item),
        "form": schema_form.SchemaForm(schema, typed, {}),
        "agents": agents_of(applicant, localdate(), item.item.code),
        "agent": given.get("agent", ""),
    }


def _ticked(
    item: ItemVersion, answers: dict[str, Any], on_record: dict[int, str], form: MaterialsForm
) -> list[dict[str, Any]]:
    needed = {each.material.pk: each for each in checklist(item, answers, on_record)}
    return [{"need": needed[material.pk], "way": way, "scan": scan} for material, way, scan in form.rows()]


def _taken(
    request: StaffRequest,
    applicant: Applicant,
    item: ItemVersion,
    answers: dict[str, Any],
    materials: MaterialsForm,
) -> Case:
    typed = schema_form.read(item.form_schema, request.POST)
    agents = {str(each.pk): each for each in agents_of(applicant, localdate(), item.item.code)}
    return intake.take_in(
        item,
        applicant,
        by=request.user,
        at=now(),
        agent=agents.get(request.POST.get("agent", "")),
        answers=answers,
        form={name: value for name, value in typed.items() if value is not None},
        handed=materials.handed,
        ways=materials.ways,
        identity=request.POST.get("identity", ""),
    )


def _listed(request: StaffRequest, version: ItemVersion) -> ElsewhereItem | None:
    """Return under which entry another office's item is taken in here; it is not there for anybody else."""
    if version.item.division_id in line_around(request.user):
        return None
    listed = listed_for(version, request.user, localdate())
    if listed is None:
        raise PermissionDenied
    return listed


@takes_in
@require_safe
def taken(request: StaffRequest, reference: str) -> HttpResponse:
    """Give the receipt, and go on to the next."""
    case = case_or_404(request, reference)
    receipt = receipt_of(case)
    lacking = faults_of(case)
    return render(request, "cases/taken.html", {"case": case, "receipt": receipt, "lacking": lacking})


@takes_in
def material(request: StaffRequest, reference: str, pk: int) -> HttpResponse:
    """Take in one material that is handed in later, or say how else it is met."""
    case = case_or_404(request, reference)
    entry = get_object_or_404(case.materials.select_related("material"), pk=pk)
    form = MaterialsForm(
        request.POST or None,
        request.FILES or None,
        materials=[entry.material],
        on_file=set(licences_on_file(case.applicant, localdate())),
        tolerates=case.version.tolerates,
    )
    stage(form, request.user, now())
    status = attempt(form, lambda: _handed_in(request, case, entry, form))
    if status == SAVED:
        said = _("Handed in: %(name)s.") % {"name": entry.material.name}
        return redirect_saved(request, "cases:case", case.reference, message=said)
    shown = {"case": case, "entry": entry, "form": form, "rows": form.rows()}
    return render(request, "cases/material.html", shown, status=status)


@transaction.atomic
def _handed_in(request: StaffRequest, case: Case, entry: CaseMaterial, form: MaterialsForm) -> None:
    said: dict[str, Any] = {"by": request.user, "at": now()}
    for scans in form.handed.values():
        if not scans:
            show(case, entry.material, **said)
        for scan in scans:
            attach(case, entry.material, scan, **said)
    for way in form.ways.values():
        WAYS[way](case, entry.material, **said)


@takes_in
def form(request: StaffRequest, reference: str) -> HttpResponse:
    """Mend the form and the answers in the applicant's presence."""
    case = case_or_404(request, reference)
    if case.status not in intake.MENDABLE:
        raise Http404
    version = case.version
    if request.method == "POST":
        typed = schema_form.read(version.form_schema, request.POST)
        said = {name: value for name, value in typed.items() if value is not None}
        answers = read_answers(version, request.POST.dict())
        intake.mend_form(case, by=request.user, at=now(), form=said, answers=answers)
        messages.success(request, _("Saved."))
        return redirect("cases:case", case.reference)
    spoken = {True: "yes", False: "no"}
    initial = {code: spoken.get(value, value) for code, value in case.answers.items()}
    faults = faults_of(case)
    shown = {
        "case": case,
        "questions": QuestionsForm(initial=initial, version=version),
        "form": schema_form.SchemaForm(version.form_schema, case.form, faults.fields),
    }
    return render(request, "cases/mend.html", shown)
