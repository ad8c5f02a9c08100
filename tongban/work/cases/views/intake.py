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
from tongban.offer.catalogue.queries.guide import NeededMaterial, checklist, read_answers
from tongban.offer.catalogue.queries.versions import published_versions, with_guide
from tongban.offer.licences.queries import licences_on_file
from tongban.work.cases.actions import intake
from tongban.work.cases.actions.drafts import drop_draft
from tongban.work.cases.actions.materials import WAYS, attach, show
from tongban.work.cases.devices import with_devices
from tongban.work.cases.elsewhere.forms import IdentityForm
from tongban.work.cases.elsewhere.queries import listed_for
from tongban.work.cases.forms.intake import Accept
from tongban.work.cases.forms.scans import Tray
from tongban.work.cases.forms.window import WAY, FindForm, MaterialsForm, QuestionsForm
from tongban.work.cases.models import Case, CaseMaterial, ElsewhereItem
from tongban.work.cases.queries.counter import agents_of, applicants, papers_of
from tongban.work.cases.queries.drafts import IS_DRAFT, typed_before
from tongban.work.cases.queries.needs import Faults, Incomplete, faults_of, lacking_in_words
from tongban.work.cases.views.case import case_or_404
from tongban.work.cases.views.window import on_file

takes_in = requires("cases.intake")


@takes_in
def take_in(request: StaffRequest, pk: int, version: int) -> HttpResponse:
    """Ask, tick off and fill in on one page; sent, the case is taken in, accepted if wanted, and the receipt written."""
    applicant = get_object_or_404(applicants(request.user), pk=pk)
    item = get_object_or_404(with_guide(published_versions()), pk=version)
    listed = _listed(request, item)
    given = _given(request, applicant, item)
    answers = read_answers(item, {name: str(value) for name, value in given.items()})
    licences = {key: str(row) for key, row in licences_on_file(applicant, localdate()).items()}
    needs = checklist(item, answers, licences)
    materials = _materials(request, item, needs, given, set(licences))
    taken: list[Case] = []
    lacking: list[Faults] = []

    def send() -> None:
        try:
            taken.append(_taken(request, applicant, item, answers, materials))
        except Incomplete as refusal:
            lacking.append(refusal.faults)
            raise

    status = attempt(materials, send)
    if taken:
        drop_draft(applicant, item.item, by=request.user)
        return redirect("cases:taken", taken[0].reference)
    faults = lacking[0] if lacking else Faults()
    shown = _asked(request, applicant, item, answers, given, faults)
    shown |= {"materials": materials, "tray": materials.tray, "rows": _rows(needs, materials, faults)}
    shown["unneeded"] = [each for each in needs if each.needed is False]
    shown["is_draft"] = request.method != "POST" and IS_DRAFT in given
    shown |= {"listed": listed, "identity": IdentityForm(request.POST or None) if listed else None}
    return with_devices(
        request, "cases/take_in.html", shown | on_file(request.user, applicant), status=status
    )


def _given(request: StaffRequest, applicant: Applicant, item: ItemVersion) -> QueryDict:
    """Return what was sent; where nothing was, what was typed for this intake before."""
    if request.method == "POST":
        return request.POST
    if getattr(request, "htmx", False):
        return request.GET
    return typed_before(request.user, applicant, item.item) or request.GET


def _materials(
    request: StaffRequest, item: ItemVersion, needs: list[NeededMaterial], given: QueryDict, on_file: set[int]
) -> MaterialsForm:
    """Return the form of the materials that this case needs, or may need; what it does not need is not asked for."""
    asked = [each.material for each in needs if each.needed is not False]
    form = MaterialsForm(
        request.POST or None,
        request.FILES or None,
        materials=asked,
        on_file=on_file,
        tolerates=item.tolerates,
        tray=Tray(given, {str(each.pk): each.name for each in asked}, request.user),
        initial={name: value for name, value in given.items() if name.startswith(WAY)},
    )
    stage(form, request.user, now())
    return form


def _asked(
    request: StaffRequest,
    applicant: Applicant,
    item: ItemVersion,
    answers: dict[str, Any],
    given: QueryDict,
    faults: Faults,
) -> dict[str, Any]:
    schema = item.form_schema
    known = schema_form.known_of_applicant(schema, applicant)
    is_typed = request.method == "POST" or IS_DRAFT in given
    typed = schema_form.read(schema, given) if is_typed else known
    return {
        "applicant": applicant,
        "version": item,
        "questions": QuestionsForm(given if answers else None, version=item),
        "form": schema_form.SchemaForm(schema, typed, faults.fields),
        "unanswered": faults.questions,
        "agents": agents_of(applicant, localdate(), item.item.code),
        "agent": given.get("agent", ""),
        "may_accept": item.item.division_id in line_around(request.user),
    }


def _rows(needs: list[NeededMaterial], form: MaterialsForm, faults: Faults) -> list[dict[str, Any]]:
    """Return each material that is asked for, with its two fields and what is lacking of it."""
    needed = {each.material.pk: each for each in needs}
    return [
        {"need": needed[each.pk], "way": way, "scan": scan, "fault": faults.materials.get(each.pk, "")}
        for each, way, scan in form.rows()
    ]


def _taken(
    request: StaffRequest,
    applicant: Applicant,
    item: ItemVersion,
    answers: dict[str, Any],
    materials: MaterialsForm,
) -> Case:
    typed = schema_form.read(item.form_schema, request.POST)
    agents = {str(each.pk): each for each in agents_of(applicant, localdate(), item.item.code)}
    act = intake.take_in_complete if "accept" in request.POST else intake.take_in
    return act(
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
    shown = {
        "case": case,
        "papers": papers_of(case),
        "lacking": faults_of(case),
        "lacks": lacking_in_words(case),
        "may_accept": case.division_id in line_around(request.user) and Accept.is_open(case, request.user),
        "number": FindForm(),
    }
    return with_devices(request, "cases/taken.html", shown)


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
