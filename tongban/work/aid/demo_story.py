"""Invented demands of enterprises for the demo: one answered with a policy, two alike, and a meeting called about them."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from tongban.ground.people.models import Applicant, User
from tongban.offer.policies.models import EnterpriseProfile
from tongban.work.aid.actions import demands, meetings
from tongban.work.aid.actions.demands import EnterpriseSaid
from tongban.work.aid.actions.policy_news import tell_of_policies
from tongban.work.aid.models import EnterpriseDemand
from tongban.work.aid.queries.demands import matches_of
from tongban.work.aid.rules import LINE
from tongban.work.hotline.actions.registers import open_line
from tongban.work.hotline.models import Area, Line

ASKED = (
    ("policy", "growing", "I", "（示例）我公司今年新招高校毕业生，想了解有哪些用工和研发补助可以申请。"),
    ("difficulty", "growing", "C", "（示例）厂区周边没有公交站点，夜班职工下班出行困难，招工受影响。"),
    ("difficulty", "running", "C", "（示例）我厂周边没有公交站点，夜班职工出行困难，希望增设班线。"),
    ("suggestion", "running", "H", "（示例）建议餐饮企业年报与食品安全自查合并填报。"),
)
CHANNELS = ("phone", "phone", "visit", "phone")
HOURS_AGO = (25, 1, 1, 25)


def load(staff: Mapping[str, User], applicants: Mapping[str, Applicant], *, at: datetime) -> str:
    """Open the line and take a few demands in, once."""
    specialist = staff.get("policy_specialist")
    profiles = list(EnterpriseProfile.objects.filter(is_example=True).order_by("pk")[: len(ASKED)])
    if specialist is None or EnterpriseDemand.objects.exists() or len(profiles) < len(ASKED):
        return ""
    _open_line(specialist, at)
    area = Area.objects.order_by("code").first()
    taken = [
        demands.take_demand(
            EnterpriseSaid(
                profile.credit_code, profile.name, *said, area.pk if area else None, is_example=True
            ),
            channel,
            by=specialist,
            at=at - timedelta(hours=hours),
        )
        for profile, said, channel, hours in zip(profiles, ASKED, CHANNELS, HOURS_AGO, strict=True)
    ]
    _answer_first(taken[0], specialist, at - timedelta(days=1))
    _hold_meetings(taken, specialist, at)
    tell_of_policies(at=at)
    return "企业服务“一企来”：zhengce（政策专员）看诉求与匹配政策；qiye（企业经办人）登录后在“企业服务”提交诉求。"


def _open_line(specialist: User, at: datetime) -> None:
    centre = specialist.department
    assert centre is not None  # noqa: S101 - the cast has departments
    since = (at - timedelta(days=400)).date()
    if not Line.objects.filter(code=LINE).exists():
        said = {
            "code": LINE,
            "name": "一企来企业服务专线",
            "form": "themed",
            "centre": centre,
            "since": since,
        }
        open_line(said, by=None, at=at)


def _answer_first(demand: EnterpriseDemand, specialist: User, at: datetime) -> None:
    """Send the policy that stands first, and answer."""
    match = next(iter(matches_of(demand, at.date())), None)
    if match is not None:
        demands.send_policy(
            demand, match.version.policy, note="（示例）可先准备社保缴费证明。", by=specialist, at=at
        )
    demands.answer(demand, "（示例）已将匹配的政策连同理由发给贵公司，可在线申报。", by=specialist, at=at)


def _hold_meetings(taken: list[EnterpriseDemand], specialist: User, at: datetime) -> None:
    """Issue the minutes of one meeting, and call the next about what two say alike."""
    said = {
        "topic": "（示例）餐饮企业填报负担",
        "held_at": at - timedelta(hours=20),
        "place": "（示例）市政务服务中心三楼会议室",
        "chair": "金廿九（示例）",
        "participants": "市市场监督管理局（示例）\n市行政审批局（示例）",
    }
    first = meetings.call_meeting(said, by=specialist, at=at - timedelta(days=1), is_example=True)
    meetings.take_up(first, taken[3:], by=specialist, at=at - timedelta(days=1))
    finding = "（示例）两项填报内容重合部分由系统共享，自下一年度起合并。"
    meetings.find(
        first.items.get(), finding, unit=None, days=None, by=specialist, at=at - timedelta(hours=19)
    )
    meetings.conclude(first, by=specialist, at=at - timedelta(hours=18))
    topic = {"topic": "（示例）工业园区夜班公交", "held_at": at + timedelta(days=3)}
    second = meetings.call_meeting(said | topic, by=specialist, at=at, is_example=True)
    meetings.take_up(second, taken[1:3], by=specialist, at=at)
