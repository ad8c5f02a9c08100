"""The payments of the example budget: what each line spent, as single believable payments whose sum is the line's.

Postage, assessments and lawsuits are paid piece by piece as the year of the city has them (at scale 1).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from tongban.demo.year.plan import DATA, YearPlan, split_by_weight
from tongban.ground.kit.calendars import calendar

MONTHS = range(1, 13)
COUNTS = {
    "公用经费": 48,
    "体检费": 2,
    "人才代理费": 12,
    "制服购置费": 2,
    "办公设备购置": 4,
    "党团活动经费": 9,
}
"""Into how many payments a line goes; personnel is paid by the month, any other line in six or, procured, in four."""
PURPOSES = {
    "人员经费": ("工资和基础绩效",),
    "公用经费": ("水电费", "办公用品", "物业服务", "差旅费", "会议费", "公务用车运行"),
    "体检费": ("职工体检",),
    "人才代理费": ("编外人员代理服务费",),
    "专项培训费": ("线上业务培训", "窗口礼仪培训", "法制培训"),
    "专项宣传广告费": ("政策宣传片", "办事指南印制", "户外公益广告"),
    "党团活动经费": ("主题党日", "志愿服务", "书报资料"),
    "专设机构工作经费": ("热线话务服务", "设备租赁", "场地保洁"),
}
PROCURED = ("合同预付款", "合同进度款", "合同验收款", "合同尾款")


@dataclass(frozen=True)
class PlannedPayment:
    """A payment to be: its day, its amount in yuan, and what for."""

    on: date
    amount_yuan: Decimal
    purpose: str


def payments_of(name: str, spent: Decimal, *, is_procurement: bool, year: int = 2022) -> list[PlannedPayment]:
    """Return the payments of a line in the order of their days; together they are what it spent."""
    plan = YearPlan(year, Decimal(1), year, (), calendar())
    own = {"专项邮寄费": _postage, "专项委托业务费": _assessments, "行政诉讼费": _lawsuits}.get(name)
    found = own(plan) if own else []
    left = spent - sum((each.amount_yuan for each in found), Decimal(0))
    if name == "专项委托业务费":
        found += _service(plan, left)
    elif left:
        found += _others(plan, name, left, is_procurement)
    return sorted(found, key=lambda each: each.on)


def _postage(plan: YearPlan) -> list[PlannedPayment]:
    """Settle each month with the courier early in the next, December at its end."""
    pieces = DATA["mail"]["months"]
    return [
        PlannedPayment(
            plan.day_in(month + 1, 6) if month < 12 else plan.days[-1],
            Decimal(10 * pieces[month - 1]),
            f"{month}月免费寄递服务费{pieces[month - 1]}件（示例）",
        )
        for month in MONTHS
    ]


def _assessments(plan: YearPlan) -> list[PlannedPayment]:
    count = len(DATA["assessed"]["fees"])
    return [
        PlannedPayment(plan.assessed_on(rank), plan.fee(rank), f"可行性研究报告评估费第{rank + 1}号（示例）")
        for rank in range(count)
    ]


def _lawsuits(plan: YearPlan) -> list[PlannedPayment]:
    costs = DATA["sued"]["costs"]
    return [
        PlannedPayment(
            _working(plan, plan.sued_on(rank), 14),
            Decimal(cost),
            f"行政诉讼代理费和诉讼费第{rank + 1}件（示例）",
        )
        for rank, cost in enumerate(costs)
    ]


def _service(plan: YearPlan, left: Decimal) -> list[PlannedPayment]:
    """Pay the hall's contracted services by the month and the site visits by the quarter."""
    windows, visits = split_by_weight(int(left * 100 * 4 / 5), [1] * 12), (3, 6, 9, 12)
    by_quarter = split_by_weight(int(left * 100) - sum(windows), [1] * 4)
    return [
        *(
            PlannedPayment(plan.day_in(month, 12), Decimal(cents) / 100, f"{month}月窗口服务外包费（示例）")
            for month, cents in zip(MONTHS, windows, strict=True)
        ),
        *(
            PlannedPayment(
                plan.day_in(month, 15), Decimal(cents) / 100, f"{month // 3}季度勘验辅助服务费（示例）"
            )
            for month, cents in zip(visits, by_quarter, strict=True)
        ),
    ]


def _others(plan: YearPlan, name: str, left: Decimal, is_procurement: bool) -> list[PlannedPayment]:
    draw = Random(f"{plan.year} {name}")  # noqa: S311
    said: Sequence[str] = PURPOSES.get(name, PROCURED if is_procurement else ("服务费",))
    if name == "人员经费":
        days = [plan.day_in(month, 10) for month in MONTHS]
        weights = [1.0] * 11 + [1.6]
    else:
        count = COUNTS.get(name, 4 if is_procurement else 6)
        days = sorted(draw.sample(plan.days[20:], count))
        weights = [0.4 + draw.random() for _ in days]
    cents = split_by_weight(int(left * 100), weights)
    return [
        PlannedPayment(day, Decimal(amount) / 100, f"{name}·{said[place % len(said)]}（{day.month}月，示例）")
        for place, (day, amount) in enumerate(zip(days, cents, strict=True))
        if amount
    ]


def _working(plan: YearPlan, day: date, later: int) -> date:
    """Return the first working day so many days later, the year's last at most."""
    return next((each for each in plan.days if each >= day + timedelta(days=later)), plan.days[-1])
