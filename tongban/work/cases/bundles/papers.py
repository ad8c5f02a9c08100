"""The receipt of one thing: one paper for the whole, with the day promised for it and for each part."""

from datetime import datetime
from typing import Any

from django.http import Http404
from django.utils.translation import override

from tongban.ground.matters.letter import written_day
from tongban.offer.bundles.queries.plan import Plan
from tongban.work.cases.models import JointApplication
from tongban.work.cases.papers.sheet import print_sheet, sheet


def print_receipt(joint: JointApplication) -> bytes:
    """Return the receipt as it was issued, as PDF; Http404 where none was."""
    if not joint.receipt or joint.filed_at is None:
        raise Http404
    return print_sheet(joint.receipt, joint.filed_at)


def receipt_content(joint: JointApplication, plan: Plan, *, at: datetime) -> dict[str, Any]:
    """Return what the receipt says, in Chinese, as every paper of the office."""
    with override("zh-hans"):
        pairs = _facts(joint, plan, at)
        rows = [
            [
                each.part.name,
                each.part.version.item.division.name,
                "、".join(each.waits_for) or "—",
                written_day(each.promised.ends_on),
            ]
            for each in plan.items
        ]
        return sheet(
            title="“一件事”联办收件凭证",
            number=joint.reference,
            pairs=pairs,
            heads=("事项", "办理部门", "在其后办理", "承诺办结"),
            widths=(4, 3, 3, 3),
            rows=rows,
            notes=[
                "各事项由相应部门分别审查；其中一件需要补正的，其余事项继续办理。",
                f"凭编号 {joint.reference} 可以查询全部事项的办理情况。",
            ],
            signs=[("收件人", "", written_day(at)), ("申请人（代理人）", "", "")],
            is_example=joint.is_example,
        )


def _facts(joint: JointApplication, plan: Plan, at: datetime) -> list[tuple[str, str]]:
    shown = set(joint.shown)
    materials = "；".join(
        f"{each.name}（{'出示原件' if each.name in shown else '已收'}）" for each in plan.materials
    )
    return [
        ("申请人", joint.applicant.name),
        ("联办事项", joint.version.name),
        ("收件日期", written_day(at)),
        ("收件方式", "窗口一次收件" if joint.channel == "window" else "网上一次提交"),
        ("材料", materials or "无须提交材料"),
        ("承诺全部办结", written_day(plan.promised_on)),
        ("法定最晚", written_day(plan.statutory_on)),
        ("历史同类九成办结", written_day(plan.likely_on) or "暂无足够历史数据"),
        ("费用（元）", f"{plan.fee.total_yuan:.2f}"),
        ("结果送达", joint.get_delivery_display()),
    ]
