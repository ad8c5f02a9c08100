"""Restaurants opened as one thing in a year: each application led to its one delivery by the same acts as the officers'."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate

from tongban.demo.hall_year.plan import DATA, HallPlan
from tongban.demo.people import employ
from tongban.ground.people.models import Applicant, Department, User
from tongban.offer.bundles.models import BundleVersion
from tongban.work.cases.actions import decisions, intake, results, reviews
from tongban.work.cases.bundles import actions
from tongban.work.cases.bundles.queries import latest_parts, plan_of
from tongban.work.cases.models import Case, JointApplication, Status
from tongban.work.cases.numbers import JOINT

ROLES = ("window_clerk", "reviewer", "division_head", "licence_officer")
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
HANDLED = (Status.FILED, Status.COMPLETED)


def load_joint(plan: HallPlan, moments: list[datetime]) -> int:
    """Begin an application at each moment and lead it to its delivery; return how many. Those that are there stay.

    Outside a transaction: each file that is handed in is looked at before its act begins.
    """
    done = JointApplication.objects.filter(
        reference__startswith=JOINT.head(plan.year), status="delivered"
    ).count()
    version = BundleVersion.objects.filter(status="published", name__contains=DATA["bundle"]).first()
    firms = Applicant.objects.filter(is_example=True, kind="enterprise", account__isnull=False)
    known = list(firms.select_related("account").order_by("pk"))
    if version is None or not known:
        return 0
    bureau = Department.objects.get(code="DEMO-BUREAU")
    staff = {
        role: employ(f"joint-{role.replace('_', '-')}", f"联办{role}（示例）", bureau, role) for role in ROLES
    }
    for number, at in list(enumerate(moments))[done:]:
        _lead(version, known[number % len(known)], staff, at, is_large=number % 3 == 0)
    return len(moments) - done


def _lead(
    version: BundleVersion, firm: Applicant, staff: Mapping[str, User], at: datetime, *, is_large: bool
) -> None:
    joint = _filed(version, firm, at, is_large=is_large)
    at += timedelta(days=1)
    while waiting := _with_bodies(joint):
        for case in waiting:
            _handle(case, staff, at)
        at += timedelta(days=4)
    joint = JointApplication.objects.get(pk=joint.pk)
    actions.deliver_joint(joint, by=staff["licence_officer"], at=at, way="window")


def _filed(version: BundleVersion, firm: Applicant, at: datetime, *, is_large: bool) -> JointApplication:
    by = firm.account
    assert by is not None  # noqa: S101 - only firms with accounts are asked
    answers = {**DATA["answers"], "area": 260.0 if is_large else 80.0, "signboard": not is_large}
    joint = actions.begin_joint(version, firm, by=by, at=at, answers=answers, is_example=True)
    plan = plan_of(joint, localdate(at))
    form = {field: _value(rule) for field, rule in plan.schema["properties"].items()}
    actions.save_joint(joint, by=by, at=at, form=form)
    for each in plan.materials:
        upload = SimpleUploadedFile(f"{each.name}.pdf", PDF, "application/pdf")
        actions.hand_in(joint, each.name, upload, by=by, at=at)
    return actions.file_joint(joint, by=by, at=at)


def _value(rule: Mapping[str, Any]) -> Any:
    if "enum" in rule:
        return rule["enum"][0]
    return 10 if rule.get("type") in ("number", "integer") else "苏州市示例路1号"


def _with_bodies(joint: JointApplication) -> list[Case]:
    parts = latest_parts(joint)
    return [part.case for part in parts if part.case is not None and part.case.status in HANDLED]


def _handle(case: Case, staff: Mapping[str, User], at: datetime) -> None:
    """Accept, review, grant and issue."""
    case = Case.objects.get(pk=case.pk)
    intake.accept(case, by=staff["window_clerk"], at=at)
    while rows := list(case.reviews.filter(state="open")):
        for row in rows:
            reviews.agree(row, by=staff["reviewer"], at=at)
    case = decisions.grant(
        Case.objects.get(pk=case.pk), by=staff["division_head"], at=at + timedelta(hours=4)
    )
    results.issue(case, by=staff["licence_officer"], at=at + timedelta(hours=5))
