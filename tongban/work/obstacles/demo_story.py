"""Invented matters that could not be done, for the demo: one whose rule was changed, one explained, one at a unit, one new."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from tongban.ground.people.models import Applicant, User
from tongban.offer.catalogue.models import ItemVersion
from tongban.work.obstacles.actions import entries, moves
from tongban.work.obstacles.actions.entries import Complaint
from tongban.work.obstacles.models import Barrier, Obstacle, ObstacleKind, Outcome

ITEM = "食品经营许可（首次申请）"
MATERIAL = "食品安全管理人员培训合格证明"
LAW = "《中华人民共和国食品安全法》第三十五条"


def load(staff: Mapping[str, User], applicants: Mapping[str, Applicant], *, at: datetime) -> str:
    """Take four matters down, each led as far as it has come, once."""
    desk, clerk = staff.get("obstacle_officer"), staff.get("window_clerk")
    version = ItemVersion.objects.filter(status="published", item__name=ITEM).select_related("item").first()
    if desk is None or clerk is None or version is None or Obstacle.objects.exists():
        return ""
    unit = version.item.division
    worker = next(
        (each for role in ("reviewer", "division_head") if (each := _of(staff, role, unit.pk))), None
    )
    said: dict[str, Any] = {"item": version.item, "is_example": True}
    _rule_must_change(said, desk, worker or desk, at - timedelta(days=9))
    _explained(said, desk, worker or desk, at - timedelta(days=7))
    _at_the_unit(said, desk, at - timedelta(days=2))
    refusal = "（示例）申请人要求在住宅内设立食品经营场所，窗口告知不予受理。"
    entries.report_refusal(refusal, by=clerk, at=at - timedelta(hours=3), item=version.item, is_example=True)
    text = "（示例）到窗口三次，每次要求补的材料都不一样。"
    entries.file(
        Complaint(ObstacleKind.SEVERAL_VISITS, text, name="示例市民", **said), at=at - timedelta(hours=1)
    )
    return (
        "办不成事：banbucheng（办不成事专员）登记、交办、答复、回访、分析；"
        "shixiang 从条目起草事项修改；门户“办不成事”可提交与查询。"
    )


def _of(staff: Mapping[str, User], role: str, department: int) -> User | None:
    """Return somebody of a role who works in a department."""
    found = User.objects.filter(assignments__role=role, department=department, is_active=True)
    return found.order_by("username").first() or staff.get(role)


def _rule_must_change(said: Mapping[str, Any], desk: User, worker: User, at: datetime) -> None:
    text = "（示例）培训证明的发证机构已经撤销，补不出来，许可就办不了。"
    entry = _assigned(Complaint(ObstacleKind.NOT_ACCEPTED, text, name="示例店主", **said), desk, at)
    ended = {"barrier": Barrier.MATERIAL, "barrier_name": MATERIAL}
    finding = "（示例）发证机构撤并后该证明无从取得，建议改为书面承诺。"
    moves.handle(entry, Outcome.RULE, finding=finding, **ended, by=worker, at=at + timedelta(days=1))
    answer = "（示例）已提请修改事项材料；修改发布前可先容缺受理。"
    moves.answer(entry, answer, by=desk, at=at + timedelta(days=2))
    moves.call_back(entry, is_solved=True, satisfaction=4, by=desk, at=at + timedelta(days=4))
    lesson = "（示例）机构撤并时应当同步清理以其证明为材料的事项。"
    moves.analyse(entry, lesson, by=desk, at=at + timedelta(days=5))


def _explained(said: Mapping[str, Any], desk: User, worker: User, at: datetime) -> None:
    text = "（示例）想在没有给排水的门面做现制饮品，窗口不受理。"
    entry = _assigned(Complaint(ObstacleKind.NOT_ACCEPTED, text, name="示例市民", **said), desk, at)
    finding = "（示例）加工制作场所应当具备给排水条件，法律没有例外。"
    ended = {"barrier": Barrier.LAW, "legal_basis": LAW, "finding": finding}
    moves.handle(entry, Outcome.EXPLAINED, **ended, by=worker, at=at + timedelta(days=1))
    moves.answer(entry, finding, by=desk, at=at + timedelta(days=2))


def _at_the_unit(said: Mapping[str, Any], desk: User, at: datetime) -> None:
    text = "（示例）在邻市可以网上办的变更，本市要求到窗口。"
    _assigned(Complaint(ObstacleKind.ELSEWHERE, text, name="示例企业", **said), desk, at)


def _assigned(said: Complaint, desk: User, at: datetime) -> Obstacle:
    entry = entries.take(said, by=desk, at=at)
    moves.classify(entry, said.kind, by=desk, at=at + timedelta(minutes=5))
    unit = said.item.division if said.item else None
    assert unit is not None  # noqa: S101 - the story names an item
    return moves.assign(entry, unit, by=desk, at=at + timedelta(minutes=9))
