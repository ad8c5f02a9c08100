"""An invented programme on air today and one of last month, answered and looked back on."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from tongban.ground.people.models import Applicant, Department, User
from tongban.work.programme.actions import programmes, questions
from tongban.work.programme.models import Programme

QUESTIONS = (
    ("web", "（示例）我家附近的老小区什么时候能加装电梯？楼上老人下楼很不方便。", "城南居民"),
    ("phone", "（示例）开一家小餐馆要跑几个窗口？能不能一次把材料说清楚？", "李女士"),
    ("web", "（示例）放学时段学校门口堵得厉害，能不能安排错峰或临时停车位？", ""),
)
ANSWERS = (
    (
        "市住房部门负责人",
        "已列入今年计划，本周上门听取意见。",
        "经核实，该小区三幢已列入本年度加装计划，社区已组织首次业主会议。",
    ),
    (
        "局长",
        "一件事一次办，材料清单当场给。",
        "“开餐馆”已实行一件事一次办，线上一张表，材料清单可在本站办事指南查到。",
    ),
)
PAST = timedelta(days=28)


def load(staff: Mapping[str, User], applicants: Mapping[str, Applicant], *, at: datetime) -> str:
    """Plan two programmes, once: one is over, one is on air."""
    editor, host, office = (
        staff.get(role) for role in ("programme_editor", "programme_host", "leaders_office")
    )
    if not editor or not host or not office or Programme.objects.exists():
        return ""
    over = _begin("营商环境：政策怎么送到家门口", editor, host, office, at=at - PAST)
    _finish(over, editor, host, at=at - PAST)
    live = _begin("民生实事：您关心的，现场答", editor, host, office, at=at)
    return (
        f"直播节目：{live.topic}（{live.reference}）正在直播，公众页面 /live/{live.reference}/；"
        "biandao（编导）理流程单，zhuchi（主持人）上屏答复。"
    )


def _begin(topic: str, editor: User, host: User, office: User, *, at: datetime) -> Programme:
    begins = at.replace(second=0, microsecond=0)
    said: dict[str, Any] = {
        "topic": f"{topic}（示例）",
        "introduction": "市领导和部门负责人做客直播间，现场答复群众来电来信。节目与人物均为虚构示例。",
        "platform": "本站公众页面、示例广播",
        "leaders": "示例市长（市人民政府）\n示例局长（市行政审批局）",
        "units": Department.objects.filter(code="DEMO-BUREAU"),
        "planned_start": begins,
        "planned_end": begins + timedelta(hours=1),
        "answer_days": 5,
    }
    before = at - timedelta(days=3)
    programme = programmes.plan(said, by=editor, at=before, is_example=True)
    programme = programmes.announce(programme, by=office, at=before)
    for source, text, who in QUESTIONS:
        given: dict[str, Any] = {"asked_by": who, "phone": "", "at": before}
        if source == "web":
            asked = questions.ask(programme, text, **given)
        else:
            asked = questions.note(programme, text, source=source, by=editor, **given)
        if who:
            questions.accept(asked, unit=None, by=editor, at=before)
    return programmes.start(programme, by=host, at=begins)


def _finish(programme: Programme, editor: User, host: User, *, at: datetime) -> None:
    later = at + timedelta(days=2)
    for question, (who, spoken, _text) in zip(
        programme.questions.filter(status="accepted"), ANSWERS, strict=True
    ):
        questions.air(question, by=host, at=at)
        questions.answer_on_air(
            question, answered_by=who, spoken=spoken, by=host, at=at + timedelta(minutes=6)
        )
    left = programme.questions.get(status="received")
    questions.reject(left, reason="与前次节目问题重复，答复见上期公布内容。", by=editor, at=at)
    programmes.end(programme, by=host, at=at + timedelta(hours=1))
    for place, question in enumerate(programme.questions.filter(status="answered")):
        questions.publish_answer(question, text=ANSWERS[place][2], by=editor, at=later)
    programmes.close_answers(programme, by=editor, at=later)
    for place, question in enumerate(programme.questions.filter(status="published")):
        found = "回访确认已落实。" if place else "已启动，尚未完工，继续跟踪。"
        questions.look_back(question, is_solved=bool(place), found=found, by=editor, at=later)
