"""Strategies for indicators of both frames: every operator and unit, reached and missed, scored by the rules."""

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from hypothesis import strategies as st

from tongban.account.audit.tests.sheet import Row, among

CENT = Decimal("0.01")
SIGNS = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "=": "="}
COUNTS = {
    "件": ("办件数量", "受理数量"), "个": ("项目完成数量", "评估数量"), "家": ("服务企业数量",),
    "人次": ("惠及群众数量", "预约数量"), "场次": ("活动举办数量",), "平方米": ("改造面积",), "小时": ("服务时长",),
    "个工作日": ("平均办理时限",), "万元": ("节约资金金额",),
    "份": ("资料发放数量",), "起": ("安全事故数量",),
}  # fmt: skip
RATES = ("及时完成率", "合格率", "办结率", "差错率", "验收通过率", "覆盖率", "效率提高率", "成本降低率")
VERBAL = {"规范": "基本规范", "健全": "不健全", "完善": "基本完善", "合规": "部分合规", "准时": "未准时"}
HIGHER, LOWER, EQUAL = "越高越好", "越低越好", "等于目标"
GOOD = {">=": HIGHER, ">": HIGHER, "<=": LOWER, "<": LOWER, "range": EQUAL}
CAUSES = ("申报项目减少", "线上渠道启用后需求增加", "合同跨年履行", "人手不足", "上级任务调整")


@dataclass
class Goal:
    """One indicator before it is printed; money and places are those of its unit."""

    name: str
    unit: str = "%"
    operator: str = ">="
    target: Decimal = Decimal(0)
    upper: Decimal | None = None
    actual: Decimal = Decimal(0)
    better: str = ""
    word: str = ""
    said: str = ""
    basis: str = ""
    formula: str = ""
    title: str = ""
    function: int = -1
    budget_line: str = ""
    level: tuple[str, str] = ("过程", "预算执行")
    weight: Decimal = Decimal(0)
    score: Decimal = Decimal(0)
    row: Row = field(default_factory=dict)
    note: Row = field(default_factory=dict)

    @property
    def is_verbal(self) -> bool:
        return bool(self.word)

    @property
    def bound(self) -> Decimal:
        if self.upper is None:
            return self.target
        return min(max(self.actual, self.target), self.upper)

    @property
    def standing(self) -> int:
        """Return 1 where it passed its target, 0 where it hit it, -1 where it missed."""
        if self.is_verbal:
            return 0 if self.said == self.word else -1
        gap = self.actual - self.bound
        if not gap:
            return -1 if self.operator in ("<", ">") else 0
        good = {HIGHER: 1, LOWER: -1}.get(self.better, 0)
        return 1 if gap * good > 0 else -1

    @property
    def share(self) -> Decimal:
        """Return the share of the target that was reached, 0 to 1."""
        if self.is_verbal:
            return Decimal(1) if self.standing == 0 else Decimal("0.7")
        if self.standing >= 0:
            return Decimal(1)
        if not self.bound or (self.operator != "=" and self.target < 0):
            return Decimal(0)
        if self.operator in ("<=", "<"):
            return self.target / self.actual
        if self.operator in (">=", ">"):
            return max(self.actual / self.target, Decimal(0))
        return max(1 - abs(self.actual - self.bound) / abs(self.bound), Decimal(0))

    @property
    def deviation(self) -> str:
        if self.is_verbal:
            return "0.00%" if self.standing == 0 else "—"
        gap = self.actual - self.bound
        if self.bound:
            return f"{(gap / abs(self.bound) * 100).quantize(CENT, ROUND_HALF_UP)}%"
        return f"{gap}个百分点" if self.unit == "%" else f"{gap}{self.unit}"

    @property
    def is_far_over(self) -> bool:
        """Say whether it passed its target by so much that a cause is due."""
        if self.is_verbal or self.standing < 1:
            return False
        gap = abs(self.actual - self.bound)
        return gap * 100 > 20 * abs(self.bound) if self.bound else gap > 10


def goals(draw: st.DrawFn, name: str, unit: str) -> Goal:
    """Return an indicator of a unit with any operator that ended anywhere."""
    places = 2 if unit in ("%", "万元") else 0
    goal = Goal(name, unit, draw(among(">=", "<=", ">", "<", "=", "range")))
    low = draw(among(0, 1, 1, 1, 1)) if unit == "%" or goal.operator in ("<=", "=") else 1
    size = draw(among(100, 10**4, 10**6))
    target = low * draw(st.integers(1, size))
    if unit == "%":
        target = low * draw(st.integers(1, 12000)) * draw(among(1, 1, 1, -1))
    goal.target = Decimal(target).scaleb(-places)
    wide = max(abs(target) // 4, 1)
    if goal.operator == "range":
        goal.upper = Decimal(target + draw(st.integers(1, wide))).scaleb(-places)
    gap = draw(st.sampled_from([0, 1, draw(st.integers(0, wide)), 3 * wide])) * draw(among(1, -1))
    goal.actual = Decimal(target + gap).scaleb(-places)
    if unit != "%" and goal.actual < 0:
        goal.actual = goal.target
    goal.better = GOOD.get(goal.operator) or draw(among(HIGHER, LOWER, EQUAL))
    return goal


def verbal(draw: st.DrawFn, name: str, word: str) -> Goal:
    """Return a verbal indicator, reached or not quite."""
    return Goal(name, unit="", word=word, said=draw(st.sampled_from([word, word, word, VERBAL[word]])))


def computed(draw: st.DrawFn, name: str, actual: Decimal, basis: str, better: str, *, formula: str) -> Goal:
    """Return an indicator whose value follows from other figures; its target is drawn around it."""
    gap = draw(st.sampled_from([Decimal(0), CENT, draw(st.integers(0, 3000)) * CENT]))
    goal = Goal(name, actual=actual, basis=basis, formula=formula, better=better)
    goal.operator = draw(st.sampled_from([">=", ">", "="] if better == HIGHER else ["<=", "<", "="]))
    goal.target = actual + gap * draw(among(1, -1))
    return goal


def share_out(marks: int, shares: list[int]) -> list[Decimal]:
    """Part half marks by shares, at least one each; the first takes the rest."""
    left = marks - len(shares)
    parts = [1 + left * share // sum(shares) for share in shares]
    parts[0] += marks - sum(parts)
    return [Decimal(part) / 2 for part in parts]


def printed(
    draw: st.DrawFn, goal: Goal, source: str, *, spaced: bool, marks: bool, needs_cause: bool
) -> Goal:
    """Fill in the printed row and the annex row of an indicator, with all that its standing asks for."""
    is_missed = goal.standing < 0
    goal.score = (goal.weight * goal.share).quantize(CENT, ROUND_HALF_UP)
    goal.row = {
        "level1": goal.level[0],
        "level2": goal.level[1],
        "name": goal.name,
        "target": goal.word or _target(goal, spaced, marks),
        "actual": goal.said or quantity_text(goal.actual, goal.unit, spaced, marks),
        "source": source,
        "weight": _plain(goal.weight),
        "score": draw(st.sampled_from([_plain(goal.score), f"{goal.score:.2f}"])),
        "deviation": goal.deviation,
        "met": "否" if is_missed else "是",
        "cause": "",
    }
    goal.note = {"name": goal.name, "better": goal.better, "basis": goal.basis, "formula": goal.formula}
    goal.note["budget_line"] = goal.budget_line
    goal.note["function"] = "" if goal.function < 0 else f"（{NUMERALS[goal.function]}）"
    if is_missed or goal.is_far_over or needs_cause or draw(st.integers(0, 9)) == 0:
        goal.row["cause"] = draw(among(*CAUSES))
    if is_missed:
        goal.note |= {"measure": "按季度核定任务", "owner": "综合处"}
    if not goal.is_verbal:
        goal.note["baseline"] = _baseline(draw, goal, spaced, marks)
    return goal


NUMERALS = "一二三四五六七八九十"


def _baseline(draw: st.DrawFn, goal: Goal, spaced: bool, marks: bool) -> str:
    """Return last year's value: any where a cause is told, else none that makes the target an easy one."""
    step = (
        draw(st.integers(0, 500)) * CENT if goal.unit in ("%", "万元") else Decimal(draw(st.integers(0, 9)))
    )
    worse = -step if goal.better == HIGHER else step
    return quantity_text(max(goal.target + worse, min(goal.target, Decimal(0))), goal.unit, spaced, marks)


def quantity_text(value: Decimal, unit: str, spaced: bool, marks: bool) -> str:
    """Print a value with its unit."""
    number = f"{value:,f}" if marks else f"{value:f}"
    return f"{number}{' ' if spaced and unit != '%' else ''}{unit}"


def _target(goal: Goal, spaced: bool, marks: bool) -> str:
    lower = quantity_text(goal.target, goal.unit, spaced, marks)
    if goal.upper is not None:
        return f"{lower}～{quantity_text(goal.upper, goal.unit, spaced, marks)}"
    return f"{SIGNS[goal.operator]}{lower}"


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
