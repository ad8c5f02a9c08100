"""Strategies for the budget of any department: lines, sums, rates, reasons, causes and compositions."""

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from hypothesis import strategies as st

from tongban.account.audit.tests.sheet import Grid, Row, among

NAMES = (
    "体检费", "专项培训费", "业务委托费", "信息化维护费", "专项邮寄费", "课题调研费", "法律服务费", "宣传广告费",
    "设备购置费", "设施养护经费", "监测评估费", "档案整理费", "窗口运行经费", "安全生产专项", "人才发展资金", "公共服务补助",
    "改造工程款", "物业管理费", "印刷费", "应急储备金",
)  # fmt: skip
REASONS = ("上年合同尾款结转", "政策调整追加", "压减一般性支出", "上级专项转移支付", "人员增资")
CAUSES = ("合同跨年结算", "活动改为线上举办", "中标价低于预算", "需求较年初预计增加", "工程进度延后")
UNIT_NAMES = ("公共服务中心", "信息中心", "交易中心", "监测站", "执法支队")
WAYS = {
    "资金来源": ("一般公共预算", "政府性基金", "事业收入"),
    "经济分类": ("工资福利支出", "商品和服务支出", "资本性支出"),
    "功能分类": ("一般公共服务支出", "社会保障和就业支出", "卫生健康支出"),
}
LARGE = 10**11
LOW, FULL = 90, 100
HEADERS = (
    {"name": "本年度预算资金（万元）", "initial": "年初预算数（万元）", "carry_over": "上年度结转（万元）",
     "supplement": "当年预算追加追减数（万元）", "revised": "调整预算数（万元）", "actual": "实际支出数（万元）",
     "rate": "执行率"},
    {"name": "项目名称", "initial": "年初预算数", "carry_over": "上年结转数", "supplement": "年中追加追减数",
     "revised": "全年预算数", "actual": "全年执行数", "rate": "执行率（%）"},
)  # fmt: skip
ANNEX = {
    "name": "预算项目", "unit": "预算单位", "funding": "资金来源", "function_class": "功能分类",
    "economic_class": "经济分类", "procurement": "政府采购", "adjustment_reason": "调整原因", "cause": "执行偏差原因",
}  # fmt: skip
COMPOSITION = {"by": "分类方式", "name": "类别", "revised": "调整预算数", "actual": "实际支出数"}


@dataclass
class Line:
    """One row of the budget, in cents of 10,000 yuan."""

    name: str
    initial: int = 0
    carry_over: int = 0
    supplement: int = 0
    actual: int = 0
    said: Row = field(default_factory=dict)

    @property
    def revised(self) -> int:
        return self.initial + self.carry_over + self.supplement

    @property
    def rate(self) -> Decimal | None:
        return percent(self.actual, self.revised) if self.revised else None

    @property
    def is_idle(self) -> bool:
        return self.rate is not None and self.rate < 50

    def plus(self, other: "Line") -> "Line":
        columns = ("initial", "carry_over", "supplement", "actual")
        return Line(self.name, **{name: getattr(self, name) + getattr(other, name) for name in columns})


@dataclass
class Money:
    """The whole budget with its printed tables."""

    lines: list[Line]
    basic: Line
    project: Line
    total: Line
    units: list[str]
    public: tuple[int, int]
    taken_back: int
    budget: Grid
    annex: Grid
    composition: Grid
    statements: Row


def percent(part: int, whole: int) -> Decimal:
    """Return part ÷ whole × 100 with two places, half up."""
    return (Decimal(part) / Decimal(whole) * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)


@st.composite
def money(draw: st.DrawFn, bureau: str) -> Money:
    """Return a budget that adds up, with every adjustment and deviation explained."""
    others = draw(st.lists(among(*UNIT_NAMES), max_size=3, unique=True))
    units = [f"{bureau}（本级）", *(f"{bureau[:2]}{name}" for name in others)]
    by_unit = len(units) > 1 and draw(st.booleans())
    lines = [_line(draw, name) for name in _names(draw)]
    basic = _line(draw, "基本支出")
    project = sum_of("项目支出", lines)
    total = sum_of("预算总金额", [basic, project])
    if not by_unit and len(units) > len(lines) + 1:
        del units[len(lines) + 1 :]
    for index, line in enumerate([basic, *lines]):
        line.said["unit"] = "" if by_unit else units[index % len(units)]
    public = draw(st.integers(0, max(basic.revised, 0))), draw(st.integers(0, basic.actual))
    taken_back = draw(st.sampled_from([0, 0, max(total.revised - total.actual, 0)]))
    budget = _table(draw, [total, basic, project, *lines])
    annex = Grid(ANNEX, [{"name": line.name, **line.said} for line in (basic, *lines)])
    composition = Grid(COMPOSITION, _splits(draw, total, basic, project, public, units if by_unit else []))
    statements = _statements([total, basic, project, *lines], taken_back, draw(st.booleans()))
    return Money(
        lines, basic, project, total, units, public, taken_back, budget, annex, composition, statements
    )


def sum_of(name: str, lines: list[Line]) -> Line:
    """Return the sum of some rows."""
    total = Line(name)
    for line in lines:
        total = total.plus(line)
    return total


def shown(cents: int, *, marks: bool = False) -> str:
    """Print cents of 10,000 yuan with two places."""
    return f"{Decimal(cents) / 100:,.2f}" if marks else f"{Decimal(cents) / 100:.2f}"


def _names(draw: st.DrawFn) -> list[str]:
    """Return 1 to 25 names; a name used several times is numbered from 1."""
    count = draw(st.integers(1, 25))
    chosen = draw(st.lists(among(*NAMES), min_size=count, max_size=count))
    style = draw(among("{} {}", "{}{}", "{}（{}）"))
    times: dict[str, int] = {}
    names = []
    for name in chosen:
        times[name] = times.get(name, 0) + 1
        names.append(name if chosen.count(name) == 1 else style.format(name, times[name]))
    return names


def _line(draw: st.DrawFn, name: str) -> Line:
    """Return one line: as planned, new, cut, added to, carried over, emptied, or all zero."""
    line = Line(name)
    most = draw(among(10**4, 10**6, LARGE))
    size = draw(st.integers(1, most))
    match draw(among("plain", "plain", "new", "cut", "added", "carried", "both", "emptied", "zero")):
        case "plain":
            line.initial = size
        case "new":
            line.supplement = size
        case "cut":
            line.initial, line.supplement = size, -draw(st.integers(0, size))
        case "added":
            line.initial, line.supplement = size, draw(st.integers(1, most))
        case "carried":
            line.initial, line.carry_over = draw(st.sampled_from([0, size])), size
        case "both":
            line.initial, line.carry_over, line.supplement = size, size, -draw(st.integers(0, size))
        case "emptied":
            line.initial, line.supplement = size, -size
    line.actual = _spending(draw, line.revised)
    if line.carry_over + line.supplement:
        line.said["adjustment_reason"] = draw(among(*REASONS))
    if (
        line.actual > line.revised
        or (line.rate is not None and line.rate < LOW)
        or draw(st.integers(0, 9)) == 0
    ):
        line.said["cause"] = draw(among(*CAUSES))
    line.said |= {"funding": "一般公共预算", "function_class": "2010302"}
    line.said["economic_class"] = draw(among("301", "30227"))
    line.said["procurement"] = draw(among("是", "否", "部分"))
    return line


def _spending(draw: st.DrawFn, revised: int) -> int:
    """Return what was spent of an adjusted budget: all, nearly all, little, nothing, or more than there was."""
    if not revised:
        return 0
    match draw(among("all", "most", "most", "little", "nothing", "over")):
        case "all":
            return revised
        case "most":
            return revised - draw(st.integers(0, revised // 10))
        case "little":
            return draw(st.integers(0, revised))
        case "over":
            return revised + draw(st.integers(1, revised // 5 + 1))
    return 0


def _table(draw: st.DrawFn, lines: list[Line]) -> Grid:
    marks, blank = draw(st.booleans()), draw(among("", "0.00", "—"))
    header = draw(st.sampled_from(HEADERS))
    sign = "" if "%" in header["rate"] else "%"
    rows = []
    for line in lines:
        row = {"name": line.name, "rate": "—" if line.rate is None else f"{line.rate}{sign}"}
        for name in ("initial", "carry_over", "supplement", "revised", "actual"):
            cents = getattr(line, name)
            is_change = name in ("carry_over", "supplement")
            row[name] = blank if is_change and not cents else shown(cents, marks=marks)
        rows.append(row)
    return Grid(dict(header), rows)


def _statements(lines: list[Line], taken_back: int, is_said: bool) -> Row:
    said = {}
    if is_said or any(line.initial and line.actual > line.initial for line in lines):
        said["执行率口径"] = "实际支出数÷调整预算数"
    if taken_back:
        said["财政收回数（万元）"] = shown(taken_back)
    return said


def _splits(
    draw: st.DrawFn, total: Line, basic: Line, project: Line, public: tuple[int, int], units: list[str]
) -> list[Row]:
    """Return the same total cut by funding, by class, by kind of cost, and by unit."""
    ways = {"资金来源": WAYS["资金来源"]}
    other = draw(among("经济分类", "功能分类"))
    ways[other] = WAYS[other]
    cut = [(way, _parts(draw, names[: draw(st.integers(1, 3))], total)) for way, names in ways.items()]
    if units:
        cut.append(("预算单位", _parts(draw, tuple(units), total)))
    kinds = [
        ("人员经费", basic.revised - public[0], basic.actual - public[1]),
        ("公用经费", *public),
        ("项目经费", project.revised, project.actual),
    ]
    return [
        {"by": way, "name": name, "revised": shown(revised), "actual": shown(actual)}
        for way, rows in [*cut, ("经费性质", kinds)]
        for name, revised, actual in rows
    ]


def _parts(draw: st.DrawFn, names: tuple[str, ...], whole: Line) -> list[tuple[str, int, int]]:
    rows, revised, actual = [], whole.revised, whole.actual
    for name in names[1:]:
        part = draw(st.integers(0, revised)), draw(st.integers(0, actual))
        revised, actual = revised - part[0], actual - part[1]
        rows.append((name, *part))
    return [(names[0], revised, actual), *rows]
