"""An invented enterprise opens a restaurant as one thing: three parts are with their bodies, one of them was returned."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate

from tongban.ground.kit.json_schema import properties_of
from tongban.ground.kit.virus_scan import mark_clean
from tongban.ground.people.models import Applicant, User
from tongban.ground.people.queries import applicants_of
from tongban.offer.bundles.queries.versions import published_versions
from tongban.work.cases.actions.intake import return_
from tongban.work.cases.bundles import actions
from tongban.work.cases.bundles.queries import latest_parts, plan_of
from tongban.work.cases.models import JointApplication
from tongban.work.cases.queries.needs import materials_of

BUNDLE, RETURNED, BLURRED = "餐饮店", "排水", "（示例）扫描件不清楚，请重新提交。"
ANSWERS = {
    "rented": False,
    "signboard": True,
    "business": "餐饮服务",
    "cooks_on_site": True,
    "area": 80.0,
    "online": False,
}
PDF = b"%PDF-1.4\n% an invented paper\n%%EOF\n"


def load(staff: Mapping[str, User], applicants: Mapping[str, Applicant], *, at: datetime) -> str:
    """Load the application once."""
    version = published_versions().filter(name__contains=BUNDLE).first()
    found = _enterprise(applicants, at)
    if version is None or found is None or "window_clerk" not in staff or JointApplication.objects.exists():
        return ""
    firm, by = found
    joint = actions.begin_joint(version, firm, by=by, at=at, answers=ANSWERS, is_example=True)
    plan = plan_of(joint, localdate(at))
    form = {name: _value(rule, firm) for name, rule in properties_of(plan.schema).items()}
    actions.save_joint(joint, by=by, at=at, form=form)
    for each in plan.materials:
        upload = SimpleUploadedFile(f"{each.name}（示例）.pdf", PDF, "application/pdf")
        mark_clean(upload)
        actions.hand_in(joint, each.name, upload, by=by, at=at)
    joint = actions.file_joint(joint, by=by, at=at)
    part = next((each for each in latest_parts(joint) if RETURNED in each.item.name), None)
    if part is not None and part.case is not None:
        return_(part.case, {materials_of(part.case)[-1].pk: BLURRED}, by=staff["window_clerk"], at=at)
    return ""


def _enterprise(applicants: Mapping[str, Applicant], at: datetime) -> tuple[Applicant, User] | None:
    for person in applicants.values():
        if person.account is None:
            continue
        firm = applicants_of(person.account, localdate(at)).filter(kind="enterprise").order_by("pk").first()
        if firm is not None:
            return firm, person.account
    return None


def _value(rule: Mapping[str, Any], firm: Applicant) -> Any:
    if "enum" in rule:
        return rule["enum"][0]
    return 12 if rule.get("type") in ("number", "integer") else firm.address or firm.name
