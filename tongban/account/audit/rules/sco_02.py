"""SCO-02: weights, scores, total and grade: missing, or not fitting each other."""

from collections.abc import Iterator
from decimal import Decimal

from tongban.account.audit.arithmetic import HALF_CENT, amount
from tongban.account.audit.deviation import table_head
from tongban.account.audit.fragments import self_evaluation
from tongban.account.audit.parameters import number, words
from tongban.account.audit.report import EMPTY, Cell, Indicator, Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

HEADER = "|类别|指标名称|指标目标值|指标完成值|完成值来源|权重|得分|偏差情况|原因分析"
NAMED = 3
SCORED = ("产出|办件数量|≥30 件|30 件|台账|60|60|0.00%|", "效益|办结率|≥90%|81%|台账|40|36|-10.00%|案件积压")

RULE = Rule(
    code="SCO-02",
    severity="error",
    title=Words("自评没有分值、得分或等级，或相互不符", "Weights, scores, total or grade missing or wrong"),
    why=Words(
        "没有权重、得分和等级，自评就没有结果；分数算错，结果就不能用。",
        "Without weights, scores and a grade a self-evaluation has no result; wrong ones cannot be used.",
    ),
    source=Words(
        "财预〔2020〕10号：满分 100 分，优 90–100、良 80–<90、中 60–<80、差 <60",
        "MOF document 财预〔2020〕10号: 100 points; 优 from 90, 良 from 80, 中 from 60, 差 below",
    ),
    parameters={
        "full": Decimal(100),
        "grades": ("优", "良", "中", "差"),
        "excellent": Decimal(90),
        "good": Decimal(80),
        "fair": Decimal(60),
    },
    fires=self_evaluation("产出|办件数量|≥30 件|30 件|台账|0.00%|"),
    silent=self_evaluation(*SCORED, header=HEADER) + "\n自评总分：96\n自评等级：优\n",
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find a table without weights, and weights, scores, total or grade that do not fit."""
    rows = report.indicators
    if not rows:
        return
    weighed = [row for row in rows if row.weight.value is not None]
    if not weighed:
        yield _missing(table_head(report), "权重、得分、总分和等级", "weight, score, total or grade")
        return
    full = number(given, "full")
    weights = sum((amount(row.weight) for row in rows), Decimal(0))
    is_unread = any(row.weight.is_unread for row in rows)
    if not is_unread and abs(weights - full) > HALF_CENT * len(weighed):
        yield _wrong(
            table_head(report),
            "权重",
            f"Σ {len(weighed)} 项权重 = {weights} ≠ {full}",
            str(weights),
            str(full),
        )
    yield from _rows(rows)
    yield from _result(report, given)


def _rows(rows: tuple[Indicator, ...]) -> Iterator[Finding]:
    """Check weight and score of each row; the rows that lack one are told together."""
    read = [row for row in rows if not (row.weight.is_unread or row.score.is_unread)]
    weighed = [row for row in read if row.weight.value is not None]
    unweighed = [row for row in read if row.weight.value is None]
    unscored = [row for row in weighed if row.score.value is None]
    if unweighed:
        yield _lacking(unweighed, "权重", "weight")
    if unscored:
        yield _lacking(unscored, "得分", "score")
    for row in weighed:
        weight, score = row.weight.value, row.score.value
        if weight is not None and score is not None and not 0 <= score <= weight:
            said = f"{row.name.text}：{row.score.text} > {row.weight.text}"
            yield _wrong(row.score, "得分", said, row.score.text, f"0–{row.weight.text}", row.name.text)


def _lacking(rows: list[Indicator], zh: str, en: str) -> Finding:
    """Tell how many rows lack a figure, naming the first of them."""
    names = [f"“{row.name.text}”" for row in rows[:NAMED]]
    more = len(rows) > NAMED
    return _missing(
        rows[0].name,
        f"{zh}（{len(rows)} 行）：{''.join(names)}{'等' if more else ''}",
        f"{en} in {len(rows)} rows: {', '.join(names)}{' and others' if more else ''}",
        rows[0].name.text,
        zh,
    )


def _result(report: Report, given: Given) -> Iterator[Finding]:
    """Check the total against the scores and the grade against its band."""
    scores = [row.score.value for row in report.indicators if row.score.value is not None]
    total, place = report.total_score, table_head(report)
    if total.value is None:
        if not total.is_unread:
            yield _missing(place, "自评总分", "total score")
        return
    summed = sum(scores, Decimal(0))
    is_unread = any(row.score.is_unread for row in report.indicators)
    if not is_unread and abs(summed - total.value) > HALF_CENT * (len(scores) + 1):
        said = f"Σ {len(scores)} 项得分 = {summed} ≠ {total.text}，差 {total.value - summed}"
        yield _wrong(total, "自评总分", said, total.text, str(summed))
    expected = grade_of(total.value, given)
    if not report.grade:
        yield _missing(total, "自评等级", "grade")
    elif report.grade.text != expected:
        said = f"总分 {total.text} 应为“{expected}”，表内为“{report.grade.text}”"
        yield _wrong(report.grade, "自评等级", said, report.grade.text, expected)


def grade_of(total: Decimal, given: Given) -> str:
    """Return the grade of a total score: the first band it reaches."""
    grades = words(given, "grades")
    for grade, band in zip(grades, ("excellent", "good", "fair"), strict=False):
        if total >= number(given, band):
            return grade
    return grades[-1]


def _missing(place: Cell, zh: str, en: str, row: str = "", expected: str = "") -> Finding:
    return RULE.finding(
        place or EMPTY,
        message=Words(f"自评表没有{zh}", f"The table has no {en}"),
        advice=Words(
            "按批复的权重逐项打分，填写自评总分和自评等级。",
            "Score every row by its approved weight and state total (自评总分) and grade (自评等级).",
        ),
        section="九",
        row=row,
        printed="",
        expected=expected or zh,
    )


def _wrong(place: Cell, column: str, said: str, printed: str, expected: str, row: str = "") -> Finding:
    return RULE.finding(
        place,
        message=Words(said, f"{column}: {said}"),
        advice=Words(
            "重新核对权重和得分；总分＝各项得分之和，等级按分数段确定。",
            "Recompute: the total is the sum of the scores, the grade follows from its band.",
        ),
        section="九",
        row=row,
        column=column,
        printed=printed,
        expected=expected,
    )
