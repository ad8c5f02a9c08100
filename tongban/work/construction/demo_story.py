"""The demo's classes of projects, and two invented projects: one has walked through its stages, one is at its drawings."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate

from tongban.ground.kit.virus_scan import mark_clean
from tongban.ground.people.models import Applicant, Department, User
from tongban.ground.people.places import departments_under, line_of
from tongban.ground.people.queries import applicants_of, holders_of
from tongban.offer.bundles.models import Bundle
from tongban.offer.bundles.queries.merge import Merged
from tongban.work.cases.actions import intake
from tongban.work.cases.actions.decisions import grant
from tongban.work.cases.actions.results import issue
from tongban.work.cases.actions.reviews import agree
from tongban.work.cases.bundles.actions import file_joint, hand_in, save_joint
from tongban.work.cases.bundles.queries import latest_parts, plan_of
from tongban.work.cases.models import Case, JointApplication
from tongban.work.construction.actions import projects, reviews
from tongban.work.construction.actions.classes import StageContent, set_class
from tongban.work.construction.actions.projects import ProjectContent
from tongban.work.construction.models import Project, ProjectClass, Stage

Staff = Mapping[str, User]
CODE = "2022-320500-34-03-000012"
PDF = b"%PDF-1.4\n% an invented paper\n%%EOF\n"
ANSWERS: Mapping[str, Any] = {"yes_no": False, "number": 100.0}
REMARK = {"text": "（示例）三层疏散走道净宽不足1.4米", "provision": "GB 55037 第7.1.4条"}
SINCE = date(2022, 1, 1)
BASIS = "国办发〔2019〕11号、江苏省“3550”目标（示例：各类项目时限由本地确定）"
STAGES = ("第一阶段", "第二阶段", "第三阶段", "第四阶段")
DAYS: Mapping[str, tuple[int, tuple[int, ...]]] = {
    "工业项目": (50, (12, 15, 13, 10)),
    "社会投资房屋建筑": (100, (20, 30, 25, 15)),
    "政府投资房屋建筑": (100, (30, 30, 25, 15)),
    "市政线性工程": (100, (20, 30, 25, 15)),
}
"""By class: the working days for all stages, and of each."""
REVIEWS = {3: ("drawings", 7), 4: ("acceptance", 6)}


def load_classes(by: User, at: datetime) -> dict[str, ProjectClass]:
    """Enter what each class may take."""
    bundles = [
        Bundle.objects.get(versions__status="published", versions__name__contains=f"工程建设项目{name}")
        for name in STAGES
    ]
    return {
        name: set_class(
            name,
            SINCE,
            whole,
            BASIS,
            [
                StageContent(bundle, each, *REVIEWS.get(place, ("", 0)))
                for place, (bundle, each) in enumerate(zip(bundles, days, strict=True), start=1)
            ],
            by=by,
            at=at,
        )
        for name, (whole, days) in DAYS.items()
    }


def load(staff: Staff, applicants: Mapping[str, Applicant], *, at: datetime) -> str:
    """Load the classes, and lead an invented project to the correction of its drawings, once."""
    keeper = staff.get("item_manager")
    has_bundles = Bundle.objects.filter(versions__status="published", versions__origin="project").count() >= 4
    if keeper is None or not has_bundles or ProjectClass.objects.exists():
        return ""
    classes = load_classes(keeper, at)
    owner, firm = next(_builders(applicants, localdate(at)), (None, None))
    if owner is None or firm is None or "window_clerk" not in staff:
        return ""
    said = ProjectContent(CODE, "精密机床生产基地（示例）", "工业园区示例路1号", classes["工业项目"], True)
    project = projects.register(said, firm, by=owner, at=at - timedelta(days=41))
    for begun, ended in ((40, 31), (28, 16)):
        stage = _file_next(project, owner, at - timedelta(days=begun))
        _grant_all(stage, staff["window_clerk"], at - timedelta(days=ended))
    _review(_file_next(project, owner, at - timedelta(days=9)), at)
    return "工程建设项目：qiye 在“工程建设项目”推进各阶段、提交修改后的施工图；touzichu 汇总联合审查意见。"


def _builders(applicants: Mapping[str, Applicant], day: date) -> Iterator[tuple[User, Applicant]]:
    """Name the enterprises, the newest first: what is told of the past must not follow what others did today."""
    for person in applicants.values():
        if person.account is not None:
            own = applicants_of(person.account, day).filter(kind="enterprise").order_by("-pk")
            yield from ((person.account, firm) for firm in own)


def _file_next(project: Project, owner: User, at: datetime) -> Stage:
    """Begin the next stage, fill in what it asks for, and file it."""
    stage = projects.begin_stage(project, by=owner, at=at)
    joint = stage.joint
    asked = Merged(joint.version).open_questions(joint.answers)
    answers = joint.answers | {
        each.code: ANSWERS.get(each.kind, each.choices[:1] and each.choices[0]) for each in asked
    }
    save_joint(joint, by=owner, at=at, answers=answers)
    plan = plan_of(JointApplication.objects.get(pk=joint.pk), localdate(at))
    rules = plan.schema["properties"].items()
    save_joint(joint, by=owner, at=at, form={name: _typed(rule, at) for name, rule in rules})
    for each in plan.materials:
        upload = SimpleUploadedFile(f"{each.name}（示例）.pdf", PDF, "application/pdf")
        mark_clean(upload)
        hand_in(joint, each.name, upload, by=owner, at=at)
    file_joint(joint, by=owner, at=at)
    return Stage.objects.get(pk=stage.pk)


def _typed(rule: Mapping[str, Any], at: datetime) -> Any:
    if rule.get("format") == "date":
        return str(localdate(at))
    return 12 if rule.get("type") in ("number", "integer") else rule.get("enum", ["（示例）"])[0]


def _grant_all(stage: Stage, clerk: User, at: datetime) -> None:
    """Let the bureau grant the parts, those that wait for others after them."""
    while waiting := [each.case for each in latest_parts(stage.joint) if each.standing == "under_way"]:
        for case in waiting:
            if case is not None:
                _grant(case, clerk, at)


def _grant(case: Case, clerk: User, at: datetime) -> None:
    intake.accept(case, by=clerk, at=at)
    while rows := list(case.reviews.filter(state="open")):
        for row in rows:
            agree(row, by=_officer("cases.review", row.division_id, at), at=at)
    case = Case.objects.get(pk=case.pk)
    case = grant(case, by=_officer("cases.decide", case.division_id, at), at=at)
    issue(case, by=clerk, at=at)


def _review(stage: Stage, at: datetime) -> None:
    """Let the lead body and another look at the drawings; the remarks are with the enterprise."""
    lead = stage.joint.version.lead
    other = Department.objects.get(code="DEMO-CITY")
    head = _officer("construction.decide", lead.pk, at)
    review = reviews.open_review(stage, [lead, other], by=head, at=at - timedelta(days=9))
    for body, remarks in ((lead, [REMARK]), (other, [])):
        speaker = _officer("construction.opine", body.pk, at)
        reviews.give_opinion(review, body, by=speaker, at=at - timedelta(days=5), remarks=remarks)
    reviews.merge(review, by=head, at=at - timedelta(days=4))


def _officer(permission: str, division: int, at: datetime) -> User:
    """Return somebody of a division, or of the bureau above it, who may do this."""
    found = holders_of(permission, localdate(at), departments_under(division))
    return found[0] if found else holders_of(permission, localdate(at), line_of(division))[0]
