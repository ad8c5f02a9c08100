"""Own applications told to the system that follows them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet, prefetch_related_objects

from tongban.doors.api.shapes import Fault
from tongban.doors.api.shapes import cases as shapes
from tongban.ground.ledger.models import Entry
from tongban.ground.people.models import Applicant, User
from tongban.ground.people.queries import applicants_of, mandates_held
from tongban.offer.catalogue.queries.guide import checklist
from tongban.offer.licences.queries import licences_on_file
from tongban.work.cases.models import Case, CaseMaterial, Paper, Status
from tongban.work.cases.queries.needs import Faults, entries_of, faults_of
from tongban.work.cases.queries.visibility import visible_to
from tongban.work.cases.states import CHART

EDITABLE = (Status.DRAFT, Status.INCOMPLETE)
TOLD = ("withdraw", "decline", "find_unneeded", "terminate")
"""Moves whose note is meant for the applicant."""


def applicants(user: User, day: date) -> list[shapes.ApplicantBrief]:
    """Return for whom a system may act: for every item, or for those that a mandate names."""
    told = [_applicant(each, []) for each in applicants_of(user, day).order_by("pk")]
    limited = mandates_held(user, day).exclude(items=[]).select_related("principal").order_by("pk")
    return told + [_applicant(each.principal, each.items) for each in limited]


def _applicant(each: Applicant, items: list[str]) -> shapes.ApplicantBrief:
    same = {"id": each.pk, "kind": each.kind, "name": each.name, "number": each.shown_number}
    return shapes.ApplicantBrief.model_validate(same | {"items": items})


def applicant(user: User, day: date, pk: int, item: str) -> Applicant | None:
    """Return an applicant for whom the system may act that day in matters of an item."""
    return applicants_of(user, day, item).filter(pk=pk).first()


def page(user: User, day: date, asked: shapes.CaseQuery) -> shapes.CasePage | None:
    """Return own applications, the newest first; None when the cursor is not one of theirs."""
    own = visible_to(user, day).exclude(status=Status.DISCARDED)
    rows = _narrowed(own, asked).order_by("-pk")
    if asked.cursor:
        last = own.filter(reference=asked.cursor).values_list("pk", flat=True).first()
        if last is None:
            return None
        rows = rows.filter(pk__lt=last)
    found = list(rows[: asked.limit + 1])
    shown = found[: asked.limit]
    more = shown[-1].reference if len(found) > asked.limit else None
    return shapes.CasePage(results=[shapes.CaseBrief(**_brief(case)) for case in shown], next=more)


def _narrowed(rows: QuerySet[Case], asked: shapes.CaseQuery) -> QuerySet[Case]:
    if asked.status:
        rows = rows.filter(status=asked.status)
    if asked.applicant:
        rows = rows.filter(applicant=asked.applicant)
    if asked.changed_since:
        since = Entry.objects.filter(subject=OuterRef("reference"), at__gte=asked.changed_since)
        rows = rows.filter(Exists(since))
    return rows


def _brief(case: Case) -> dict[str, Any]:
    same = ("filed_at", "accepted_on", "due_on", "is_provisional", "decided_on", "delivered_on", "licence")
    return {
        "reference": case.reference,
        "item": case.version.item.code,
        "item_name": case.version.item.name,
        "version": case.version.number,
        "applicant": case.applicant_id,
        "status": case.status,
        "status_text": case.get_status_display(),
        **{name: getattr(case, name) for name in same},
    }


def whole(case: Case, day: date) -> shapes.Case:
    """Return an application with everything in it, as the database has it now."""
    case = Case.objects.select_related("version__item__division", "applicant").get(pk=case.pk)
    prefetch_related_objects([case], "version__situations", "version__materials", "version__steps")
    is_open = case.status in EDITABLE
    return shapes.Case(
        **_brief(case),
        check_code=case.check_code,
        answers=case.answers,
        form=case.form,
        materials=_materials(case, day, may_use=is_open or case.tolerated),
        papers=[_paper(paper) for paper in case.papers.all()],
        lacks=faults_by_path(faults_of(case)) if is_open else [],
    )


def _materials(case: Case, day: date, *, may_use: bool) -> list[shapes.CaseMaterialShown]:
    licences = licences_on_file(case.applicant, day) if may_use else {}
    known = {pk: each.number for pk, each in licences.items()}
    needed = {each.material.pk: each for each in checklist(case.version, case.answers, known)}
    shown = []
    for entry in entries_of(case):
        told, material = needed.get(entry.material_id), entry.material
        shown.append(
            shapes.CaseMaterialShown(
                id=material.pk,
                name=material.name,
                is_needed=told.needed if told else False,
                why=told.why if told else "",
                state=CaseMaterial.State(entry.state),
                fault=entry.fault,
                licence=known.get(material.licence_type_id or 0, ""),
                files=_files(entry),
            )
        )
    return shown


def _files(entry: CaseMaterial) -> list[shapes.FileKept]:
    return [
        shapes.FileKept(version=kept.number, name=kept.name, sha256=kept.file_id, at=kept.at)
        for kept in entry.files.all()
    ]


def _paper(paper: Paper) -> shapes.PaperShown:
    url = f"{settings.PUBLIC_ADDRESS}/check/{paper.check_code}/"
    return shapes.PaperShown(id=paper.pk, kind=paper.kind, number=paper.number, at=paper.at, check_url=url)


def faults_by_path(faults: Faults) -> list[Fault]:
    """Return what stands against filing by path: form/area, answers/cooks, materials/12."""
    by_entry = dict(CaseMaterial.objects.filter(pk__in=faults.materials).values_list("pk", "material_id"))
    return [
        *at_paths("form", faults.fields.items()),
        *at_paths("answers", faults.questions.items()),
        *at_paths("materials", ((by_entry[pk], text) for pk, text in faults.materials.items())),
    ]


def at_paths(part: str, faults: Iterable[tuple[object, str]]) -> list[Fault]:
    """Return faults by the path of their entry."""
    return [Fault(at=f"{part}/{place}", detail=text) for place, text in faults]


def material_of(case: Case, pk: int) -> CaseMaterial | None:
    """Return a line of an application by its material."""
    return case.materials.select_related("material__licence_type").filter(material=pk).first()


def timeline(case: Case) -> shapes.Timeline:
    """Return the moves of an application; who made them inside the house is not told."""
    moves = Entry.objects.filter(subject=case.reference, kind=Entry.Kind.MOVE).order_by("number")
    return shapes.Timeline(results=[_happening(entry) for entry in moves])


def _happening(entry: Entry) -> shapes.Happening:
    return shapes.Happening(
        at=entry.at,
        move=entry.move,
        text=str(CHART.moves[entry.move]),
        status=entry.after,
        note=entry.note if entry.move in TOLD else "",
    )
