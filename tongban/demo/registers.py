"""What the registers of the living office hold: hearings, later checks, remedies, orders, parcels, an event log.

Each is led there by the rooms' own actions, on a few cases more than the office has in hand.
"""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate

from tongban.account.budget.actions import books
from tongban.account.budget.models import Budget
from tongban.demo.assessors import enlist
from tongban.demo.cases import SHANGHAI, Scene, Story
from tongban.demo.parcels import order_parcels
from tongban.ground.kit.calendars import calendar
from tongban.ground.kit.virus_scan import mark_clean
from tongban.ground.people.actions.credit import note_bad_credit
from tongban.ground.people.models import Applicant, Department, User
from tongban.offer.catalogue.models import ItemVersion
from tongban.work.cases.actions import applications, decisions, limits, parcels, results, supervision
from tongban.work.cases.commitments.actions import check_commitment, revoke_granted
from tongban.work.cases.hearings.actions import (
    announce_hearing,
    ask_for_hearing,
    offer_hearing,
    order_hearing,
    record_hearing,
)
from tongban.work.cases.models import Case, Hearing, LaterCheck, Status
from tongban.work.cases.remedies.actions import advance_remedy, close_remedy, register_remedy
from tongban.work.logs.actions import log_import, uploads
from tongban.work.logs.models import Log

MINDFUL = "（示例）直接涉及相邻商户与居民的重大利益"
MINUTES = "（示例）申请人与利害关系人就施工时段和出行通道陈述、质证，申请人承诺夜间不施工。"
FIRMS = (
    ("苏州示例评估咨询有限公司", 1),
    ("苏州样例工程咨询有限公司", 2),
    ("苏州范例技术评估中心有限公司", 3),
)
FIELD = "技术评估"
PDF = b"%PDF-1.4\n% an invented report\n%%EOF\n"
REMEDIES = (
    (
        "reconsideration",
        "苏州市人民政府（示例）",
        "示例行复〔{year}〕1号",
        "upheld",
        "（示例）不予许可的理由应逐条对应法定条件。",
    ),
    (
        "lawsuit",
        "苏州市姑苏区人民法院（示例）",
        "示例行初〔{year}〕2号",
        "remade",
        "（示例）告知补正应一次写明，由法制岗复核补正通知。",
    ),
    ("lawsuit", "苏州市姑苏区人民法院（示例）", "示例行初〔{year}〕3号", "", ""),
)
WAY_OF_THE_LOG = (("收件", 0), ("受理", 1), ("审查", 26), ("现场核查", 75), ("决定", 120), ("发证", 140))
ASSESSED_FROM = "第三方技术评估费（示例）"


def load_registers(now: datetime, applicants: Mapping[str, Applicant]) -> None:
    """Fill the registers once; the cases of the office are there already."""
    if Hearing.objects.filter(case__is_example=True).exists():
        return
    scene = Scene(now, calendar(), Department.objects.get(code="DEMO-BUREAU"))
    _hearings(scene, applicants)
    _commitments(scene, applicants)
    _orders(scene)
    _remedies(scene)
    _assessments(scene)
    order_parcels(scene)
    _log(scene)


class _Stories:
    """Cases for the registers, numbered on."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.number = scene, 1000

    def begin(self, item: str, applicant: Applicant, ago: int) -> Story:
        """Take an application for an item in, so many working days ago."""
        found = ItemVersion.objects.select_related("item__division", "licence_type")
        self.number += 1
        story = Story(self.scene, self.number, found.get(item__name=item, status="published"), applicant)
        story._take_in(ago)
        return story


def _hearings(scene: Scene, applicants: Mapping[str, Applicant]) -> None:
    """One that may be asked for, one to be announced, one announced, one held."""
    stories = _Stories(scene)
    zhang, firm = applicants["张敏（示例）"], applicants["苏州平江文化传播有限公司（示例）"]
    offered = _offered(stories.begin("临时占用城市道路审批", zhang, 2), 1)
    if zhang.account:
        to = {"recipient": zhang.name, "phone": zhang.phone, "address": zhang.address}
        parcels.choose_delivery(offered.case, "courier", **to, by=zhang.account, at=scene.at(1, 16))
    ordered = stories.begin("第三类医疗器械经营许可", firm, 4)
    ordered._in_review(4)
    order_hearing(ordered.case, reason=MINDFUL, by=_reviewer(ordered), at=scene.at(2, 15))
    told = _asked(stories.begin("歌舞娱乐场所设立审批", firm, 14), 13)
    day = scene.days.after(scene.at(0).date(), 3)
    _announced(scene, told, 11, datetime.combine(day, time(14, 30), SHANGHAI))
    held = _asked(stories.begin("建设项目环境影响报告书审批", firm, 22), 21)
    _announced(scene, held, 18, scene.at(5, 14))
    record_hearing(
        held.case.hearings.get(), minutes=MINUTES, signed=None, by=_reviewer(held), at=scene.at(5, 17)
    )


def _reviewer(story: Story) -> User:
    return story.scene.officer("reviewer", story.division)


def _offered(story: Story, ago: int) -> Hearing:
    story._in_review(ago + 1)
    at = story.scene.at(ago, 15)
    return offer_hearing(story.case, reason=MINDFUL, by=_reviewer(story), at=at)


def _asked(story: Story, ago: int) -> Story:
    hearing, name = _offered(story, ago), f"{story.applicant.name}的邻近商户（示例）"[:100]
    at = story.scene.at(ago - 1, 10)
    ask_for_hearing(hearing, asked_by=name, by=_reviewer(story), at=at)
    return story


def _announced(scene: Scene, story: Story, ago: int, held_at: datetime) -> None:
    place, by = "政务服务中心三楼听证室（示例）", _reviewer(story)
    at = scene.at(ago, 9)
    hearing = story.case.hearings.get()
    announce_hearing(hearing, held_at=held_at, place=place, presider=story.head, by=by, at=at)


def _commitments(scene: Scene, applicants: Mapping[str, Applicant]) -> None:
    """Granted on a commitment: one kept, one to be corrected, one still to check, one broken and revoked."""
    zhang, agent = applicants["张敏（示例）"], applicants["李强（示例·企业经办人）"]
    bridge, culture = (
        applicants["苏州小桥餐饮管理有限公司（示例）"],
        applicants["苏州平江文化传播有限公司（示例）"],
    )
    stories, correct_by = _Stories(scene), scene.days.after(scene.at(0).date(), 10)
    stories.number = 2000
    for item, applicant, by, ago, outcome, finding in (
        ("食品经营许可（延续）", bridge, agent, 45, "kept", "（示例）现场与承诺一致。"),
        ("公共场所卫生许可（新办）", zhang, zhang, 40, "to_correct", "（示例）卫生制度未上墙。"),
        ("人力资源服务许可", bridge, agent, 12, "", ""),
        ("旅行社设立许可", culture, agent, 50, "false", "（示例）承诺的质量保证金未缴存。"),
    ):
        story = stories.begin(item, applicant, ago)
        if by.account is None:
            continue
        applications.commit(story.case, by=by.account, at=scene.at(ago, 10))
        story._reviewed(ago, ago)
        story.case = decisions.grant(story.case, by=story.head, at=scene.at(ago, 16))
        story.case = results.issue(story.case, by=story.clerk, at=scene.at(ago - 1))
        results.deliver(story.case, by=story.clerk, at=scene.at(ago - 2))
        if outcome:
            check = LaterCheck.objects.get(case=story.case)
            until = correct_by if outcome == "to_correct" else None
            check_commitment(
                check, outcome, finding=finding, correct_by=until, by=_reviewer(story), at=scene.at(6, 11)
            )
        if outcome == "false":
            officer, why = scene.officer("licence_officer"), "虚假承诺（示例）"
            revoke_granted(check, reason=why, by=officer, at=scene.at(4, 10))
    note_bad_credit(
        applicants["王奶奶（示例）"],
        until=scene.at(0).date() + timedelta(days=300),
        reason="（示例）列入严重失信主体名单",
        source="示例信用〔2026〕5号",
        by=scene.officer("supervisor"),
        at=scene.at(2, 10),
    )


def _orders(scene: Scene) -> None:
    """Orders to hurry late cases: two replied to, two waiting."""
    late = Case.objects.filter(is_example=True, status=Status.ACCEPTED, due_on__lt=scene.at(2).date())
    supervisor = scene.officer("supervisor")
    for number, case in enumerate(late.select_related("division").order_by("due_on", "pk")[:4]):
        text = "已超过承诺时限，请说明原因并尽快办结（示例）"
        order = supervision.urge(case, text, by=supervisor, at=scene.at(2, 9))
        if number % 2 == 0:
            head = scene.officer("division_head", case.division)
            supervision.reply(order, "现场核查已排期，三日内办结（示例）", by=head, at=scene.at(1, 10))


def _remedies(scene: Scene) -> None:
    """Remedies against refusals: upheld, to be decided again, still before the court."""
    by = User.objects.get(username="fagui")
    refused = Case.objects.filter(is_example=True, status=Status.REFUSED).order_by("decided_on", "pk")
    for case, (kind, authority, number, outcome, lessons) in zip(refused[:3], REMEDIES, strict=False):
        day = scene.at(3).date()
        since = max(case.decided_on or day, scene.at(5).date())
        remedy = register_remedy(
            case,
            kind,
            authority=authority,
            number=number.format(year=day.year),
            received_on=since,
            by=by,
            at=scene.at(4),
        )
        advance_remedy(remedy, "answered", by=by, at=scene.at(3))
        if outcome:
            close_remedy(remedy, outcome, closed_on=day, lessons=lessons, by=by, at=scene.at(2))


def _assessments(scene: Scene) -> None:
    """Two assessments within special procedures: one reported, paid and scored, one just drawn."""
    for name, number in FIRMS:
        enlist(f"91320500MADEMO{number:04}", f"{name}（示例）", FIELD)
    paused = Case.objects.filter(is_example=True, status=Status.PAUSED, pauses__kind="expert_review")
    for number, case in enumerate(paused.select_related("division").order_by("pk")[:2]):
        by, at = scene.officer("reviewer", case.division), scene.now
        recused = {} if number else {"91320500MADEMO0001": "与申请人有业务往来（示例）"}
        drawn = limits.order_assessment(case, FIELD, recused=recused, by=by, at=at)
        if not number:
            report = SimpleUploadedFile("技术评估报告（示例）.pdf", PDF, "application/pdf")
            mark_clean(report)
            limits.record_report(drawn, report, by=by, at=at)
            limits.settle_fee(drawn, Decimal("18000.00"), _budget_line(scene), by=by, at=at)
            limits.score_assessor(drawn, 92, by=by, at=at)


def _budget_line(scene: Scene) -> str:
    """Return the line of this year's budget that pays assessments; the demo enters it."""
    year, clerk, at = localdate(scene.now).year, scene.officer("performance_clerk"), scene.at(4)
    budget = Budget.objects.filter(department=scene.bureau, year=year).first()
    budget = budget or books.open_budget(scene.bureau, year, by=clerk, at=at)
    line = budget.lines.filter(name=ASSESSED_FROM).first()
    if line is None:
        given = {"initial_yuan": Decimal("200000.00")}
        line = books.add_line(budget, by=clerk, at=at, kind="project", name=ASSESSED_FROM, **given)
    return line.name


def _log(scene: Scene) -> None:
    """A log of another system's cases of 2021, taken in as a file."""
    if Log.objects.filter(name__startswith="示例").exists():
        return
    rows = ["办件编号,环节,办理时间,岗位,区县"]
    for number in range(40):
        begun = datetime(2021, 3, 1, 9, tzinfo=SHANGHAI) + timedelta(days=number * 5, hours=number % 6)
        for step, (name, hours) in enumerate(WAY_OF_THE_LOG):
            if name != "现场核查" or number % 3:
                at = begun + timedelta(hours=hours + number * step % 30)
                place = ("姑苏区", "吴中区", "虎丘区")[number % 3]
                rows.append(
                    f"示例-{number + 1:03},{name},{at:%Y-%m-%d %H:%M},{('窗口', '审查岗')[step > 1]},{place}"
                )
    by = scene.officer("data_officer")
    file = SimpleUploadedFile("示例·2021年旧系统办件日志.csv", "\n".join(rows).encode())
    mark_clean(file)
    log = uploads.upload(file, by=by, at=scene.at(3))
    log_import.import_log(log, log_import.suggest_mapping(log), by=by, at=scene.at(3, 11))
