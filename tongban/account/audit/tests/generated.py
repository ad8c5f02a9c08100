"""Strategies for whole reports of any department: complete, consistent, and therefore without a finding."""

from decimal import Decimal

from hypothesis import strategies as st

from tongban.account.audit.tests.generated_budget import Line, Money, money, percent, shown
from tongban.account.audit.tests.generated_indicators import (
    COUNTS,
    HIGHER,
    LOWER,
    NUMERALS,
    RATES,
    Goal,
    computed,
    goals,
    printed,
    quantity_text,
    share_out,
    verbal,
)
from tongban.account.audit.tests.sheet import Grid, Row, Sheet, Told, among

PLACE = "云江海山林河湖东西南北安宁平和兴华明永长丰泰康乐春新"
BUREAUS = (
    "行政审批局", "数据局", "医疗保障局", "交通运输局", "自然资源和规划局", "审计局", "统计局", "文化广电和旅游局",
    "生态环境局", "教育局", "卫生健康委员会", "档案馆", "园林绿化管理局", "商务局", "科学技术局",
)  # fmt: skip
TOPICS = (
    "市场主体登记", "工程建设项目审批", "公共资源交易", "社会保险服务", "医疗保险服务", "道路养护", "公园养护", "义务教育招生",
    "职业技能培训", "法律援助", "水质监测", "档案数字化", "统计调查", "食品抽检", "应急演练", "文物保护", "群众体育", "养老服务",
    "垃圾分类", "政策宣传", "线上审批", "线下审批", "重点项目帮办", "信息系统运维",
)  # fmt: skip
FRAMES = (
    {"level1": "类别", "level2": "二级指标", "name": "指标名称", "target": "指标目标值", "actual": "指标完成值",
     "source": "完成值来源", "weight": "权重", "score": "得分", "deviation": "偏差情况", "met": "是否达标", "cause": "原因分析"},
    {"level1": "一级指标", "level2": "二级指标", "name": "三级指标", "target": "年度指标值", "actual": "实际完成值",
     "source": "完成值来源", "weight": "分值", "score": "得分", "deviation": "偏差情况", "met": "是否达标",
     "cause": "偏差原因分析及改进措施"},
)  # fmt: skip
LEVELS = (
    (("履职", "产出数量"), ("履职", "产出质量"), ("履职", "产出时效"), ("履职", "产出成本"), ("效益", "社会效益"),
     ("效益", "可持续影响")),
    (("产出指标", "数量指标"), ("产出指标", "质量指标"), ("产出指标", "时效指标"), ("成本指标", "经济成本指标"),
     ("效益指标", "社会效益指标"), ("效益指标", "可持续影响指标")),
)  # fmt: skip
SATISFIED = ("满意度", "满意度指标")
PROCESS = {
    "预算编制规范性": "规范", "资金使用合规性": "合规", "基础信息完善性": "完善", "资产管理制度健全性": "健全",
    "绩效目标合理性": "规范", "工作计划制定健全性": "健全", "中长期规划制定健全性": "健全", "预决算信息公开规范性": "规范",
}  # fmt: skip
TIMELY = ("准时", "规范", "完善")
RECORDS = ("年度台账", "业务统计数据", "验收报告汇编", "部门决算")
PLANNED = ("政府采购执行率", "支付进度符合率")
TITLES = {"工作计划制定健全性": "工作计划", "中长期规划制定健全性": "规划文本"}
TASKS = {
    "function": "对应部门主要职责", "name": "任务名称", "content": "主要内容", "completion": "完成情况", "plan": "计划值",
    "due": "完成时限", "budget_line": "预算项目", "spent": "使用金额（万元）", "owner": "责任处室",
}  # fmt: skip
EXPLAINED = {
    "name": "指标", "better": "指标方向", "baseline": "上年值", "formula": "计算口径", "basis": "计算数据",
    "function": "对应职能", "budget_line": "对应预算", "measure": "改进措施", "owner": "责任处室", "due": "完成时限",
}  # fmt: skip
NUMBERS = [f"{tens}{one}" for tens in ("", "十", "二十", "三十") for one in ("", *NUMERALS[:9])][1:]
TOPICAL = ("培训", "调研", "调查", "摸底", "了解", "现状", "宣传", "邮寄", "体检", "信息系统", "运行故障")
OFFICES = ("办公室", "综合处", "业务一处", "业务二处", "督查处")


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """Return a report that is complete and agrees with itself in every place."""
    year = draw(st.integers(2015, 2035))
    bureau = f"{draw(st.text(PLACE, min_size=2, max_size=3))}市{draw(among(*BUREAUS))}"
    funds = draw(money(bureau))
    topics = draw(st.lists(among(*TOPICS), min_size=1, max_size=9, unique=True))
    frame = draw(st.integers(0, 1))
    rows = _indicators(draw, year, funds, topics, frame)
    told: list[Told] = []
    tasks = _tasks(draw, year, funds, topics, rows, told)
    texts = _texts(draw, year, funds, topics, rows, told)
    total = sum((Decimal(goal.row["score"]) for goal in rows), Decimal(0))
    return Sheet(
        year=year,
        department=bureau,
        imprint=_imprint(year),
        texts=texts,
        budget=funds.budget,
        annex=funds.annex,
        composition=funds.composition,
        tasks=tasks,
        indicators=Grid(dict(FRAMES[frame]), [goal.row for goal in rows], lead=not frame),
        explained=Grid(EXPLAINED, [goal.note for goal in rows]),
        statements=funds.statements,
        results={"自评总分": str(total), "自评等级": grade(total)},
        told=told,
    )


def grade(total: Decimal) -> str:
    """Return the grade of a total score."""
    return next((name for name, least in (("优", 90), ("良", 80), ("中", 60)) if total >= least), "差")


def _imprint(year: int) -> Row:
    return {
        "编制日期": f"{year + 1}-03-01",
        "编制人": "张三",
        "联系电话": "0512-10000000",
        "盖章": "已盖章",
        "版本": "1.0",
        "公开日期": f"{year + 1}-09-15",
        "公开地址": "https://example.gov.cn/report",
    }


def _indicators(draw: st.DrawFn, year: int, funds: Money, topics: list[str], frame: int) -> list[Goal]:
    """Return weighed indicators: of process, of results for every function, and of satisfaction."""
    process = _process(draw, funds)
    results = _results(draw, topics, frame)
    for goal in results:
        if draw(st.booleans()) or any(word in goal.name for word in TOPICAL):
            goal.budget_line = draw(st.sampled_from(funds.lines)).name
    mass = draw(st.integers(120, 170))
    heavy = [goal for goal in results if goal.level[0][:2] in ("履职", "产出", "效益")]
    light = [goal for goal in (*process, *results) if goal not in heavy]
    for group, marks in ((heavy, mass), (light, 200 - mass)):
        shares = share_out(marks, [draw(st.integers(1, 9)) for _ in group])
        for goal, weight in zip(group, shares, strict=True):
            goal.weight = weight
    spaced, marks = draw(st.booleans()), draw(st.booleans())
    rows = [*process, *results]
    for goal in rows:
        needs_cause = _is_odd(goal, rows, funds)
        source = _source(draw, year, goal)
        printed(draw, goal, source, spaced=spaced, marks=marks, needs_cause=needs_cause)
        if "measure" in goal.note:
            goal.note["due"] = f"{year + 1}-06-30"
    return rows


def _process(draw: st.DrawFn, funds: Money) -> list[Goal]:
    """Return indicators of process: those that follow from the budget, and verbal ones."""
    total, found = funds.total, []
    rate = total.rate
    if rate is not None:
        found.append(("预算执行率", rate, f"{shown(total.actual)}/{shown(total.revised)}", HIGHER))
        found.append(("支付进度符合率", rate, f"{rate}/100.00", HIGHER))
        left = total.revised - total.actual - funds.taken_back
        if left >= 0:
            found.append(
                ("结转结余率", percent(left, total.revised), f"{shown(left)}/{shown(total.revised)}", LOWER)
            )
    change = abs(total.revised - total.initial)
    if total.initial:
        found.append(
            ("预算调整率", percent(change, total.initial), f"{shown(change)}/{shown(total.initial)}", LOWER)
        )
    if funds.public[0]:
        part, whole = funds.public[1], funds.public[0]
        found.append(("公用经费控制率", percent(part, whole), f"{shown(part)}/{shown(whole)}", LOWER))
    part, whole = draw(st.integers(1, 10**6)), draw(st.integers(1, 10**6))
    found.append(("政府采购执行率", percent(part, whole), f"{shown(part)}/{shown(whole)}", HIGHER))
    found.append(("“三公经费”变动率", percent(part - whole, whole), f"{shown(part)}/{shown(whole)}", LOWER))
    found.append(("绩效管理覆盖率", Decimal("100.00"), f"{len(funds.lines)}/{len(funds.lines)}", HIGHER))
    kept = draw(st.lists(st.sampled_from(found), min_size=1, max_size=len(found), unique=True))
    rows = [computed(draw, *each, formula="见财预〔2013〕53号") for each in kept]
    names = draw(st.lists(st.sampled_from(sorted(PROCESS)), max_size=4, unique=True))
    return rows + [verbal(draw, name, PROCESS[name]) for name in names]


def _results(draw: st.DrawFn, topics: list[str], frame: int) -> list[Goal]:
    """Return at least one indicator for each function and of each class, and those of satisfaction."""
    count = len(topics) + draw(st.integers(6, 9))
    rows: list[Goal] = []
    for index in range(count):
        unit = draw(among("%", "%", "text", *COUNTS))
        topic = topics[index % len(topics)]
        suffix = draw(st.sampled_from(COUNTS.get(unit, ("开展及时性",) if unit == "text" else RATES)))
        name = f"{topic}{suffix}"
        if any(goal.name == name for goal in rows):
            name = f"{topic}第{NUMERALS[index % 10]}批{suffix}"
        is_text = unit == "text"
        goal = verbal(draw, name, draw(among(*TIMELY))) if is_text else goals(draw, name, unit)
        goal.function = index % len(topics)
        goal.level = LEVELS[frame][index % (6 if index >= len(topics) else 3)]
        goal.formula = f"{suffix}按业务系统统计" if unit in ("%", "万元") or draw(st.booleans()) else ""
        rows.append(goal)
    served = draw(st.sampled_from([["服务对象满意度"], ["企业满意度", "群众满意度"], ["群众满意度"]]))
    for name in served:
        goal = goals(draw, name, "%")
        goal.function, goal.level = 0, (SATISFIED[frame], "服务对象满意度")
        rows.append(goal)
    return rows


def _source(draw: st.DrawFn, year: int, goal: Goal) -> str:
    """Return evidence with system, date and owner."""
    title = TITLES.get(goal.name) or draw(among(*RECORDS))
    if title == "部门决算" and goal.name in PLANNED:
        title = "计划与实际对照表"
    prefix = draw(st.sampled_from([f"{year} 年", f"{year}", ""]))
    if "预决算" in goal.name:
        title = "预算公开和决算公开记录"
    day, owner = draw(st.integers(1, 28)), draw(among(*OFFICES))
    proof = f"《{prefix}{title}》（业务系统，{year + 1}-01-{day:02d}，{owner}）"
    return f"{proof}；{year} 年工作总结" if draw(st.integers(0, 4)) == 0 else proof


def _is_odd(goal: Goal, rows: list[Goal], funds: Money) -> bool:
    """Say whether the money of an indicator asks for an explanation: hardly used, cut, or another unit cost."""
    line = next((line for line in funds.lines if line.name == goal.budget_line), None)
    if line is None:
        return False
    if line.is_idle or line.supplement < 0:
        return True
    if goal.unit in ("", "%"):
        return False
    shared = sum(other.budget_line == line.name for other in rows) > 1
    return shared or not _costs_as_planned(goal, line)


def _costs_as_planned(goal: Goal, line: Line) -> bool:
    if not (goal.target and goal.actual and line.initial and line.actual):
        return True
    plan, real = line.initial / goal.target, line.actual / goal.actual
    return abs(real - plan) * 5 <= plan


def _tasks(
    draw: st.DrawFn, year: int, funds: Money, topics: list[str], rows: list[Goal], told: list[Told]
) -> Grid:
    """Return at least one task for each function; the tasks of a line tell of most of its money."""
    by_numeral = draw(st.booleans())
    grid = Grid(TASKS)
    left = {line.name: line.actual for line in funds.lines}
    again = draw(st.lists(st.sampled_from(topics), max_size=3, unique=True))
    for index, topic in enumerate([*topics, *again]):
        at = topics.index(topic)
        line = draw(st.sampled_from([None, *funds.lines]))
        spent = 0
        if line is not None and left[line.name] == line.actual:
            spent = line.actual - draw(st.integers(0, line.actual // 2))
            left[line.name] -= spent
        own = [row for row in rows if row.function == at and not row.is_verbal]
        goal = draw(st.sampled_from([None, *own]))
        grid.rows.append(
            {
                "function": f"（{NUMERALS[at]}）" if by_numeral else f"负责{topic}工作",
                "name": f"{topic}{draw(among('任务', '提升行动'))}{index + 1}",
                "content": f"组织开展{topic}",
                "completion": _told(draw, goal, told) if goal else "已签约 8 家，邀约专家 9 名",
                "plan": "按年初计划",
                "due": f"{year}-12-31",
                "budget_line": line.name if line else "不涉及",
                "spent": shown(spent) if line else "",
                "owner": draw(among(*OFFICES)),
            }
        )
    return grid


def _told(draw: st.DrawFn, goal: Goal, told: list[Told]) -> str:
    """Tell the value of an indicator: in full, in 万, or as a lower bound."""
    value, unit = goal.actual, goal.unit
    if unit not in ("%", "万元") and value >= 10**4 and draw(st.booleans()):
        if draw(st.booleans()):
            return f"{goal.name}达到 {value // 10**4} 万{unit}以上"
        return f"{goal.name} {(value / 10**4).quantize(Decimal('0.01'))} 万{unit}"
    text = quantity_text(value, unit, spaced=draw(st.booleans()), marks=draw(st.booleans()))
    told.append(Told(goal.name, value, unit, f"{goal.name} {text}"))
    return f"{goal.name} {text}"


def _texts(
    draw: st.DrawFn, year: int, funds: Money, topics: list[str], rows: list[Goal], told: list[Told]
) -> dict[str, list[str]]:
    """Return the running text of sections 二 to 六; every number in it is that of the tables."""
    counted = [goal for goal in rows if not goal.is_verbal]
    chosen = draw(st.lists(st.sampled_from(counted), max_size=6, unique_by=id))
    said = [_told(draw, goal, told) for goal in chosen]
    missed = [goal for goal in rows if goal.standing < 0]
    claim = "各项目标全部完成。" if not missed and draw(st.booleans()) else "目标设定总体合理。"
    rate = "" if funds.total.rate is None else f"预算执行率 {funds.total.rate}%。"
    parts = [
        f"（一）投入情况分析。{claim}{rate}",
        f"（二）执行管理情况分析。{year} 年按调整后的预算安排支出，{year - 1} 年的经验继续推广。",
        f"（三）产出和效益情况分析。{'；'.join([*said, *map(_missed, missed)]) or '各项工作平稳开展'}。",
    ]
    listed = "".join(f"（{NUMERALS[at]}）负责{topic}工作。" for at, topic in enumerate(topics))
    offices = "、".join(OFFICES[: draw(st.integers(1, 5))])
    problems = [_problem(index, goal, year) for index, goal in enumerate(missed)]
    return {
        "二": [f"全年{'，'.join(said[:3]) or '各项工作有序开展'}。"],
        "三": [
            f"主要职能{listed}",
            f"内设机构包括：{offices}。纳入本部门 {year} 年部门汇总预算编制范围的预算单位 {len(funds.units)} 家，"
            f"具体包括：{'，'.join(funds.units)}。",
        ],
        "四": parts if draw(st.booleans()) else ["".join(parts)],
        "五": problems or ["无未达标指标，继续保持。"],
        "六": [f"结果用于安排 {year + 1} 年预算，{year + 1} 年 9 月 15 日在市政府网站公开。"],
    }


def _missed(goal: Goal) -> str:
    return f"{goal.name} {goal.row['actual']}，未达到 {goal.row['target'].lstrip('≥≤=<>')} 的目标，因{goal.row['cause']}"


def _problem(index: int, goal: Goal, year: int) -> str:
    number = NUMBERS[index]
    return (
        f"（{number}）{goal.name}未达目标。{_missed(goal)}。下一步 {year + 1} 年按季度核定任务。"
        f"责任处室：综合处；完成时限：{year + 1}-06-30。"
    )
